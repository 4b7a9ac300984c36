using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;

namespace GitCommitTasks;

/// <summary>The message of a commit that is made only after somebody has worked for it: what is wrong with it now will be then.</summary>
/// <remarks><b>Does not guarantee</b> that the commit takes the message: trailers are added and hooks run when it is made. Where they could give an empty one its text, that is waited for.</remarks>
internal static class ForeseenMessage
{
    private static readonly string[] Authors = ["prepare-commit-msg", "commit-msg"];

    /// <summary>Whether the commit could be made with the message; reports why not (GCT2002, 2015, 2016, 9010). Says nothing of a working tree that cannot be opened.</summary>
    /// <param name="edit">Where the work is done.</param>
    /// <param name="commit">The commit behind it, for what is said of its message.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public static bool IsUsable(EditRequest edit, CommitRequest commit, DiagnosticBag diagnostics)
    {
        using var workspace = Workspace.TryOpen(edit.Directory, edit.Lock, edit.Environment, TimeProvider.System, new DiagnosticBag());
        if (workspace is null)
            return true;
        // A bag of its own: warnings are the commit's to give.
        var found = new DiagnosticBag();
        var repository = workspace.Repository;
        var hooks = new HookFiles(repository.Layout, repository.Configuration, workspace.Environment, commit.NoVerify);
        var draft = CommitMessage.TryCompose(commit.MessageParts with { Trailers = [] }, repository, found, CancellationToken.None);
        if (draft is not null && commit.Trailers.Count == 0 && !Authors.Any(hooks.Has))
            draft.TryFinish(draft.Draft, found);
        foreach (var refusal in found.All.Where(d => d.Severity == DiagnosticSeverity.Error))
            diagnostics.Report(refusal);
        return !found.HasErrors;
    }
}
