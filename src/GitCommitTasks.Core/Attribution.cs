using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>Chooses of the captured files what belongs to the committing owner.</summary>
/// <remarks>
/// A file of which no edit is recorded is unattributed as a whole: whoever commits it has all of it.
/// </remarks>
internal sealed class Attribution(Workspace workspace, CommitRequest request)
{
    private readonly FileStates states = new(workspace);
    private readonly OverlappingWindows windows = new(workspace);
    private readonly Dictionary<RepositoryPath, EditWindow?> windowsAbove = [];
    private readonly Dictionary<string, IReadOnlyDictionary<RepositoryPath, TreeEntry?>?> before = [];
    private readonly ProvenanceStore store = new(workspace.Scoped, workspace.Diagnostics);
    private TakenAway taken = new();
    private readonly IsolationNotes notes = new(workspace.Diagnostics, request.RefuseEntangled);

    /// <summary>What isolation did.</summary>
    public IsolationReport Report => notes.Report;

    /// <summary>The files as the owner commits them, or null after reporting why not (GCT1xxx, 6002).</summary>
    /// <param name="captured">The files as they are on disk.</param>
    /// <param name="tree">The tree of the branch tip.</param>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<CapturedFile>? Choose(IReadOnlyList<CapturedFile> captured, Oid? tree, CancellationToken cancellation)
    {
        if (!store.IsUsed)
            return captured;
        if (request.Isolation == Isolation.Files)
            return TakeWhole(captured, tree, cancellation);
        List<CapturedFile> chosen = [];
        taken = LookForMoves(captured, tree);
        foreach (var file in captured)
        {
            CapturedFile? own = file;
            var window = WindowAbove(file.Path);
            // What others had written may have been moved into a file of which nothing is known.
            if (Directory.Exists(store.DirectoryOf(file.Path)) || (window is not null && window.Owner == request.Owner) || (window is null && taken.IsThere))
            {
                if (!TryChoose(file, tree, cancellation, out own))
                    return null;
            }
            else if (request.OwnChangesOnly && !(file.Stat.Size > FileState.LongestOwned && states.Of(file.Entry).IsTooLarge))
            {
                own = null;
            }
            else if (window is not null)
            {
                own = AsBefore(file, window, tree);
            }

            // Where the owner has nothing, neither the commit nor the index is touched.
            if (own is { } chosenFile)
                chosen.Add(chosenFile);
        }

        return TryTakeWhatMustGo(captured, chosen) ? chosen : null;
    }

    /// <summary>Tells the owner of the files in the scope that it made and another one deleted before they were committed. They are neither in HEAD nor on disk, so that nothing captures them.</summary>
    /// <param name="scope">What is committed.</param>
    /// <param name="captured">What was captured of it; null when some of it was refused.</param>
    /// <exception cref="IOException">The system failed.</exception>
    public void TellOfVanished(CommitScope scope, IReadOnlyList<CapturedFile>? captured)
    {
        if (request.Owner is null || request.Isolation == Isolation.Files || !store.IsUsed)
            return;
        foreach (var path in store.Vanished().Where(p => scope.Contains(p) && captured?.Any(f => f.Path == p) != true))
        {
            if (OwnedFile.Known(workspace, path) is { } provenance)
                notes.TryNote(path, Composition.For(provenance, FileState.Missing, FileState.Missing, request.Owner));
        }
    }

    /// <summary>Notes what was committed, so that it is nobody's to commit any more, and whom that told of its losses, and of who committed for him.</summary>
    /// <param name="committed">The files as they were chosen.</param>
    /// <param name="isolation">What was told.</param>
    public void Settle(IReadOnlyList<CapturedFile> committed, IsolationReport isolation)
    {
        if (!store.IsUsed)
            return;
        foreach (var file in committed.Where(f => Directory.Exists(store.DirectoryOf(f.Path))))
        {
            using var owned = OwnedFile.TryLock(workspace, file.Path, CancellationToken.None);
            if (owned is null || owned.TryLoad() is not { } provenance)
                continue;
            provenance.Committed(request.Isolation == Isolation.Files ? null : OwnerIn(provenance), states.Of(file.Entry), request.Owner);
            owned.Save(provenance);
        }

        var told = isolation.Entangled.Where(e => e.IsLoss).Select(e => RepositoryPath.Parse(e.Path)).Union(isolation.CommittedByOthers);
        foreach (var path in told.Except(committed.Select(f => f.Path)))
        {
            using var owned = OwnedFile.TryLock(workspace, path, CancellationToken.None);
            if (owned?.TryLoad() is not { } provenance)
                continue;
            provenance.Tell(OwnerIn(provenance));
            owned.Save(provenance);
        }

        new ProvenanceUpkeep(workspace).RunIfDue();
    }

    /// <summary>Whose changes are committed: the owner's if it has any recorded in the file, else what is unattributed.</summary>
    private string? OwnerIn(FileProvenance provenance) => request.OwnChangesOnly ? request.Owner : provenance.Committing(request.Owner);

    /// <summary>The files as they are on disk. Whoever else has something uncommitted in them is named.</summary>
    private List<CapturedFile>? TakeWhole(IReadOnlyList<CapturedFile> captured, Oid? tree, CancellationToken cancellation)
    {
        List<CapturedFile> whole = [];
        foreach (var file in captured)
        {
            CapturedFile? now = file;
            if (store.Has(file.Path) ? !TryChoose(file, tree, cancellation, out now) : !TryTakeFromWindowAbove(file, tree))
                return null;
            whole.Add(now ?? file);
        }

        return whole;
    }

    /// <summary>Of an edit below a directory nothing is known until the window is closed but that it is its owner's.</summary>
    private bool TryTakeFromWindowAbove(CapturedFile file, Oid? tree)
    {
        if (WindowAbove(file.Path) is not { } window || window.Owner == request.Owner)
            return true;
        var head = workspace.Trees.Find(tree, file.Path) is { Mode: not EntryMode.Tree } entry ? entry : null;
        return Before(file.Path, window, head) == file.Entry || notes.TryEntangle(file.Path, [new Entanglement(window.Owner, [], "file")]);
    }

    private bool TryChoose(CapturedFile file, Oid? tree, CancellationToken cancellation, out CapturedFile? own)
    {
        own = null;
        using var owned = OwnedFile.TryLock(workspace, file.Path, cancellation);
        if (owned is null)
            return false;
        var head = states.InTree(tree, file.Path);
        var window = windows.Holding(file.Path);
        var isEdited = window is not null && window.Owner != request.Owner;
        if (!isEdited)
        {
            if (states.Recapture(file, head.Mode) is not { } settled)
                return false;
            file = settled;
        }

        var onDisk = states.Of(file.Entry);
        if (head.IsTooLarge || onDisk.IsTooLarge)
        {
            owned.Disown();
            // Half of somebody's edit is nobody's to commit, however large the file.
            own = isEdited ? null : file;
            return true;
        }

        var provenance = owned.Load(head);
        Begin(provenance, file.Path, window, tree);
        if (!isEdited)
        {
            // What a file held when its window was opened is known from nowhere else.
            var isSeen = window is not null && (window.At != file.Path || !owned.HasLost);
            provenance.Capture(onDisk, isSeen ? request.Owner : null, isSeen, taken, window?.MayHavePopped(workspace.ReadStash) == true);
        }

        owned.Save(provenance);
        if (request.Owner is { } owner && provenance.IsCommittedFor(owner))
            notes.CommittedByOther(file.Path);
        // Half of an edit goes with a whole file, too; whose that is becomes known for good when the window is closed.
        if (isEdited && request.Isolation == Isolation.Files)
            provenance.Capture(onDisk, window!.Owner, isObserved: true, mayHavePopped: window.MayHavePopped(workspace.ReadStash));
        var composition = Compose(file.Path, provenance, head, isEdited ? provenance.Disk : onDisk);
        if (!notes.TryNote(file.Path, composition))
            return false;
        if (composition.File.IsSameAs(onDisk))
            own = file;
        else if (!composition.File.IsSameAs(head))
            own = Partial(file.Path, composition.File);
        return true;
    }

    private Composition Compose(RepositoryPath path, FileProvenance provenance, FileState head, FileState disk) => request.Isolation == Isolation.Files
        ? Composition.OfWhole(provenance, head, disk, request.Owner)
        : Composition.For(provenance, head, disk, OwnerIn(provenance), workspace.Repository.Rules.OwnedUnit(path) == "file");

    /// <summary>While the window is being opened what there was before is not known yet: then what was captured last is taken, which is older.</summary>
    private void Begin(FileProvenance provenance, RepositoryPath path, EditWindow? window, Oid? tree)
    {
        if (window is not null && window.At != path && IsOpened(window))
            provenance.Begin(() => states.TryOf(Before(path, window, workspace.Trees.Find(tree, path))), window.First);
    }

    /// <summary>What the owner took from others in the windows that it has open, in the scope or not, may be in another file; so may what is in one that is not there any more. What is moved by hand
    /// between files that stay is not looked for.</summary>
    private TakenAway LookForMoves(IReadOnlyList<CapturedFile> captured, Oid? tree)
    {
        List<EditWindow> own = request.Owner is { } owner && captured.Any(f => IsEditedBy(owner, f.Path))
            ? [.. OwnedFile.Windows(workspace).Where(w => w.Owner == owner && windows.Holds(w) && IsOpened(w))] : [];
        var moved = own.Count > 0 ? new WindowEdits(workspace).Look(own, tree, request.Owner)[0].Taken : new TakenAway();
        Takings takings = new(workspace);
        foreach (var gone in captured.Where(f => captured.Count > 1 && f.Entry is null && store.Has(f.Path) && windows.Holding(f.Path) is null))
            takings.Add(gone.Path, tree, owner: null, static _ => { }, moved);
        return moved;
    }

    /// <summary>Whether it is not just being opened: of a directory, what there was before is known.</summary>
    private bool IsOpened(EditWindow window) => !window.IsDirectory || BeforeIn(window) is not null;

    private bool IsEditedBy(string owner, RepositoryPath path) =>
        (WindowAbove(path) ?? (Directory.Exists(store.DirectoryOf(path)) ? windows.Holding(path) : null))?.Owner == owner;

    /// <summary>A tree holds no file beside what is below its name: where a file took the place of a directory or the other way round, what was there goes with it, whoever deleted it.</summary>
    private bool TryTakeWhatMustGo(IReadOnlyList<CapturedFile> captured, List<CapturedFile> chosen)
    {
        var taken = chosen.Select(f => f.Path).ToHashSet();
        var made = chosen.Where(f => f.Entry is not null).Select(f => f.Path).ToHashSet();
        var above = made.SelectMany(Above).ToHashSet();
        foreach (var gone in captured.Where(f => f.Entry is null && !taken.Contains(f.Path) && (above.Contains(f.Path) || Above(f.Path).Any(made.Contains))))
        {
            chosen.Add(gone);
            if (!notes.TryTakeAlong(gone.Path))
                return false;
        }

        chosen.Sort((left, right) => left.Path.CompareTo(right.Path));
        return true;
    }

    private static IEnumerable<RepositoryPath> Above(RepositoryPath path)
    {
        for (var at = path.Directory; !at.IsTop; at = at.Directory)
            yield return at;
    }

    /// <summary>The window that is open on a directory above a file. One that is opened from now on is over what was captured before.</summary>
    private EditWindow? WindowAbove(RepositoryPath path)
    {
        var directory = path.Directory;
        if (!windowsAbove.TryGetValue(directory, out var window))
            windowsAbove[directory] = window = windows.Holding(directory);
        return window;
    }

    /// <summary>The file as it was when another owner opened a window on a directory above it; null when that was as in HEAD.</summary>
    private CapturedFile? AsBefore(CapturedFile file, EditWindow window, Oid? tree)
    {
        var head = workspace.Trees.Find(tree, file.Path) is { Mode: not EntryMode.Tree } entry ? entry : null;
        var then = Before(file.Path, window, head);
        if (then == file.Entry)
            return file;
        var provenance = FileProvenance.Of(states.Of(then));
        provenance.Capture(states.Of(file.Entry), window.Owner, isObserved: true);
        notes.LeaveOut(file.Path, provenance.Pending().Select(p => (p.Key.Name, p.Value.Added + p.Value.Deleted)));
        return then == head ? null : file with { Entry = then, Stat = default };
    }

    private TreeEntry? Before(RepositoryPath path, EditWindow window, TreeEntry? head) => BeforeIn(window) is { } entries && entries.TryGetValue(path, out var entry) ? entry : head;

    private IReadOnlyDictionary<RepositoryPath, TreeEntry?>? BeforeIn(EditWindow window)
    {
        // Read once: the window may be over thousands of files.
        if (!before.TryGetValue(window.Nonce, out var entries))
            before[window.Nonce] = entries = OwnedFile.TryReadBefore(workspace, window.At);
        return entries;
    }

    /// <summary>The disk holds more than the commit: no stat, so that git compares and shows the rest.</summary>
    private CapturedFile Partial(RepositoryPath path, FileState file) => new(path, file.Mode is { } mode
        ? new TreeEntry(mode, workspace.Repository.Objects.Write(ObjectKind.Blob, file.Content))
        : null, default);
}
