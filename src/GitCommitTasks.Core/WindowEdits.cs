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
    private readonly Takings takings = new(workspace);

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
        var window = own is null ? wanted.OpenedAs(now, tree, workspace.ReadStash(), directories.IsOne(wanted.At, tree)) : wanted.LastingFrom(now).InPlaceOf(own);
        if (own is null && !window.IsDirectory && TryCapture(file, new WindowChanges(window, Owner: null, tree, [], new TakenAway())) is null)
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

    /// <summary>Looks what was changed in windows that one owner closes, or leaves, together: what went from a file of one and came in a file of another was moved.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="tree">The tree of HEAD.</param>
    /// <param name="owner">Whose changes; null: nobody's, who saw them being made or not.</param>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<WindowChanges> Look(IReadOnlyList<EditWindow> windows, Oid? tree, string? owner)
    {
        TakenAway taken = new();
        List<WindowChanges> changes = [.. windows.Select(w => Look(w, tree, owner, taken))];
        if (changes.SelectMany(c => c.Files).Take(2).Count() < 2)
            return changes;
        foreach (var window in changes)
        {
            foreach (var (path, below) in window.Files)
                takings.Add(path, tree, window.Owner, file => Begin(file, window.Window, below), taken);
        }

        return changes;
    }

    /// <summary>Closes a window.</summary>
    /// <param name="changes">What was changed in it.</param>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <returns>What was changed; null when it is not open any more, or a file cannot be stored as git would, which is reported.</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public ClosedWindow? TryClose(WindowChanges changes, CancellationToken cancellation) => Note(changes, Close, cancellation);

    /// <summary>Leaves a window to the lease it was opened over, or closes it where there is none; what was changed in it is the owner's either way.</summary>
    /// <inheritdoc cref="TryClose"/>
    public ClosedWindow? TryLeave(WindowChanges changes, CancellationToken cancellation) => Note(changes, file => Leave(file, changes.Window), cancellation);

    /// <summary>Notes what was changed in a window so far as the owner's; it stays open.</summary>
    /// <inheritdoc cref="TryClose"/>
    public bool TryNote(WindowChanges changes, CancellationToken cancellation) => Note(changes, static _ => { }, cancellation) is not null;

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

    private WindowChanges Look(EditWindow window, Oid? tree, string? owner, TakenAway taken)
    {
        if (!window.IsDirectory && !directories.IsOne(window.At, tree))
            return new WindowChanges(window, owner, tree, [], taken);
        var before = window.IsDirectory ? OwnedFile.TryReadBefore(workspace, window.At) : Nothing;
        if (before is null)
        {
            // What was there before is not known, so nothing can be the owner's.
            if (owner is not null)
                workspace.Diagnostics.Report(Catalog.WindowCorrupt.With($"'{window.Path}'"));
            (before, owner) = (Nothing, null);
        }

        return new WindowChanges(window, owner, tree, [.. directories.Changed(window, before, tree).Where(f => f.Path != window.At || window.IsDirectory)], taken);
    }

    private ClosedWindow? Note(WindowChanges changes, Action<OwnedFile> then, CancellationToken cancellation)
    {
        List<RepositoryPath> changed = [];
        foreach (var below in changes.Below)
        {
            using var file = OwnedFile.TryLock(workspace, below.Path, cancellation);
            if (file is null || TryCapture(file, changes, below) is not { } hasChanged)
                return null;
            if (hasChanged)
                changed.Add(file.Path);
        }

        using var at = OwnedFile.TryLock(workspace, changes.Window.At, cancellation);
        if (at is null || !TryNoteAt(at, changes, changed))
            return null;
        then(at);
        return new ClosedWindow(at.Path, changed);
    }

    private bool TryNoteAt(OwnedFile file, WindowChanges changes, List<RepositoryPath> changed)
    {
        if (file.Window is not { } open || (changes.Owner is null ? open.Nonce != changes.Window.Nonce : open.Owner != changes.Window.Owner))
            return false;
        if (changes.Window.IsDirectory)
            return true;
        if (TryCapture(file, changes) is not { } hasChanged)
            return false;
        if (hasChanged)
            changed.Insert(0, changes.Window.At);
        return true;
    }

    private void Begin(FileProvenance file, EditWindow window, ChangedBelow? below)
    {
        if (below is { } known)
            file.Begin(() => states.TryOf(known.Before), window.First);
    }

    /// <param name="file">The file, locked.</param>
    /// <param name="changes">Whose it is what changed since the last capture.</param>
    /// <param name="below">What is known of a file below a directory that has a window.</param>
    /// <returns>Whether the file has changed; null when it cannot be stored as git would.</returns>
    private bool? TryCapture(OwnedFile file, WindowChanges changes, ChangedBelow? below = null)
    {
        var head = states.InTree(changes.Tree, file.Path);
        if (states.OnDisk(file.Path, head) is not { } disk)
            return null;
        var provenance = file.Load(head);
        Begin(provenance, changes.Window, below);
        var last = (provenance.Content.Disk, provenance.Mode.Disk);
        // What a file held when its window was opened is known from nowhere else.
        var owner = below is null && file.HasLost ? null : changes.Owner;
        provenance.Capture(disk, owner, isObserved: owner is not null, changes.Taken, changes.Window.MayHavePopped(workspace.ReadStash));
        file.Save(provenance);
        return last != (provenance.Content.Disk, provenance.Mode.Disk);
    }
}
