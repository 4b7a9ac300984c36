using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>Reads files as git would store them, from a commit's tree and from the disk.</summary>
/// <param name="workspace">Whose files.</param>
/// <param name="diagnostics">Where it is reported that a file cannot be stored; null: with everything else.</param>
internal sealed class FileStates(Workspace workspace, DiagnosticBag? diagnostics = null)
{
    private readonly FileCapture files = new(workspace.Repository);
    private readonly NestedRepositories nested = new(workspace.Repository.Layout);
    private readonly WorkingFiles working = new(workspace.Repository, () => workspace.ReadIndex().File, diagnostics ?? workspace.Diagnostics);

    /// <summary>The file in a tree.</summary>
    /// <exception cref="IOException">An object cannot be read.</exception>
    public FileState InTree(Oid? tree, RepositoryPath path) => Of(workspace.Trees.Find(tree, path) is { Mode: not EntryMode.Tree } entry ? entry : null);

    /// <summary>The file an entry names.</summary>
    /// <exception cref="IOException">The object cannot be read.</exception>
    public FileState Of(TreeEntry? entry) => entry switch
    {
        null => FileState.Missing,
        { Mode: EntryMode.Submodule } module => new FileState(module.Mode, module.Id.ToBytes()),
        { } file => new FileState(file.Mode, workspace.Repository.Objects.Read(file.Id, ObjectKind.Blob)),
    };

    /// <summary>The file an entry names; null when its content is not stored any more.</summary>
    public FileState? TryOf(TreeEntry? entry)
    {
        try
        {
            return Of(entry);
        }
        catch (IOException)
        {
            // Nothing refers to it: git gc --prune=now took it.
            return null;
        }
    }

    /// <summary>The file on disk; null after reporting why it cannot be stored as git would.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">What HEAD has there.</param>
    /// <exception cref="IOException">The system failed.</exception>
    public FileState? OnDisk(RepositoryPath path, FileState head)
    {
        if (files.Stat(path) is not { } stat)
            return FileState.Missing;
        if (stat.Kind is FileKind.Directory && !nested.IsOne(path))
            return head.Mode == EntryMode.Submodule ? head : FileState.Missing;
        return working.Store(new FoundFile(path, stat, head.Mode)) is { } captured ? Of(captured.Entry) : null;
    }

    /// <summary>The file once more if it has changed since it was captured; null after reporting why it cannot be stored.</summary>
    /// <remarks>The scope is captured without the lock of the path: half of somebody's edit may have been on disk then.</remarks>
    public CapturedFile? Recapture(CapturedFile file, EntryMode? known)
    {
        var stat = files.Stat(file.Path);
        if (stat is null || (stat.Value.Kind is FileKind.Directory && !nested.IsOne(file.Path)))
            return file with { Entry = null, Stat = default };
        return stat.Value.Index == file.Stat || stat.Value.Kind == FileKind.Other ? file : working.Store(new FoundFile(file.Path, stat.Value, known));
    }
}
