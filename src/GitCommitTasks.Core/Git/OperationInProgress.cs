using System.Text;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Plumbing;

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

    /// <summary>The same of what is no file where refs are none: then these two names are refs like others (refs.c, <c>is_pseudo_ref</c>).</summary>
    /// <param name="program">Git.</param>
    /// <param name="need">What needs git, for the error.</param>
    /// <exception cref="DiagnosedException">There is no git (GCT9017), or it failed (GCT9018).</exception>
    public static Diagnostic? FindInRefs(GitProgram program, string need)
    {
        (string Name, string Operation)[] asked = [.. Traces.Where(t => t.Name is "CHERRY_PICK_HEAD" or "REVERT_HEAD")];
        var call = new GitCall(need, "cat-file", "--batch-check") { Input = Encoding.ASCII.GetBytes(string.Concat(asked.Select(a => a.Name + "\n"))) };
        // "<id> SP <kind> SP <size>", or "<name> missing", in the order of the names.
        var answers = program.ReadText(call).Split('\n');
        return asked.Zip(answers).Where(a => !a.Second.EndsWith(" missing", StringComparison.Ordinal)).Select(a => Catalog.OperationInProgress.With(a.First.Operation)).FirstOrDefault();
    }
}
