using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>Passes the commit point, as often as others move the branch meanwhile.</summary>
/// <param name="workspace">The repository.</param>
/// <param name="preparation">Puts the commit on another tip.</param>
/// <param name="held">The lock, to be confirmed each time; null where there is none.</param>
/// <param name="atStep">Told of each step.</param>
internal sealed class CommitPassages(Workspace workspace, CommitPreparation preparation, CommitLockHandle? held, Action<CommitStep> atStep)
{
    /// <summary>How often a commit is re-rooted when the branch moves. With the lock held only writers that take none can move it, so one repetition is rare.</summary>
    private const int MostPassages = 100;

    /// <summary>The same where hooks or a signer run each time, which may take seconds: others wait for the lock meanwhile.</summary>
    private const int MostSlowPassages = 10;

    /// <summary>Passes the commit point, re-rooting the commit each time the branch has moved meanwhile.</summary>
    /// <param name="report">Holds the prepared commit, also the one that took its place.</param>
    /// <param name="mayReturn">Whether it may be given back to run hooks or a signer without the lock.</param>
    /// <param name="cancellation">Ends the waits.</param>
    /// <exception cref="IOException">The system failed before the swap: nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the swap: nothing was changed.</exception>
    public Passage Pass(CommitReport report, bool mayReturn, CancellationToken cancellation)
    {
        // A lock file that is waited for may be that of an operation which has died since this one began.
        var deadline = new Deadline(workspace.Time, workspace.Settings.Timeout) { WhileWaiting = () => new Recovery(workspace).FinishAbandoned() };
        var point = new CommitPoint(workspace, held, atStep);
        var mostPassages = preparation.RunsPrograms ? MostSlowPassages : MostPassages;
        for (var passage = 1; passage <= mostPassages; passage++)
        {
            var hasMoved = report.Prepared!.Tip != workspace.Refs.ReadHead();
            if (hasMoved && mayReturn && preparation.WouldRunPrograms(report.Prepared))
                return Passage.PrepareAnew;
            if (hasMoved)
                report.Prepared = preparation.Reroot(report.Prepared);
            if (report.Prepared is null)
                return Passage.Refused;
            // The branch has moved to hold just what was to be committed.
            if (report.Prepared.Commit is null)
                return Passage.NothingLeft;
            var state = PassOnce(point, report.Prepared, deadline, cancellation);
            if (state != Passage.OutOfDate)
                return state;
            deadline.Pause(TimeSpan.FromMilliseconds(passage), cancellation);
        }

        workspace.Diagnostics.Report(Catalog.TipKeptMoving.With(report.Prepared!.Tip.Reference, mostPassages));
        return Passage.Refused;
    }

    private Passage PassOnce(CommitPoint point, PreparedCommit prepared, Deadline deadline, CancellationToken cancellation)
    {
        try
        {
            return point.Pass(prepared, deadline, cancellation);
        }
        catch (Exception e) when (point.HasPassed && e is IOException or UnauthorizedAccessException)
        {
            // A lock file or the journal could not be removed. The commit is made; the next operation finishes the rest.
            workspace.Diagnostics.Report(Catalog.IndexNotRefreshed.With(e.Message.TrimEnd('.')));
            return Passage.PassedWithoutIndex;
        }
    }
}
