using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;
using Microsoft.Build.Framework;

namespace GitCommitTasks;

/// <summary>Waits for the commit lock of the project's working tree, and keeps it for the tasks that follow.</summary>
/// <remarks>Release it with <see cref="ReleaseCommitLock"/>, also in <c>OnError</c>; at the end of the build MSBuild does.</remarks>
[MSBuildMultiThreadableTask]
public sealed class AcquireCommitLock : LockTask
{
    /// <summary>Targets that may only run under the lock. When any are named, not to get the lock is an error whatever
    /// <see cref="CommitTask.Failure"/> says.</summary>
    public string? UpdateTargets { get; set; }

    /// <summary>What is locked while the update targets run: the <c>Repository</c> (default), or only the <c>Paths</c> of <see cref="Files"/>.</summary>
    public string? LockScope { get; set; }

    /// <summary>What the update targets edit; relative to the project. Edit windows are open over it until the commit.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary><c>Changes</c> (default), or <c>Files</c>: then edits are nobody's in particular, and no windows are opened.</summary>
    public string? Isolation { get; set; }

    /// <summary>Names the lock to the other tasks; empty when it was not acquired.</summary>
    [Output]
    public string? LockHandle { get; private set; }

    private protected override bool FailsBuild => base.FailsBuild || Settings.Text(UpdateTargets?.Trim()) is not null;

    private protected override void Run()
    {
        var edit = Edit();
        var outcome = LockOutcome.Refused;
        var held = HeldLock.TryKeep(BuildEngine4, Report, listener => LockSession.TryAcquire(
            Place.Directory, OwnerOrProject, LockSettings, LockEnabled, environment: null, listener, out outcome, edit: edit, paths: [.. Files.Select(f => f.ItemSpec)], cancellation: Cancellation));
        LockHandle = held?.Handle;
        LockWaitMilliseconds = (long)(held?.Session.Attempt?.Wait.TotalMilliseconds ?? 0);
        Outcome = held is null ? OutcomeWord.Of(outcome) : null;
        if (outcome == LockOutcome.Cancelled)
            Report(Catalog.Cancelled.With("Nothing was committed."));
    }

    private SessionEdit? Edit()
    {
        var locksPathsOnly = Settings.Name<LockScopes>(LockScope, "ScopedCommitLockScope") == LockScopes.Paths;
        var updates = Settings.Text(UpdateTargets?.Trim()) is not null && Files.Length > 0;
        var isolates = Settings.Name<Isolation>(Isolation, "ScopedCommitIsolation") == GitCommitTasks.Isolation.Changes;
        if (locksPathsOnly && !isolates)
            throw new SettingException("ScopedCommitLockScope", LockScope, "with $(ScopedCommitIsolation)=Files there are no locks of paths; give Repository");
        return updates && isolates ? new SessionEdit([.. Files.Select(f => f.ItemSpec)], OwnerOrProject, locksPathsOnly) : null;
    }

    /// <summary>What is locked while the update targets run.</summary>
    private enum LockScopes
    {
        Repository,
        Paths,
    }
}
