using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>One path with its lock in hand: its provenance and its edit window may be read and changed.</summary>
/// <remarks>Held for as long as a file takes to read and write, never over an edit or a commit.</remarks>
internal sealed class OwnedFile : IDisposable
{
    private readonly Workspace workspace;
    private readonly ProvenanceStore store;
    private readonly CommitLockHandle held;
    private string? grave;

    private OwnedFile(Workspace workspace, RepositoryPath path, ProvenanceStore store, CommitLockHandle held) =>
        (this.workspace, Path, this.store, this.held) = (workspace, path, store, held);

    /// <summary>The file.</summary>
    public RepositoryPath Path { get; }

    private WindowFile WindowFile => new(store.DirectoryOf(Path), workspace);

    /// <summary>Locks a path, first come first served.</summary>
    /// <param name="workspace">Whose file it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The locked file, or null when the lock was not had; the diagnostics say why.</returns>
    public static OwnedFile? TryLock(Workspace workspace, RepositoryPath path, CancellationToken cancellation)
    {
        var store = new ProvenanceStore(workspace.Scoped, workspace.Diagnostics);
        return new PathDirectory(store.DirectoryOf(path), workspace).Acquire(workspace.PathLockOptions(), _ => true, cancellation).Handle is { } handle
            ? new OwnedFile(workspace, path, store, handle) : null;
    }

    /// <summary>Locks a path if nobody has it locked at the moment; null if somebody has.</summary>
    public static OwnedFile? TryLockNow(Workspace workspace, RepositoryPath path)
    {
        var store = new ProvenanceStore(workspace.Scoped, workspace.Diagnostics);
        var options = workspace.PathLockOptions() with { Timeout = TimeSpan.Zero };
        return new PathDirectory(store.DirectoryOf(path), workspace).Acquire(options, _ => false, CancellationToken.None).Handle is { } handle
            ? new OwnedFile(workspace, path, store, handle) : null;
    }

    /// <summary>Takes one's turn of waiting for the window on a path, first come first served.</summary>
    /// <param name="workspace">Whose file it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How long to wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The turn, until it is disposed of. That it did not come in time is for the caller to report; what else went wrong is reported.</returns>
    public static LockAttempt TakeTurn(Workspace workspace, RepositoryPath path, LockOptions options, CancellationToken cancellation)
    {
        var directory = new PathDirectory(new ProvenanceStore(workspace.Scoped, workspace.Diagnostics).DirectoryOf(path), workspace);
        return directory.Turn.Acquire(options, d => d.Code != Catalog.LockTimedOut.Code && d.Code != Catalog.LockHeldByThisBuild.Code, cancellation);
    }

    /// <summary>The window that is open on the path, whoever opened it and however old; null when none is.</summary>
    public EditWindow? Window => WindowFile.TryRead();

    /// <summary>Whether anything is known of the path.</summary>
    public static bool IsKnown(Workspace workspace, RepositoryPath path) =>
        Directory.Exists(new ProvenanceStore(workspace.Scoped, workspace.Diagnostics).DirectoryOf(path));

    /// <summary>Whether provenance is stored for the path.</summary>
    public bool HasProvenance => store.Has(Path);

    /// <summary>Whether <see cref="Load(FileState)"/> found that what was stored is corrupt.</summary>
    public bool HasLost { get; private set; }

    /// <summary>The provenance as it was stored last; null when nothing is known of the path.</summary>
    public FileProvenance? TryLoad() => Load(workspace, store, Path);

    /// <summary>The provenance with HEAD as it is in <paramref name="head"/>; null when nothing is known of the path.</summary>
    public FileProvenance? TryLoad(FileState head)
    {
        var file = TryLoad();
        file?.Rehead(head);
        return file;
    }

    /// <summary>The provenance with HEAD as it is in <paramref name="head"/>, a new one when nothing is known, or not any more.</summary>
    public FileProvenance Load(FileState head)
    {
        if (TryLoad(head) is { } known)
            return known;
        var file = FileProvenance.Of(head, workspace.Repository.Rules.IsOwnedByValues(Path));
        file.IsPartlyLost = HasLost = HasProvenance;
        return file;
    }

    /// <summary>Stores the provenance; of a file that is too large to have owners nothing, which is reported (GCT6011).</summary>
    public void Save(FileProvenance file)
    {
        if (file.IsTooLarge)
            Disown();
        else
            store.Save(Path, file);
    }

    /// <summary>Forgets what is known of a file that is too large to have owners, and says so once.</summary>
    public void Disown()
    {
        if (Directory.Exists(store.DirectoryOf(Path)))
            store.Remove(Path);
        var told = Catalog.TooLargeForOwners.With(Path, FileState.LongestOwned / (1024 * 1024));
        if (!workspace.Diagnostics.All.Contains(told))
            workspace.Diagnostics.Report(told);
    }

    /// <summary>Keeps what differs from HEAD below the path, until the window is closed.</summary>
    public void Keep(IReadOnlyList<EntryBefore> before) => WindowFile.WriteBefore(before);

    /// <summary>Opens or prolongs a window.</summary>
    public void Open(EditWindow window) => WindowFile.Write(window);

    /// <summary>Removes the window.</summary>
    public void Close() => WindowFile.Delete();

    /// <summary>Forgets everything about the path, unless a window is open on it or somebody waits for it. To be called last.</summary>
    /// <returns>Whether it is forgotten.</returns>
    public bool TryForget()
    {
        if (Window is null)
            grave ??= new PathDirectory(store.DirectoryOf(Path), workspace).TryTakeAway();
        return grave is not null;
    }

    /// <summary>Frees the lock of the path.</summary>
    public void Dispose()
    {
        held.Dispose();
        if (grave is not null)
            TemporaryDirectory.Delete(grave);
    }

    /// <summary>Every window that is stored.</summary>
    public static IEnumerable<EditWindow> Windows(Workspace workspace)
    {
        var paths = System.IO.Path.Combine(workspace.Scoped.Root, "paths");
        return Directory.Exists(paths)
            ? Directory.EnumerateDirectories(paths).Select(d => new WindowFile(d, workspace).TryRead()).OfType<EditWindow>()
            : [];
    }

    /// <summary>The window on a path, whoever opened it and however old; null when there is none. Looks, and takes no lock.</summary>
    public static EditWindow? OpenOn(Workspace workspace, RepositoryPath path) => WindowFileOf(workspace, path).TryRead();

    /// <summary>What is known of a path, as it was stored last; null when nothing is. Looks, and takes no lock.</summary>
    /// <param name="workspace">Whose file it is.</param>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Where it is reported that it is corrupt; null: with everything else.</param>
    public static FileProvenance? Known(Workspace workspace, RepositoryPath path, DiagnosticBag? diagnostics = null) =>
        Load(workspace, new ProvenanceStore(workspace.Scoped, diagnostics ?? workspace.Diagnostics), path);

    /// <summary>What differed from HEAD below the path when a window was opened on it; null when that is not kept, or corrupt. Looks, and takes no lock.</summary>
    public static IReadOnlyDictionary<RepositoryPath, TreeEntry?>? TryReadBefore(Workspace workspace, RepositoryPath path) => WindowFileOf(workspace, path).TryReadBefore();

    private static FileProvenance? Load(Workspace workspace, ProvenanceStore store, RepositoryPath path)
    {
        var file = store.Load(path);
        file?.Choose(workspace.Repository.Rules.IsOwnedByValues(path));
        return file;
    }

    private static WindowFile WindowFileOf(Workspace workspace, RepositoryPath path) => new(new ProvenanceStore(workspace.Scoped, workspace.Diagnostics).DirectoryOf(path), workspace);
}
