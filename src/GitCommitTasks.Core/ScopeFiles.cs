using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>The files a scope means right now: the named ones, whether there or not, and those below its directories that are tracked or new.</summary>
internal sealed class ScopeFiles(Workspace workspace)
{
    private readonly FileCapture files = new(workspace.Repository);

    /// <summary>The files in the order of their paths. What cannot be told or committed is left to the commit to report.</summary>
    /// <exception cref="IOException">The index or a tree cannot be read.</exception>
    public IReadOnlyList<RepositoryPath> Of(CommitScope scope, Oid? tree)
    {
        var index = workspace.ReadIndex().File;
        HashSet<RepositoryPath> found = [];
        foreach (var path in scope.Paths)
        {
            if (files.Stat(path)?.Kind == FileKind.Directory)
                found.UnionWith(Within(path, index, tree));
            else
                found.Add(path);
        }

        return [.. found.Where(p => !scope.IsExcluded(p)).Order()];
    }

    private HashSet<RepositoryPath> Within(RepositoryPath directory, IndexFile index, Oid? tree)
    {
        var tracked = index.Within(directory).Select(e => e.Path).Concat(workspace.Trees.Within(tree, directory).Select(e => e.Path)).ToHashSet();
        HashSet<RepositoryPath> all = [.. tracked];
        if (!IsSubmodule(directory))
            new UntrackedFiles(workspace.Repository, files, tracked, IsSubmodule, force: false).Visit(directory, static _ => { }, (path, _) => all.Add(path));
        return all;

        bool IsSubmodule(RepositoryPath path) => (index.Find(path)?.Entry ?? workspace.Trees.Find(tree, path)) is { Mode: EntryMode.Submodule };
    }
}
