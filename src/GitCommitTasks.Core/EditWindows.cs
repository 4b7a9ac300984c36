using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>A window that was closed.</summary>
/// <param name="Path">The file.</param>
/// <param name="HasChanged">Whether the file changed while it was open.</param>
internal sealed record ClosedWindow(RepositoryPath Path, bool HasChanged);

/// <summary>Opens and closes edit windows: what changes in a file between the two belongs to the owner.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Windows on one path exclude each other, first come first served; windows on different paths run side by side. Paths are taken in
/// the order of their bytes, so two that open the same paths do not wait for each other.</para>
/// <para><b>Does not guarantee</b> that somebody who opens no window keeps away: what changes then counts as the owner's.</para>
/// <para><b>If the process dies here</b> its windows are closed as unattributed by whoever comes next: at once where the opener's death can be seen, else at the end of the lease.</para>
/// </remarks>
internal sealed class EditWindows(Workspace workspace)
{
    private readonly FileStates states = new(workspace);

    /// <summary>Opens windows on the files of a scope, waiting for those that others have open. Windows the owner has open are prolonged.</summary>
    /// <param name="scope">The files; directories mean the files below that are there now, and those that appear until the end.</param>
    /// <param name="owner">Whose edit it is.</param>
    /// <param name="isLease">Whether another process will close them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The windows; null when one could not be had: then none is open, and the diagnostics say why.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled; none is open.</exception>
    /// <exception cref="IOException">The system failed; none is open.</exception>
    public IReadOnlyList<EditWindow>? TryBegin(CommitScope scope, string owner, bool isLease, CancellationToken cancellation)
    {
        var tree = HeadTree();
        var now = workspace.Time.GetUtcNow();
        var template = new EditWindow(
            string.Empty, owner, Guid.NewGuid().ToString("n"), now, isLease ? now + EditWindow.Lease : null, isLease ? null : ProcessIdentity.Default.RecordOfThisProcess());
        List<EditWindow> opened = [];
        var complete = false;
        try
        {
            var wait = new WindowWait(workspace, template);
            foreach (var path in new ScopeFiles(workspace).Of(scope, tree))
            {
                if (!TryBegin(path, tree, template, wait, cancellation))
                    return null;
                opened.Add(template with { Path = path.ToString() });
            }

            complete = true;
            return opened;
        }
        finally
        {
            if (!complete)
                Abandon(opened);
        }
    }

    /// <summary>Closes the owner's windows and records what changed as the owner's. Files that appeared below a directory of the scope are the owner's too.</summary>
    /// <param name="scope">The files; null: all windows of the owner.</param>
    /// <param name="owner">Whose windows.</param>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <returns>What was closed; a named file that had no window of the owner's is reported (GCT6006).</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<ClosedWindow> End(CommitScope? scope, string owner, CancellationToken cancellation)
    {
        var tree = HeadTree();
        var paths = scope is null
            ? OwnedFile.Windows(workspace).Where(w => w.Owner == owner).Select(w => RepositoryPath.Parse(w.Path)).Order().ToList()
            : [.. new ScopeFiles(workspace).Of(scope, tree)];
        if (paths.Count == 0)
            workspace.Diagnostics.Report(Catalog.WindowMissing.With(owner, string.Empty));
        return [.. paths.Select(path => TryEnd(path, tree, owner, scope?.Paths.Contains(path) != false, cancellation)).OfType<ClosedWindow>()];
    }

    /// <summary>Closes the windows that nobody will close any more. What was changed in them counts as unattributed, and is reported so (GCT6004).</summary>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <returns>The windows, as they were.</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<EditWindow> CloseAbandoned(CancellationToken cancellation)
    {
        var tree = HeadTree();
        List<EditWindow> closed = [];
        foreach (var path in OwnedFile.Windows(workspace).Where(w => w.ReasonToClose(workspace.Time.GetUtcNow()) is not null).Select(w => RepositoryPath.Parse(w.Path)).ToList())
        {
            using var file = OwnedFile.TryLock(workspace, path, cancellation);
            if (file?.Window is { } open && TryCloseAbandoned(file, open, tree))
                closed.Add(open);
        }

        return closed;
    }

    private bool TryBegin(RepositoryPath path, Oid? tree, EditWindow template, WindowWait wait, CancellationToken cancellation)
    {
        // Those who wait keep their order by a lock of their own: whoever closes the window needs that of the path. Who has the window himself waits for nobody.
        var isOwn = OwnedFile.OpenOn(workspace, path) is { } known && template.Prolongs(known);
        using var turn = isOwn ? null : wait.TryTakeTurn(path, cancellation);
        if (turn is null && !isOwn)
            return false;
        while (true)
        {
            EditWindow? open;
            using (var file = OwnedFile.TryLock(workspace, path, cancellation))
            {
                if (file is null)
                    return false;
                open = file.Window;
                if (open is null || template.Prolongs(open) || TryCloseAbandoned(file, open, tree))
                    return TryOpen(file, tree, template);
            }

            if (!wait.Continue(path, open, cancellation))
                return false;
        }
    }

    private bool TryOpen(OwnedFile file, Oid? tree, EditWindow template)
    {
        if (file.Window is null && TryCapture(file, tree, owner: null, isObserved: false) is null)
            return false;
        file.Open(template with { Path = file.Path.ToString() });
        return true;
    }

    private ClosedWindow? TryEnd(RepositoryPath path, Oid? tree, string owner, bool isNamed, CancellationToken cancellation)
    {
        using var file = OwnedFile.TryLock(workspace, path, cancellation);
        if (file is null)
            return null;
        var window = file.Window;
        var appeared = window is null && !isNamed && workspace.Trees.Find(tree, path) is null && !file.HasProvenance;
        if (window?.Owner != owner && !appeared)
        {
            if (isNamed)
                workspace.Diagnostics.Report(Catalog.WindowMissing.With(owner, $" on '{path}'"));
            return null;
        }

        if (TryCapture(file, tree, owner, isObserved: true) is not { } hasChanged)
            return null;
        file.Close();
        ForgetUnknown(file);
        return new ClosedWindow(path, hasChanged);
    }

    /// <summary>Of a file that nobody ever changed in a window there is nothing to be kept: a window over a directory opens many of these.</summary>
    private static void ForgetUnknown(OwnedFile file)
    {
        if (file.TryLoad() is { IsClean: true, Owners.Count: 0 })
            file.TryForget();
    }

    private bool TryCloseAbandoned(OwnedFile file, EditWindow open, Oid? tree)
    {
        if (open.ReasonToClose(workspace.Time.GetUtcNow()) is not { } reason || TryCapture(file, tree, owner: null, isObserved: false) is null)
            return false;
        workspace.Diagnostics.Report(Catalog.WindowAbandoned.With(open.Owner, file.Path, reason));
        file.Close();
        return true;
    }

    /// <returns>Whether the file had changed since the last capture; null when it cannot be stored as git would.</returns>
    private bool? TryCapture(OwnedFile file, Oid? tree, string? owner, bool isObserved)
    {
        var head = states.InTree(tree, file.Path);
        if (states.OnDisk(file.Path, head) is not { } disk)
            return null;
        var provenance = file.Load(head);
        var before = (provenance.Content.Disk, provenance.Mode.Disk);
        provenance.Capture(disk, owner, isObserved);
        file.Save(provenance);
        return before != (provenance.Content.Disk, provenance.Mode.Disk);
    }

    private void Abandon(IEnumerable<EditWindow> opened)
    {
        foreach (var window in opened)
        {
            using var file = OwnedFile.TryLock(workspace, RepositoryPath.Parse(window.Path), CancellationToken.None);
            if (file?.Window?.Nonce != window.Nonce)
                continue;
            file.Close();
            ForgetUnknown(file);
        }
    }

    private Oid? HeadTree() => workspace.TreeOf(workspace.Refs.ReadHead().Commit);
}
