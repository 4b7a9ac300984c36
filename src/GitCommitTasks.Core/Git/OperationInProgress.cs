using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>Operations that git leaves half done in a worktree, during which it refuses a commit of some paths only.</summary>
internal static class OperationInProgress
{
    /// <summary>What each leaves in the git directory (wt-status.c, <c>wt_status_get_state</c>). A bisection without conflicts allows commits, as in git.</summary>
    private static readonly (string Name, string Operation)[] Traces =
    [
        ("MERGE_HEAD", "merge"), ("rebase-merge", "rebase"), ("rebase-apply", "rebase"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"),
    ];

    /// <summary>The refusal, or null when nothing is in progress.</summary>
    /// <param name="gitDirectory">Absolute path of the worktree's own git directory.</param>
    public static Diagnostic? Find(string gitDirectory)
    {
        foreach (var (name, operation) in Traces)
        {
            if (Path.Exists(Path.Combine(gitDirectory, name)))
                return Catalog.OperationInProgress.With(operation);
        }

        return null;
    }
}
