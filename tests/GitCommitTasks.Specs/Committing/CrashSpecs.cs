using System.Diagnostics;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I7: killed at any step, the repository is sound, nothing stays locked, and the next operation finishes what was left.</summary>
[Trait("Category", "Slow")]
public sealed class CrashSpecs : IDisposable
{
    /// <summary>Far below the time-out of 60 s that waiting for a dead process's lock would take.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(20);

    private readonly TemporaryRepository repository = new();

    public CrashSpecs()
    {
        repository.GitCommit(("f", "1\n"), ("g", "1\n"));
        repository.Shell("echo 2 > f; echo 2 > g; echo theirs > staged; git add staged");
    }

    public static TheoryData<string> Steps => [.. Enum.GetNames<CommitStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task killed_at_a_step_the_next_commit_finishes_what_was_left(string step)
    {
        await Die(step);

        var happened = Enum.Parse<CommitStep>(step) >= CommitStep.RefSwapped;
        Log().ShouldBe(happened ? ["contender", "plain", "first"] : ["plain", "first"], "it happened or it did not");
        repository.Fsck().ShouldBeEmpty();

        var watch = Stopwatch.StartNew();
        var next = repository.Commit("g");

        next.Outcome.ShouldBe(CommitOutcome.Committed);
        watch.Elapsed.ShouldBeLessThan(Prompt, "the lock is free, and no lock file of a dead process is waited for");
        var hadTheLock = Enum.Parse<CommitStep>(step) is not (CommitStep.Prepared or CommitStep.LockReleased);
        next.Codes().ShouldBe(hadTheLock ? ["GCT1003"] : [], "the dead holder's record, and nothing else, is worth a word");
        var log = Path.Combine(repository.GitDirectory, "scoped", "errors.json");
        (File.Exists(log) && File.ReadAllText(log).Contains("stale_lock_removed", StringComparison.Ordinal)).ShouldBe(hadTheLock, "every removal is logged");
        repository.Leftovers().ShouldBeEmpty();
        repository.Git("status", "--porcelain").ShouldBe(happened ? "A  staged\n" : " M f\nA  staged\n", "no phantom reversal (I5)");
        repository.Git("commit", "-qm", "plain commit");
        repository.FilesOf("HEAD").ShouldBe(["A\tstaged"], "the next plain commit reverts nothing");
        repository.FilesOf("HEAD~").ShouldBe(["M\tg"]);
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public async Task killed_right_behind_the_swap_git_refuses_until_it_is_finished()
    {
        await Die("RefSwapped");

        repository.TryGit("commit", "-m", "would revert").ExitCode.ShouldBe(128, "index.lock is left on purpose: the old index would revert the commit");
        Repair().ShouldContain(a => a.Kind == "index-finished");

        repository.Git("commit", "-qm", "plain commit");
        repository.FilesOf("HEAD").ShouldBe(["A\tstaged"]);
        repository.Leftovers().ShouldBe(["scoped/lock.json", "scoped/queue/000000000001"], "a dead holder's record and ticket are the next acquisition's business");
    }

    [Fact]
    public async Task an_index_lock_that_somebody_removes_by_hand_is_made_good()
    {
        await Die("RefSwapped");
        File.Delete(Path.Combine(repository.GitDirectory, "index.lock"));
        repository.Git("status", "--porcelain").ShouldContain("MM f", customMessage: "the trap: a plain commit now would revert");

        repository.Commit("g").Codes().ShouldBe(["GCT1003", "GCT5006"]);

        repository.Git("status", "--porcelain").ShouldBe("A  staged\n");
        repository.Git("commit", "-qm", "plain commit");
        repository.Git("show", "HEAD:f").ShouldBe("2\n");
    }

    [Theory]
    [InlineData("IndexLocked")]
    [InlineData("IndexPrepared")]
    [InlineData("RefSwapped")]
    public async Task a_foreign_index_lock_is_never_removed(string step)
    {
        await Die(step);
        var path = Path.Combine(repository.GitDirectory, "index.lock");
        File.Delete(path);
        File.WriteAllText(path, "git-scoped 0123456789abcdef0123456789abcdef\n");

        Repair();

        File.ReadAllText(path).ShouldBe("git-scoped 0123456789abcdef0123456789abcdef\n", "it is not the one that the journal names");
    }

    [Fact]
    public async Task a_lock_file_tells_whoever_opens_it_what_is_going_on()
    {
        await Die("RefsLocked");

        foreach (var name in (string[])["HEAD.lock", "index.lock"])
            File.Exists(Path.Combine(repository.GitDirectory, name)).ShouldBeTrue();
        File.ReadAllText(Path.Combine(repository.GitDirectory, "HEAD.lock")).ShouldContain("\"reference\":\"refs/heads/main\"");
    }

    [Fact]
    public async Task where_there_are_no_hard_links_a_lock_file_is_known_by_the_nonce_it_holds()
    {
        await Die("IndexLocked");
        var journal = Directory.GetFiles(Path.Combine(repository.GitDirectory, "scoped", "journal")).ShouldHaveSingleItem();
        var path = Path.Combine(repository.GitDirectory, "index.lock");
        File.Delete(path);
        File.WriteAllText(path, $"git-scoped {Path.GetFileName(journal)}\n");

        Repair().ShouldContain(a => a.Kind == "lock-removed" && a.Path.EndsWith("index.lock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RefsLocked")]
    [InlineData("RefSwapped")]
    public async Task foreign_ref_locks_are_never_removed(string step)
    {
        await Die(step);
        foreach (var name in (string[])["HEAD.lock", "refs/heads/main.lock"])
        {
            // Made anew, as whoever locks does: what is there already is another name of the journal.
            File.Delete(Path.Combine(repository.GitDirectory, name));
            File.WriteAllText(Path.Combine(repository.GitDirectory, name), new string('1', 40) + "\n");
        }

        Repair();

        repository.Leftovers().ShouldBe(["HEAD.lock", "refs/heads/main.lock", "scoped/lock.json", "scoped/queue/000000000001"]);
    }

    [Theory]
    [InlineData("IndexPrepared")]
    [InlineData("RefsLocked")]
    [InlineData("RefSwapped")]
    public async Task whoever_waits_when_a_holder_dies_goes_on_at_once(string step)
    {
        using var dying = ContenderProcess.StartWith(repository.Environment, "commit", repository.Top, "f", "--stop-at", step, "--die-at", step);
        (await dying.Says()).ShouldBe(step);
        using var waiting = ContenderProcess.StartWith(repository.Environment, "commit", repository.Top, "g", "--stop-at", "Prepared");
        (await waiting.Says()).ShouldBe("Prepared", "it looked for abandoned journals before the other one died");
        waiting.GoOn();
        var watch = Stopwatch.StartNew();

        dying.GoOn();

        (await waiting.Says()).ShouldBe("Committed");
        watch.Elapsed.ShouldBeLessThan(Prompt);
        (await waiting.Ended()).ShouldBe(0, await waiting.Errors);
        repository.Git("status", "--porcelain").ShouldBe(step == "RefSwapped" ? "A  staged\n" : " M f\nA  staged\n");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_live_operation_is_not_recovered()
    {
        using var live = ContenderProcess.StartWith(repository.Environment, "commit", repository.Top, "f", "--stop-at", "RefsLocked");
        (await live.Says()).ShouldBe("RefsLocked");
        var before = repository.Leftovers();

        Repair().ShouldBeEmpty();

        repository.Leftovers().ShouldBe(before, "its lock files, journal and record are where they were");
        live.GoOn();
        (await live.Says()).ShouldBe("Committed");
    }

    public void Dispose() => repository.Dispose();

    private async Task Die(string step)
    {
        using var contender = ContenderProcess.StartWith(repository.Environment, "commit", repository.Top, "f", "--die-at", step);
        (await contender.Ended()).ShouldBe(137, await contender.Errors);
    }

    private IReadOnlyList<RepairAction> Repair()
    {
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, TimeProvider.System, new());
        return new Recovery(workspace!).Repair(TestContext.Current.CancellationToken);
    }

    private string[] Log() => [.. repository.Git("log", "--format=%s").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split(' ')[0])];
}
