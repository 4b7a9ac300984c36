using GitCommitTasks.Diagnostics;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Edit windows that nobody will close any more.</summary>
public sealed class AbandonedWindowSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public AbandonedWindowSpecs() => repository.GitCommit((SharedFileEdits.Shared, "one\n"));

    [Fact]
    public async Task a_window_whose_opener_died_is_closed_at_once_as_unattributed_and_that_is_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        using var run = repository.StartScoped("run", "--owner", "306", "--scope", SharedFileEdits.Shared, "--", "sh", "-c", $"echo half an edit >> {SharedFileEdits.Shared}; read line");
        await Locking.Until.True(() => repository.Text() == "one\nhalf an edit\n");
        run.Signal(9);
        await run.Ended();

        var next = repository.Scoped("edit", "begin", "--owner", "307", "--lock-timeout", "0", SharedFileEdits.Shared);

        next.ExitCode.ShouldBe(0);
        next.StandardError.ShouldContain("warning GCT6004: the edit window of '306' on 'shared.txt' was never closed (");
        repository.End("307").ShouldBe(1);
        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.Committed, "306 has nothing of its own, so it commits what is unattributed");
        repository.LastDiff().ShouldBe(["+half an edit"]);
    }

    [Fact]
    public void a_lease_holds_for_ten_minutes_and_not_longer()
    {
        repository.Begin("306");
        repository.Write(SharedFileEdits.Shared, "one\n306\n");

        TryBegin("307", TimeSpan.FromMinutes(9)).ShouldBe((false, "GCT6005"));
        TryBegin("307", TimeSpan.FromMinutes(11)).ShouldBe((true, "GCT6004"));
        repository.Write(SharedFileEdits.Shared, "one\n306\n307\n");
        repository.End("307").ShouldBe(1);

        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+307"], "what was changed in the other window is unattributed");
    }

    [Fact]
    public void repair_closes_it_too()
    {
        repository.Begin("306");
        repository.Write(SharedFileEdits.Shared, "one\n306\n");
        var inquiry = new LockInquiry(repository.Top, new LockSettings(), repository.Environment);

        RepositoryRepair.Run(inquiry, null, null, TestContext.Current.CancellationToken)!.ShouldBeEmpty("it may be closed yet");
        List<string> codes = [];
        var actions = RepositoryRepair.Run(inquiry, d => codes.Add(d.Code), new LaterClock(TimeSpan.FromMinutes(11)), TestContext.Current.CancellationToken)!;

        actions.Select(a => (a.Kind, a.Path)).ShouldBe([("window-closed", SharedFileEdits.Shared)]);
        codes.ShouldContain("GCT6004");
        repository.End("306").ShouldBe(0, "it is closed");
    }

    public void Dispose() => repository.Dispose();

    private (bool IsOpen, string? Code) TryBegin(string owner, TimeSpan later)
    {
        var diagnostics = new DiagnosticBag();
        var settings = new LockSettings { Timeout = TimeSpan.Zero };
        using var workspace = Workspace.TryOpen(repository.Top, settings, repository.Environment, new LaterClock(later), diagnostics)!;
        var opened = new EditWindows(workspace).TryBegin(workspace.ResolveScope([SharedFileEdits.Shared])!, owner, isLease: true, TestContext.Current.CancellationToken);
        return (opened is not null, diagnostics.All.SingleOrDefault()?.Code);
    }
}
