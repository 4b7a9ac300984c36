using Microsoft.Build.Framework;

namespace GitCommitTasks;

/// <summary>Releases a lock that <see cref="AcquireCommitLock"/> acquired. Safe to run again, and without a handle.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReleaseCommitLock : CommitTask
{
    /// <summary>Names the lock.</summary>
    public string? LockHandle { get; set; }

    /// <summary>How long it was held, milliseconds; 0 when there was nothing to release.</summary>
    [Output]
    public long LockHoldMilliseconds { get; private set; }

    private protected override void Run()
    {
        if (Settings.Text(LockHandle) is { } handle && HeldLock.Release(BuildEngine4, handle, Report) is { } released)
            LockHoldMilliseconds = (long)released.Session.Held.TotalMilliseconds;
    }
}
