using Microsoft.Build.Framework;

namespace GitCommitTasks;

/// <summary>What the tasks that wait for the lock have in common: how long, and what is recorded.</summary>
/// <remarks>
/// <para>A setting that is empty is looked up in the environment, then in git's configuration, then has its default.</para>
/// <para>The node is not lent to other projects meanwhile (IBuildEngine3.Yield): whoever gets the lock must have its node back to go on, and MSBuild
/// resumes nobody while executing and yielding requests together reach a limit (Scheduler.AtSchedulingLimit: the number of nodes plus 2). Waiters
/// that lend reach it, and then hold up the one whose turn it is until they time out; 20 projects on 4 nodes did so in most runs.</para>
/// </remarks>
public abstract class LockTask : CommitTask
{
    /// <summary>Whom the work is for. Default: the project file's path, relative to the top of the working tree.</summary>
    public string? Owner { get; set; }

    /// <summary><c>false</c>: no lock is taken; the commit relies on compare-and-swap alone.</summary>
    public bool LockEnabled { get; set; } = true;

    /// <summary>How long to wait, seconds; 0 tries once. Default 60.</summary>
    public string? LockTimeoutSeconds { get; set; }

    /// <summary>How often to wait again after a time-out, keeping the place in the queue, and to commit again for a finding that this mends. Default 0.</summary>
    public string? LockRetries { get; set; }

    /// <summary>The age from which a record of unknown liveness is stale, minutes. Default 5.</summary>
    public string? StaleLockMinutes { get; set; }

    /// <summary>The lock's visible record, relative to the top of the working tree. Default: a file in the git directory.</summary>
    public string? LockFile { get; set; }

    /// <summary>The JSON error log, relative to the top of the working tree. Default: a file in the git directory.</summary>
    public string? ErrorLog { get; set; }

    /// <summary>An id for the record and the error log.</summary>
    public string? TaskId { get; set; }

    /// <summary>An id for the record and the error log.</summary>
    public string? Session { get; set; }

    /// <summary>How it ended: <c>committed</c>, <c>nothing-to-commit</c>, <c>refused</c>, <c>lock-timeout</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    [Output]
    public string? Outcome { get; private protected set; }

    /// <summary>How long the lock was waited for, milliseconds.</summary>
    [Output]
    public long LockWaitMilliseconds { get; private protected set; }

    private protected string OwnerOrProject => Settings.Text(Owner) ?? Place.Owner;

    private protected LockSettings LockSettings => new()
    {
        Timeout = Settings.Span(LockTimeoutSeconds, TimeSpan.FromSeconds(1), "ScopedCommitLockTimeoutSeconds"),
        Retries = Settings.Count(LockRetries, "ScopedCommitLockRetries"),
        StaleAfter = Settings.Span(StaleLockMinutes, TimeSpan.FromMinutes(1), "ScopedCommitStaleLockMinutes"),
        LockFile = Settings.Text(LockFile),
        ErrorLog = Settings.Text(ErrorLog),
        Command = "dotnet msbuild -t:ScopedCommit",
        Task = Settings.Text(TaskId),
        Session = Settings.Text(Session),
        Build = BuildIdentity.Current,
    };
}
