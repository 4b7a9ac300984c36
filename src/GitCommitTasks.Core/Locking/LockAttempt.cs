namespace GitCommitTasks.Locking;

/// <summary>How an attempt to acquire the lock ended.</summary>
internal enum LockOutcome
{
    /// <summary>The lock is held.</summary>
    Acquired,

    /// <summary>Somebody else held it all the time (GCT1001, GCT1007).</summary>
    TimedOut,

    /// <summary>The kernel or the file system refused (GCT1005).</summary>
    Refused,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}

/// <summary>The end of an attempt to acquire the lock.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Handle">The lock; null unless acquired.</param>
/// <param name="Wait">How long it took.</param>
/// <param name="Position">How many were in the queue before us on arrival, the holder included.</param>
/// <param name="Attempts">How many time-outs were begun: 1 plus the retries used.</param>
/// <param name="BrokeStale">Whether a stale record was removed (GCT1003).</param>
internal sealed record LockAttempt(LockOutcome Outcome, CommitLockHandle? Handle, TimeSpan Wait, int Position, int Attempts, bool BrokeStale);
