using System.Text.Json;
using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>Outcomes in the words that scripts see, the same as in the command line's JSON.</summary>
internal static class OutcomeWord
{
    public static string Of(CommitOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    public static string Of(FileChange change) => JsonNamingPolicy.KebabCaseLower.ConvertName(change.ToString());

    /// <summary>What becomes of a commit whose lock was not had.</summary>
    public static string Of(LockOutcome outcome) => Of(outcome switch
    {
        LockOutcome.TimedOut => CommitOutcome.LockTimeout,
        LockOutcome.Cancelled => CommitOutcome.Cancelled,
        _ => CommitOutcome.Refused,
    });
}
