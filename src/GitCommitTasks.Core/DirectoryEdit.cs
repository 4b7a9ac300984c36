using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>What changes below a directory while a window is open on it.</summary>
/// <remarks>
/// <para>Looking at each file when the window opens would cost its owner milliseconds a file. So the window keeps what differed from HEAD then, as blobs, and only what is another when it closes is
/// anybody's edit.</para>
/// <para><b>Does not guarantee</b> that what a person changed before the window opened stays unattributed when <c>git gc --prune=now</c> runs while it is open: nothing refers to those blobs.</para>
/// </remarks>
internal sealed class DirectoryEdit(Workspace workspace)
{
    /// <summary>Whether edits of the path are edits below it: it is a directory, or was one in HEAD or the index and is not there.</summary>
    public bool IsOne(RepositoryPath path, Oid? tree) => new FileCapture(workspace.Repository).Stat(path) switch
    {
        { Kind: FileKind.Directory } => !IsSubmodule(path, tree),
        null => HasTrackedBelow(path, tree),
        _ => false,
    };

    /// <summary>What differs from HEAD below the path, and at it.</summary>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<EntryBefore> Differing(RepositoryPath path, Oid? tree) =>
        [.. Now(path, tree).Where(f => f.Entry != InTree(tree, f.Path)).Select(f => new EntryBefore(f.Path.ToString(), (int?)f.Entry?.Mode ?? 0, f.Entry?.Id.Hex))];

    /// <summary>The files that are not what they were when the window was opened, with what they were.</summary>
    /// <param name="window">The window.</param>
    /// <param name="before">What differed from HEAD then; nothing where there was no directory: then it has only new files.</param>
    /// <param name="tree">The tree of HEAD as it is now.</param>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<ChangedBelow> Changed(EditWindow window, IReadOnlyDictionary<RepositoryPath, TreeEntry?> before, Oid? tree)
    {
        var headThen = HeadOf(window, tree);
        var now = Now(window.At, tree).ToDictionary(f => f.Path, f => f.Entry);
        return
        [
            .. now.Keys.Union(before.Keys).Order()
                .Select(path => (Path: path, Before: before.TryGetValue(path, out var then) ? then : InTree(headThen, path), Now: now.TryGetValue(path, out var entry) ? entry : InTree(tree, path)))
                .Where(f => f.Before != f.Now)
                .Select(f => new ChangedBelow(f.Path, f.Before)),
        ];
    }

    /// <summary>The tree of HEAD when the window was opened; that of now where it is gone.</summary>
    private Oid? HeadOf(EditWindow window, Oid? tree) =>
        window.Tree is { } then && Oid.TryParse(then) is { } id && workspace.Repository.Objects.TryRead(id, ObjectKind.Tree) is not null ? id : window.Tree is null ? null : tree;

    /// <summary>What is at the path and below it, as git would store it; what is tracked and not there is named, too.</summary>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<CapturedFile> Now(RepositoryPath path, Oid? tree)
    {
        // What cannot be committed is for the commit to report.
        var refusals = new DiagnosticBag();
        return new ScopeCapture(workspace.Repository, workspace.Trees, tree, workspace.ReadIndex(), force: false, refusals).CaptureWhatCan(workspace.ScopeOf(path));
    }

    private TreeEntry? InTree(Oid? tree, RepositoryPath path) => workspace.Trees.Find(tree, path) is { Mode: not EntryMode.Tree } entry ? entry : null;

    private bool HasTrackedBelow(RepositoryPath path, Oid? tree) =>
        workspace.ReadIndex().File.Within(path).Any(e => e.Path != path) || workspace.Trees.Within(tree, path).Any(e => e.Path != path);

    private bool IsSubmodule(RepositoryPath path, Oid? tree) =>
        (workspace.ReadIndex().File.Find(path)?.Entry ?? workspace.Trees.Find(tree, path)) is { Mode: EntryMode.Submodule };
}
