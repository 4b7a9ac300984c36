namespace GitCommitTasks.Tool.CommandLine;

/// <summary>What the exit code says to a script.</summary>
internal static class ExitCode
{
    /// <summary>Committed, or nothing to commit.</summary>
    public const int Done = 0;

    /// <summary>Refused or failed; nothing was committed.</summary>
    public const int Failed = 1;

    /// <summary>The words made no sense.</summary>
    public const int Usage = 2;

    /// <summary>Somebody else held the lock all the time.</summary>
    public const int LockTimeout = 3;

    /// <summary>Committed, but something behind the commit point needs a look; or done, and stdout could not be written.</summary>
    public const int NeedsLook = 4;

    /// <summary>The command cannot be started, as shells say it (POSIX, Shell Command Language, 2.8.2).</summary>
    public const int NotStarted = 127;

    /// <summary>Cancelled by a signal: 128 + SIGINT, for SIGTERM too.</summary>
    public const int Cancelled = 130;

    /// <summary>The code of a commit.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="strict">Whether a finding of the validation counts.</param>
    /// <param name="nonBlocking">Whether a failure must not stop the caller; a cancellation does all the same.</param>
    public static int Of(CommitResult result, bool strict, bool nonBlocking) => result.Outcome switch
    {
        CommitOutcome.Cancelled => Cancelled,
        _ when nonBlocking => Done,
        CommitOutcome.LockTimeout => LockTimeout,
        CommitOutcome.Refused or CommitOutcome.Failed => Failed,
        _ => result.NeedsLook || (strict && !result.Validation.Ok) ? NeedsLook : Done,
    };
}
