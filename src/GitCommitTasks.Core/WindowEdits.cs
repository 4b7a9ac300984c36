using GitCommitTasks.Diagnostics;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>One edit window at a time: opens it over what is there, and finds out what was changed in it.</summary>
/// <remarks>The lock of a path is held for as long as a file takes to read and write. While a window on a directory is closed, each of its files is locked by itself: the window protects them until then.</remarks>
internal sealed class WindowEdits(Workspace workspace)
{
    private readonly FileStates states = new(workspace);
    private readonly DirectoryEdit directories = new(workspace);
    private readonly OverlappingWindows overlapping = new(workspace);

    private static Dictionary<RepositoryPath, TreeEntry?> Nothing => [];

    /// <summary>Opens or prolongs a window, unless another is in the way. What a file holds before is nobody's.</summary>
    /// <param name="wanted">The window.</param>
    /// <param name="tree">The tree of HEAD.</param>
    /// <param name="other">The window in the way.</param>
    /// <param name="cancellation">Ends the wait for the lock of the path.</param>
    /// <returns>The window as it is open; null when it is not. If none is in the way then, the diagnostics say why.</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public EditWindow? TryOpen(EditWindow wanted, Oid? tree, out EditWindow? other, CancellationToken cancellation)
    {
        other = null;
        using var file = OwnedFile.TryLock(workspace, wanted.At, cancellation);
        if (file is null)
            return null;
        var own = file.Window is { } open && wanted.Prolongs(open) ? open : null;
        // Not before: who waited long had nothing of the window until now.
        var now = workspace.Time.GetUtcNow();
        var window = own is null ? wanted.OpenedAs(now, tree, directories.IsOne(wanted.At, tree)) : wanted.LastingFrom(now).InPlaceOf(own);
        if (own is null && !window.IsDirectory && TryCapture(file, tree, owner: null, isObserved: false) is null)
            return null;
        other = overlapping.TryOpen(file, window);
        return other is null ? window : null;
    }

    /// <summary>Keeps what a directory holds beside HEAD, for <see cref="TryClose"/>; nothing where that is kept already.</summary>
    /// <exception cref="IOException">The system failed.</exception>
    public void KeepWhatDiffers(EditWindow window, Oid? tree, CancellationToken cancellation)
    {
        if (!window.IsDirectory || OwnedFile.TryReadBefore(workspace, window.At) is not null)
            return;
        var before = directories.Differing(window.At, tree);
        using var file = OwnedFile.TryLock(workspace, window.At, cancellation);
        if (file?.Window?.Nonce == window.Nonce)
            file.Keep(before);
    }

    /// <summary>Closes a window; what was changed in it is <paramref name="owner"/>'s.</summary>
    /// <param name="window">The window.</param>
    /// <param name="tree">The tree of HEAD.</param>
    /// <param name="owner">Whose changes; null: nobody's, who saw them being made or not.</param>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <returns>What was changed; null when it is not open any more, or a file cannot be stored as git would, which is reported.</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public ClosedWindow? TryClose(EditWindow window, Oid? tree, string? owner, CancellationToken cancellation) => Note(window, tree, owner, Close, cancellation);

    /// <summary>Leaves a window to the lease it was opened over, or closes it where there is none; what was changed in it is <paramref name="owner"/>'s either way.</summary>
    /// <inheritdoc cref="TryClose"/>
    public ClosedWindow? TryLeave(EditWindow window, Oid? tree, string owner, CancellationToken cancellation) => Note(window, tree, owner, file => Leave(file, window), cancellation);

    /// <summary>Notes what was changed in a window so far as <paramref name="owner"/>'s; it stays open.</summary>
    /// <inheritdoc cref="TryClose"/>
    public bool TryNote(EditWindow window, Oid? tree, string? owner, CancellationToken cancellation) => Note(window, tree, owner, static _ => { }, cancellation) is not null;

    /// <summary>Leaves a window that its owner never had the use of.</summary>
    public void Drop(EditWindow window)
    {
        using var file = OwnedFile.TryLock(workspace, window.At, CancellationToken.None);
        if (file?.Window is { } open && open.Nonce == window.Nonce)
            Leave(file, open);
    }

    private void Leave(OwnedFile file, EditWindow window)
    {
        if (window.Lease(workspace.Time.GetUtcNow()) is { } lease)
            file.Open(lease);
        else
            Close(file);
    }

    private static void Close(OwnedFile file)
    {
        file.Close();
        ForgetUnknown(file);
    }

    /// <summary>Of a path that nobody ever changed in a window there is nothing to be kept.</summary>
    private static void ForgetUnknown(OwnedFile file)
    {
        if (!file.HasProvenance || file.TryLoad() is { IsClean: true, Owners.Count: 0 })
            file.TryForget();
    }

    private ClosedWindow? Note(EditWindow window, Oid? tree, string? owner, Action<OwnedFile> then, CancellationToken cancellation)
    {
        if (TryNoteBelow(window, tree, owner, cancellation) is not { } changed)
            return null;
        using var file = OwnedFile.TryLock(workspace, window.At, cancellation);
        if (file is null || !TryNoteAt(file, window, tree, owner, changed))
            return null;
        then(file);
        return new ClosedWindow(window.At, changed);
    }

    private List<RepositoryPath>? TryNoteBelow(EditWindow window, Oid? tree, string? owner, CancellationToken cancellation)
    {
        List<RepositoryPath> changed = [];
        if (!window.IsDirectory && !directories.IsOne(window.At, tree))
            return changed;
        var before = window.IsDirectory ? OwnedFile.TryReadBefore(workspace, window.At) : Nothing;
        if (before is null)
        {
            // What was there before is not known, so nothing can be the owner's.
            if (owner is not null)
                workspace.Diagnostics.Report(Catalog.WindowCorrupt.With($"'{window.Path}'"));
            (before, owner) = (Nothing, null);
        }

        foreach (var (path, then) in directories.Changed(window, before, tree).Where(f => f.Path != window.At || window.IsDirectory))
        {
            if (TryAttribute(path, then, window, tree, owner, cancellation) is not { } hasChanged)
                return null;
            if (hasChanged)
                changed.Add(path);
        }

        return changed;
    }

    private bool TryNoteAt(OwnedFile file, EditWindow window, Oid? tree, string? owner, List<RepositoryPath> changed)
    {
        if (file.Window is not { } open || (owner is null ? open.Nonce != window.Nonce : open.Owner != window.Owner))
            return false;
        if (window.IsDirectory)
            return true;
        if (TryCapture(file, tree, owner, isObserved: owner is not null) is not { } hasChanged)
            return false;
        if (hasChanged)
            changed.Insert(0, window.At);
        return true;
    }

    private bool? TryAttribute(RepositoryPath path, TreeEntry? before, EditWindow window, Oid? tree, string? owner, CancellationToken cancellation)
    {
        using var file = OwnedFile.TryLock(workspace, path, cancellation);
        if (file is null)
            return null;
        return TryCapture(file, tree, owner, isObserved: owner is not null, p => p.Begin(() => states.TryOf(before), window.First));
    }

    /// <param name="file">The file, locked.</param>
    /// <param name="tree">The tree of HEAD.</param>
    /// <param name="owner">Whose it is what changed since the last capture.</param>
    /// <param name="isObserved">Whether it was seen being changed.</param>
    /// <param name="begin">Takes in what it held before it was changed; null when nothing is to be taken in.</param>
    /// <returns>Whether the file has changed; null when it cannot be stored as git would.</returns>
    private bool? TryCapture(OwnedFile file, Oid? tree, string? owner, bool isObserved, Action<FileProvenance>? begin = null)
    {
        var head = states.InTree(tree, file.Path);
        if (states.OnDisk(file.Path, head) is not { } disk)
            return null;
        var provenance = file.Load(head);
        begin?.Invoke(provenance);
        var last = (provenance.Content.Disk, provenance.Mode.Disk);
        provenance.Capture(disk, owner, isObserved);
        file.Save(provenance);
        return last != (provenance.Content.Disk, provenance.Mode.Disk);
    }
}
