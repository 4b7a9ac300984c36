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

    /// <summary>What is locked: <c>Repository</c>. <c>Paths</c> is refused: this version has no edit windows.</summary>
    public string? LockScope { get; set; }

    /// <summary>Names the lock to the other tasks; empty when it was not acquired.</summary>
    [Output]
    public string? LockHandle { get; private set; }

    private protected override bool FailsBuild => base.FailsBuild || Settings.Text(UpdateTargets?.Trim()) is not null;

    private protected override void Run()
    {
        if (!Settings.IsOneOf(LockScope, "Repository", ""))
            throw new SettingException("ScopedCommitLockScope", LockScope, "this version can lock the Repository only");
        var outcome = LockOutcome.Refused;
        var held = HeldLock.TryKeep(BuildEngine4, Report, listener => LockSession.TryAcquire(
            Place.Directory, OwnerOrProject, LockSettings, LockEnabled, environment: null, listener, out outcome, cancellation: Cancellation));
        LockHandle = held?.Handle;
        LockWaitMilliseconds = (long)(held?.Session.Attempt?.Wait.TotalMilliseconds ?? 0);
        Outcome = held is null ? OutcomeWord.Of(outcome) : null;
        if (outcome == LockOutcome.Cancelled)
            Report(Catalog.Cancelled.With("Nothing was committed."));
    }
}
