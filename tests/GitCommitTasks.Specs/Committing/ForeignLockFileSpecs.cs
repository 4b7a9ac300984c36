using System.Diagnostics;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Somebody else's lock files are waited for and never touched.</summary>
public sealed class ForeignLockFileSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public ForeignLockFileSpecs() => repository.Write("f", "1\n");

    public static TheoryData<string, string> LockFiles => new()
    {
        { "index.lock", "GCT5001" }, { "HEAD.lock", "GCT3002" }, { "refs/heads/main.lock", "GCT3002" },
    };

    [Theory]
    [MemberData(nameof(LockFiles))]
    public void one_that_stays_ends_in_a_time_out(string name, string code)
    {
        var path = Path.Combine(repository.GitDirectory, name);
        File.WriteAllText(path, "somebody's");
        var before = repository.Head;

        var result = (repository.Request("f") with { Lock = new LockSettings { Timeout = TimeSpan.FromSeconds(0.2) } }).Run();

        result.Outcome.ShouldBe(CommitOutcome.LockTimeout);
        result.Codes().ShouldBe([code]);
        result.Diagnostics.Single(d => d.Code == code).Message.ShouldContain(name, customMessage: "it names the file to look at");
        File.ReadAllText(path).ShouldBe("somebody's");
        repository.Leftovers().ShouldBe([name]);
        repository.Head.ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(LockFiles))]
    public async Task one_that_goes_away_is_waited_for(string name, string _)
    {
        var path = Path.Combine(repository.GitDirectory, name);
        File.WriteAllText(path, "somebody's");
        using var prepared = new ManualResetEventSlim();
        var commit = Task.Run(() => repository.CommitWhile(CommitStep.JournalWritten, prepared.Set, "f"), TestContext.Current.CancellationToken);
        prepared.Wait(TestContext.Current.CancellationToken);

        // Long enough for a few looks; the order of events is the same however long it takes.
        await Task.Delay(50, TestContext.Current.CancellationToken);
        commit.IsCompleted.ShouldBeFalse("it waits");
        File.Delete(path);

        (await commit).Codes().ShouldBeEmpty();
        repository.FilesOf("HEAD").ShouldBe(["A\tf"]);
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void a_wait_for_one_can_be_cancelled()
    {
        File.WriteAllText(Path.Combine(repository.GitDirectory, "index.lock"), "somebody's");
        using var cancel = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();

        var result = ScopedCommit.Run(repository.Request("f").At(CommitStep.JournalWritten, cancel.Cancel), cancellation: cancel.Token);

        result.Outcome.ShouldBe(CommitOutcome.Cancelled);
        result.Codes().ShouldBe(["GCT9012"]);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), "it does not wait for the time-out");
        repository.Leftovers().ShouldBe(["index.lock"]);
    }

    [Fact]
    public void cancelling_at_the_last_moment_changes_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var before = repository.Snapshot();

        ScopedCommit.Run(repository.Request("f").At(CommitStep.RefsLocked, cancel.Cancel), cancellation: cancel.Token).Outcome.ShouldBe(CommitOutcome.Cancelled);

        repository.Snapshot().ShouldBe(before);
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void cancelling_behind_the_commit_point_is_too_late()
    {
        using var cancel = new CancellationTokenSource();

        var result = ScopedCommit.Run(repository.Request("f").At(CommitStep.RefSwapped, cancel.Cancel), cancellation: cancel.Token);

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        result.Codes().ShouldBeEmpty();
    }

    [Fact]
    public void an_index_that_cannot_be_replaced_leaves_a_commit_that_needs_a_look()
    {
        var index = Path.Combine(repository.GitDirectory, "index");

        var result = repository.CommitWhile(CommitStep.RefSwapped, () =>
        {
            File.Move(index, index + ".kept");
            Directory.CreateDirectory(Path.Combine(index, "x"));
        }, "f");

        result.Outcome.ShouldBe(CommitOutcome.Committed, "behind the commit point nothing is plain failure");
        result.Codes().ShouldBe(["GCT5002"]);
        result.NeedsLook.ShouldBeTrue();
        Directory.Delete(index, recursive: true);
        File.Move(index + ".kept", index);
        repository.Write("g", "1\n");
        repository.Commit("g").Codes().ShouldBe(["GCT5006"], "the next operation refreshes what was not");
        repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();
}
