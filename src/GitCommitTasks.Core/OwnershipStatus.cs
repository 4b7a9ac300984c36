using GitCommitTasks.Diagnostics;
using GitCommitTasks.Index;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>The state of a working tree that several owners write: who holds the lock, who is editing, who wrote what is uncommitted.</summary>
/// <param name="Lock">The commit lock and its queue.</param>
/// <param name="Windows">Open edit windows, the oldest first.</param>
/// <param name="Files">Files that differ from the last commit, in the order of their paths.</param>
internal sealed record OwnershipStatus(LockStatus Lock, IReadOnlyList<OpenWindow> Windows, IReadOnlyList<ChangedFile> Files)
{
    /// <summary>Why some files that may differ could not be looked at, as warnings; empty when all could.</summary>
    public IReadOnlyList<Diagnostic> Unseen { get; private init; } = [];

    /// <summary>Looks, and changes nothing: what it finds out is not kept. Blobs of changed files are written, which nothing refers to.</summary>
    /// <remarks>Takes no lock, so a file that is written at this moment is shown as it was or as it will be.</remarks>
    /// <param name="inquiry">Whose working tree.</param>
    /// <param name="paths">The scope; none means everything.</param>
    /// <param name="listener">Told why it cannot be seen, and as warnings which files cannot be.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <returns>The status, paths relative to the top of the working tree; null when it cannot be seen.</returns>
    public static OwnershipStatus? TryRead(LockInquiry inquiry, IReadOnlyList<string> paths, Action<Diagnostic>? listener, TimeProvider? time = null)
    {
        if (RepositoryLock.TryReadStatus(inquiry, listener, time) is not { } status)
            return null;
        var diagnostics = new DiagnosticBag(listener);
        using var workspace = Workspace.TryOpen(inquiry.Directory, inquiry.Lock, inquiry.Environment, time ?? TimeProvider.System, diagnostics);
        try
        {
            if (workspace?.ResolveScope(paths.Count > 0 ? paths : [workspace.Repository.Layout.Top]) is not { } scope)
                return null;
            var windows = OpenWindow.All(workspace, scope);
            return new OwnershipStatus(status, windows, ReadFiles(workspace, scope, out var unseen)) { Unseen = unseen };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or UnsupportedIndexException)
        {
            // HEAD, the index, an object or the provenance of a file cannot be read.
            diagnostics.Report(DiagnosedException.Describe(e, "reading the status", "Nothing was changed."));
            return null;
        }
    }

    private static IReadOnlyList<ChangedFile> ReadFiles(Workspace workspace, CommitScope scope, out IReadOnlyList<Diagnostic> unseen)
    {
        var refusals = new DiagnosticBag();
        var tree = workspace.TreeOf(workspace.Refs.ReadHead().Commit);
        var index = workspace.ReadIndex();
        var captured = new ScopeCapture(workspace.Repository, workspace.Trees, tree, index, force: false, refusals).CaptureWhatCan(scope);
        // What could not be committed can still be looked at. A path that is about to be made, or is ignored, has nothing to show.
        unseen = [.. refusals.All.Where(r => r.Code != Catalog.PathUnknown.Code && r.Code != Catalog.PathIgnored.Code).Select(r => r with { Severity = DiagnosticSeverity.Warning })];
        foreach (var refusal in unseen)
            workspace.Diagnostics.Report(refusal);
        return [.. captured.Select(file => Read(workspace, file, tree)).OfType<ChangedFile>()];
    }

    private static ChangedFile? Read(Workspace workspace, CapturedFile file, Oid? tree)
    {
        var committed = workspace.Trees.Find(tree, file.Path) is { Mode: not EntryMode.Tree } entry ? entry : null;
        if (committed == file.Entry)
            return null;
        var states = new FileStates(workspace);
        var (head, disk) = (states.Of(committed), states.Of(file.Entry));
        // The window before the provenance: one that is closed in between has its changes in the provenance already.
        var window = new OverlappingWindows(workspace).Holding(file.Path);
        var provenance = OwnedFile.Known(workspace, file.Path) ?? FileProvenance.Of(head, workspace.Repository.Rules.IsOwnedByValues(file.Path));
        provenance.Rehead(head);
        provenance.Capture(disk, window?.Owner, isObserved: window is not null, mayHavePopped: window?.MayHavePopped(workspace.ReadStash) == true);
        return ChangedFile.Of(file.Path, provenance, isWhole: head.IsIndivisible || disk.IsIndivisible || workspace.Repository.Rules.OwnedUnit(file.Path) == "file");
    }
}
