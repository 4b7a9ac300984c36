using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>How the lock is waited for, recorded and logged. What is null is looked up in the environment, then in git's configuration, then has a default.</summary>
public sealed record LockSettings
{
    /// <summary>How long to wait; zero tries once. <c>GIT_SCOPED_LOCK_TIMEOUT</c>, <c>scoped.lockTimeout</c> (seconds), 60 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often to wait again after a time-out, keeping the place in the queue; also how often a commit is repeated for a validation finding that this mends.</summary>
    public int Retries { get; init; }

    /// <summary>The age from which a record of unknown liveness is stale. <c>GIT_SCOPED_STALE_AFTER</c>, <c>scoped.staleAfter</c> (minutes), 5 min.</summary>
    public TimeSpan? StaleAfter { get; init; }

    /// <summary>The visible record, relative to the top of the working tree or absolute. <c>GIT_SCOPED_LOCK_FILE</c>, <c>scoped.lockFile</c>, a file in the git directory.</summary>
    public string? LockFile { get; init; }

    /// <summary>The JSON error log, relative to the top of the working tree or absolute. <c>GIT_SCOPED_ERROR_LOG</c>, <c>scoped.errorLog</c>, a file in the git directory.</summary>
    public string? ErrorLog { get; init; }

    /// <summary>What the holder is doing, for the record. Never a raw command line: those carry secrets.</summary>
    public string? Command { get; init; }

    /// <summary>An id for the record and the error log.</summary>
    public string? Task { get; init; }

    /// <summary>An id for the record and the error log.</summary>
    public string? Session { get; init; }

    /// <summary>Names the build this belongs to, so that a nested acquisition is told apart.</summary>
    public string? Build { get; init; }

    /// <summary>Called on the waiting thread when the place in the queue changes and when the wait gets long.</summary>
    public Action<LockWait>? WaitObserver { get; init; }
}
