using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>Reads files as git would store them, from a commit's tree and from the disk.</summary>
internal sealed class FileStates(Workspace workspace)
{
    private readonly FileCapture files = new(workspace.Repository);

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

    /// <summary>The file on disk; null after reporting why it cannot be stored as git would.</summary>
    /// <exception cref="IOException">The system failed.</exception>
    public FileState? OnDisk(RepositoryPath path, EntryMode? known, DiagnosticBag diagnostics)
    {
        if (files.Stat(path) is not { } stat || stat.Kind is Files.FileKind.Directory)
            return FileState.Missing;
        return files.Store(path, stat, known, diagnostics) is { } captured ? Of(captured.Entry) : null;
    }

    /// <summary>The file once more if it has changed since it was captured; null after reporting why it cannot be stored.</summary>
    /// <remarks>The scope is captured without the lock of the path: half of somebody's edit may have been on disk then.</remarks>
    public CapturedFile? Recapture(CapturedFile file, EntryMode? known, DiagnosticBag diagnostics)
    {
        var stat = files.Stat(file.Path);
        if (stat is null or { Kind: Files.FileKind.Directory })
            return file with { Entry = null, Stat = default };
        return stat.Value.Index == file.Stat || stat.Value.Kind == Files.FileKind.Other ? file : files.Store(file.Path, stat.Value, known, diagnostics);
    }
}
