using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>Compares a commit that anybody made with a scope, as a scoped commit does with itself.</summary>
internal static class CommitInspection
{
    /// <summary>Looks whether the commit touches nothing outside of the scope, and all in it that differs from the working tree.</summary>
    /// <param name="directory">Absolute path in the working tree; the paths are relative to it.</param>
    /// <param name="commit">A full object id, a branch, or <c>HEAD</c>.</param>
    /// <param name="paths">The scope.</param>
    /// <param name="environment">The environment that git would see; null for the process's.</param>
    /// <param name="listener">Told each diagnostic as it is reported.</param>
    /// <returns>What was found; null when it could not be looked at, with an error reported.</returns>
    public static ValidationReport? Run(
        string directory, string commit, IReadOnlyList<string> paths, IReadOnlyDictionary<string, string>? environment, Action<Diagnostic>? listener)
    {
        var diagnostics = new DiagnosticBag(listener);
        using var workspace = Workspace.TryOpen(directory, new LockSettings(), environment, TimeProvider.System, diagnostics);
        if (workspace?.ResolveScope(paths) is not { } scope)
            return null;
        try
        {
            if (Resolve(workspace, commit) is not { } id || CommitObject.TryRead(workspace.Repository.Objects, id) is not { } found)
            {
                diagnostics.Report(Catalog.CommitUnknown.With(commit));
                return null;
            }

            var index = IndexSnapshot.Read(workspace.Repository.Layout.IndexFile);
            var capture = new ScopeCapture(workspace.Repository, workspace.Trees, found.Tree, index, force: true, diagnostics);
            if (capture.Capture(scope) is not { } captured)
                return null;
            var validation = new CommitValidation(workspace, scope);
            validation.CheckContent(id, captured);
            return validation.Report;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or UnsupportedIndexException)
        {
            // The object store, the index or a directory could not be read.
            diagnostics.Report(Catalog.EnvironmentFailure.With($"validating '{commit}'", e.Message.TrimEnd('.'), "Nothing was changed."));
            return null;
        }
    }

    private static Oid? Resolve(Workspace workspace, string commit) => commit == "HEAD"
        ? workspace.Refs.ReadHead().Commit
        : Oid.TryParse(commit) ?? workspace.Refs.Read(commit.StartsWith("refs/", StringComparison.Ordinal) ? commit : "refs/heads/" + commit);
}
