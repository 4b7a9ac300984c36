using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What others do to a shared file and to the repository between the edits of owners and their commits.</summary>
public sealed class ForeignHandsSpecs : IDisposable
{
    private const string Base = "one\ntwo\nthree\n";
    private readonly TemporaryRepository repository = new();

    public ForeignHandsSpecs()
    {
        repository.GitCommit((SharedFileEdits.Shared, Base));
        repository.Edit("306", text => "306\n" + text);
        repository.Edit("307", text => text + "307\n");
    }

    [Fact]
    public void garbage_collection_beside_an_open_window_takes_nothing_that_a_commit_needs()
    {
        repository.Begin("308");
        repository.Write(SharedFileEdits.Shared, "half an ed");
        repository.Git("gc", "--quiet", "--prune=now");

        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+306"]);
    }

    [Fact]
    public void a_file_that_is_replaced_by_rename_is_the_same_file()
    {
        repository.InWindow("308", () =>
        {
            repository.Write("new.txt", repository.Text().Replace("two", "two by 308"));
            File.Move(repository["new.txt"], repository[SharedFileEdits.Shared], overwrite: true);
        });

        repository.CommitAs("308").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["-two", "+two by 308"]);
        ConvergesWith("307", "306");
    }

    [Fact]
    public void a_plain_commit_by_somebody_else_leaves_nothing_to_commit()
    {
        repository.Git("commit", "--quiet", "--all", "-m", "plain");

        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void a_switch_of_branches_carries_the_lines_and_their_owners_along()
    {
        repository.Git("switch", "--quiet", "--create", "other");
        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+307"]);
        repository.Git("stash", "--quiet");
        repository.Git("switch", "--quiet", "main");
        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.NothingToCommit, "on this branch the disk is clean");
        repository.Git("switch", "--quiet", "other");
        repository.Git("stash", "pop", "--quiet");

        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+306"]);
    }

    [Fact]
    public void a_checkout_of_the_file_by_hand_is_nobodys_commit()
    {
        repository.Git("checkout", "--", SharedFileEdits.Shared);

        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.Edit("308", text => text + "308\n");
        ConvergesWith("306", "307", "308");
        repository.Text().ShouldBe(Base + "308\n");
    }

    [Fact]
    public void an_edit_beside_the_windows_is_in_no_owners_commit()
    {
        repository.Write(SharedFileEdits.Shared, repository.Text().Replace("two", "two by a person"));

        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+306"]);
        repository.CommitAs(null).Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["-two", "+two by a person"]);
        ConvergesWith("307");
    }

    /// <summary>The scope is captured before the lock of the path is had.</summary>
    [Fact]
    public async Task half_an_edit_that_was_on_disk_when_the_scope_was_captured_is_not_committed()
    {
        var complete = repository.Text();
        Task<CommitResult> commit;
        using (var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, TimeProvider.System, new())!)
        using (OwnedFile.TryLock(workspace, new(SharedFileEdits.Shared), TestContext.Current.CancellationToken))
        {
            repository.Write(SharedFileEdits.Shared, "306\non");
            commit = Task.Run(() => repository.CommitAs(null));
            Until(() => Directory.EnumerateFiles(Path.Combine(repository.ProvenanceFolder(), "scoped", "queue")).Any());
            repository.Write(SharedFileEdits.Shared, complete);
        }

        (await commit).Outcome.ShouldBe(CommitOutcome.NothingToCommit, "nothing is unattributed");
        ConvergesWith("306", "307");
    }

    [Fact]
    public async Task a_window_is_closed_while_another_owner_waits_for_it()
    {
        repository.Begin("308");
        var waiting = Task.Run(() => repository.Begin("309"));
        Until(() => File.Exists(Path.Combine(repository.ProvenanceFolder(), "turn", "scoped", "lock.json")));

        repository.End("308").ShouldBe(1);

        (await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue("the window is free");
        repository.End("309").ShouldBe(1);
    }

    public void Dispose() => repository.Dispose();

    private static void Until(Func<bool> condition) => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(30)).ShouldBeTrue();

    private void ConvergesWith(params string?[] owners)
    {
        foreach (var owner in owners)
            repository.CommitAs(owner).Outcome.ShouldBeOneOf(CommitOutcome.Committed, CommitOutcome.NothingToCommit);
        repository.Status().ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }
}
