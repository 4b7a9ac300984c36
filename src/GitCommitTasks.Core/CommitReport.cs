using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>Gathers what happened on the way, and makes the <see cref="CommitResult"/> of it.</summary>
internal sealed class CommitReport(CommitRequest request)
{
    /// <summary>The commit as prepared last; null as long as there is none, or when re-rooting was refused.</summary>
    public PreparedCommit? Prepared { get; set; }

    /// <summary>What isolation did, also where nothing was prepared.</summary>
    public IsolationReport Isolation { get; set; } = IsolationReport.None;

    /// <summary>How the lock was had; null when the caller held it or it is switched off.</summary>
    public LockAttempt? Attempt { get; set; }

    /// <summary>How the commit point was passed; null as long as it was not.</summary>
    public Passage? Passage { get; set; }

    /// <summary>Whether the commit is on the branch.</summary>
    public bool IsMade => Passage is GitCommitTasks.Passage.Passed or GitCommitTasks.Passage.PassedWithoutIndex;

    /// <summary>How it ends when the lock was not had.</summary>
    public CommitOutcome OutcomeWithoutLock => Attempt?.Outcome switch
    {
        LockOutcome.TimedOut => CommitOutcome.LockTimeout,
        LockOutcome.Cancelled => CommitOutcome.Cancelled,
        _ => CommitOutcome.Failed,
    };

    /// <summary>How it ends when the commit point was not passed.</summary>
    public CommitOutcome OutcomeWithoutPassage => Passage == GitCommitTasks.Passage.Busy ? CommitOutcome.LockTimeout : CommitOutcome.Refused;

    /// <summary>The result for an end as <paramref name="outcome"/>.</summary>
    public CommitResult Ended(CommitOutcome outcome, DiagnosticBag diagnostics, CommitValidation? validation = null)
    {
        var made = outcome == CommitOutcome.Committed;
        var showsFiles = made || (request.DryRun && Prepared?.Commit is not null);
        return new CommitResult(
            outcome,
            made ? Prepared!.Commit!.Hex : null,
            made ? Prepared!.Tip.Commit?.Hex : null,
            Prepared?.Tip.Reference,
            request.Owner,
            showsFiles ? [.. Prepared!.Changes.Select(Describe)] : [],
            validation?.Unchanged ?? [],
            Prepared?.Isolation ?? Isolation,
            Attempt is null ? null : new LockTimes(
                Attempt.Wait.TotalMilliseconds, Attempt.Handle?.Held.TotalMilliseconds ?? 0, Attempt.Position, Attempt.Attempts, Attempt.BrokeStale),
            validation?.Report ?? ValidationReport.Clean,
            Passage == GitCommitTasks.Passage.PassedWithoutIndex,
            diagnostics.All)
        {
            IsMendable = made && validation is { IsMendable: true },
            Subject = Prepared?.Words.Message.Subject,
        };
    }

    private static CommittedFile Describe(TreeDifference change) => new(change.Path.ToString(), KindOf(change), change.New?.Id.Hex);

    private static FileChange KindOf(TreeDifference change) => (change.Old, change.New) switch
    {
        (null, _) => FileChange.Added,
        (_, null) => FileChange.Deleted,
        ({ } o, { } n) when o.Mode != n.Mode && !(o.Mode.IsRegular() && n.Mode.IsRegular()) => FileChange.TypeChanged,
        ({ } o, { } n) when o.Id == n.Id => FileChange.ModeChanged,
        _ => FileChange.Modified,
    };
}
