using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>Edit windows that cover one another: a window on a path covers everything below it.</summary>
internal sealed class OverlappingWindows(Workspace workspace)
{
    private readonly FileCapture files = new(workspace.Repository);

    /// <summary>The lock under which a window is looked for and opened; held for the time of a few looks at files.</summary>
    private string LockFile => Path.Combine(workspace.Scoped.Root, "windows");

    /// <summary>The window on a path or on a directory above it, whoever opened it and however old; null when there is none.</summary>
    public EditWindow? Covering(RepositoryPath path)
    {
        for (var at = path; ; at = at.Directory)
        {
            if (OwnedFile.OpenOn(workspace, at) is { } window)
                return window;
            if (at.IsTop)
                return null;
        }
    }

    /// <summary>The window in which a path is being edited; null when there is none, or nobody who will close it.</summary>
    public EditWindow? Holding(RepositoryPath path) => Covering(path) is { } window && Holds(window) ? window : null;

    /// <summary>The window of the owner's, on a path or above it, that this process is inside of: whoever opened it waits for this process and closes it then. Null when there is none.</summary>
    public EditWindow? Enclosing(RepositoryPath path, string owner) => Covering(path) is { } window && IsEnclosing(window, owner) ? window : null;

    /// <summary>Whether this process is inside of a window of the owner's: somebody who started it keeps that open, and lives.</summary>
    public bool IsEnclosing(EditWindow window, string owner) =>
        window.Owner == owner && (IsInside(window) || (window.Opener is { } opener && ProcessIdentity.Default.IsAncestor(opener)));

    /// <summary>Whether whoever keeps the window open has said that it waits for this process, and lives.</summary>
    public bool IsInside(EditWindow window) => workspace.EnclosingWindows.Contains(window.Nonce) && Holds(window);

    /// <summary>A window that keeps <paramref name="wanted"/> from being opened: another's, on its path, above it or below it; null when there is none.</summary>
    public EditWindow? InTheWayOf(EditWindow wanted) => Around(wanted.At).FirstOrDefault(w => !IsOwn(w, wanted));

    /// <summary>The windows that the owner of <paramref name="wanted"/> has open above its path or below it.</summary>
    public IEnumerable<EditWindow> OwnAround(EditWindow wanted) => Around(wanted.At).Where(w => w.At != wanted.At && IsOwn(w, wanted));

    /// <summary>Whether there is somebody who will close it.</summary>
    public bool Holds(EditWindow window) => window.ReasonToClose(workspace.Time.GetUtcNow()) is null;

    private bool IsOwn(EditWindow window, EditWindow wanted) => wanted.Prolongs(window) || IsEnclosing(window, wanted.Owner);

    /// <summary>The windows on a path, above it and below it.</summary>
    private IEnumerable<EditWindow> Around(RepositoryPath path)
    {
        for (var at = path; ; at = at.Directory)
        {
            if (OwnedFile.OpenOn(workspace, at) is { } above)
                yield return above;
            if (at.IsTop)
                break;
        }

        // Below a file there is nothing, and the look at all windows is saved.
        if (files.Stat(path)?.Kind is FileKind.File or FileKind.SymbolicLink)
            yield break;
        foreach (var below in OwnedFile.Windows(workspace).Where(w => w.At != path && w.At.IsWithin(path)))
            yield return below;
    }

    /// <summary>Opens a window where none is in the way: the look and the opening are one step to everybody else.</summary>
    /// <param name="file">The path, locked.</param>
    /// <param name="window">The window to open on it.</param>
    /// <returns>The window in the way; null when it was opened.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public EditWindow? TryOpen(OwnedFile file, EditWindow window)
    {
        using var held = TimedKernelLock.TryAcquire(LockFile, Workspace.ShortestPathWait) ?? throw new IOException($"'{LockFile}' is locked for longer than a look at files takes");
        if (InTheWayOf(window) is { } other)
            return other;
        file.Open(window);
        return null;
    }
}
