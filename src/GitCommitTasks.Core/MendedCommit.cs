using GitCommitTasks.Diagnostics;

namespace GitCommitTasks;

/// <summary>A commit, made again as long as its validation finds something that a further commit mends: a file that was written again meanwhile, or a commit that
/// somebody took off the branch.</summary>
/// <param name="diagnostics">Told of each repetition (GCT4009).</param>
/// <param name="retries">How many repetitions at most.</param>
internal sealed class MendedCommit(DiagnosticBag diagnostics, int retries)
{
    /// <summary>Makes it.</summary>
    /// <param name="commit">Makes one commit of what there is to commit now.</param>
    /// <returns>The last commit's result. A repetition that makes no commit leaves the one before standing, with its findings.</returns>
    public CommitResult Make(Func<CommitResult> commit)
    {
        var result = commit();
        for (var left = retries; left > 0 && result.IsMendable; left--)
        {
            diagnostics.Report(Catalog.CommittedAgain.With(result.Commit![..10], left));
            var next = commit();
            result = next.Outcome == CommitOutcome.Committed ? next with { Validation = next.Validation.After(result.Validation) } : result with { IsMendable = false };
        }

        return result;
    }
}
