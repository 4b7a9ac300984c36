using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>A window that was closed.</summary>
/// <param name="Path">The file or directory.</param>
/// <param name="Changed">The file if it changed while the window was open; the files below the directory that did.</param>
internal sealed record ClosedWindow(RepositoryPath Path, IReadOnlyList<RepositoryPath> Changed);

/// <summary>Opens and closes edit windows: what changes in a file between the two belongs to the owner. A window on a directory covers everything below it, there or not.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Windows that cover one file exclude each other, on one path first come first served; others run side by side. A directory comes right before what is below it, so
/// that two that open the same paths do not wait for each other.</para>
/// <para><b>Does not guarantee</b> that somebody who opens no window keeps away: what changes then counts as the owner's. Nor an order between those who wait for a directory and those who
/// wait for something below it.</para>
/// <para><b>If the process dies here</b> its windows are closed as unattributed by whoever comes next: at once where the opener's death can be seen, else at the end of the lease.</para>
/// </remarks>
internal sealed class EditWindows(Workspace workspace)
{
    private readonly WindowEdits edits = new(workspace);
    private readonly OverlappingWindows overlapping = new(workspace);

    /// <summary>Opens windows on the paths of a scope, waiting for those that others have open. Windows the owner has open are prolonged.</summary>
    /// <param name="scope">Files, there or not, and directories.</param>
    /// <param name="owner">Whose edit it is.</param>
    /// <param name="isLease">Whether another process will close them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The windows, without those on paths that are inside of a window of the owner's already which is closed by whoever waits for this process; null when one could not be had: then
    /// none is open, and the diagnostics say why.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled; none is open.</exception>
    /// <exception cref="IOException">The system failed; none is open.</exception>
    public IReadOnlyList<EditWindow>? TryBegin(CommitScope scope, string owner, bool isLease, CancellationToken cancellation)
    {
        var template = new EditWindow(
            ".", owner, Guid.NewGuid().ToString("n"), default, ExpiresAt: null, isLease ? null : ProcessIdentity.Default.RecordOfThisProcess(), Tree: null);
        List<EditWindow> opened = [];
        var complete = false;
        try
        {
            var wait = new WindowWait(workspace, template);
            foreach (var path in Outermost(scope).Except(Enclosed(scope, owner)))
            {
                if (!TryBegin(template.On(path), wait, opened, cancellation))
                    return null;
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

    /// <summary>The paths of a scope that are inside of a window of the owner's already, which is closed by whoever waits for this process.</summary>
    public IReadOnlyList<RepositoryPath> Enclosed(CommitScope scope, string owner) => [.. Outermost(scope).Where(p => overlapping.Enclosing(p, owner) is not null)];

    /// <summary>Closes the owner's windows, whoever opened them, and records what changed as the owner's. What this process is inside of stays open.</summary>
    /// <param name="scope">Files, and directories with the windows on them and below them; null: all windows of the owner.</param>
    /// <param name="owner">Whose windows.</param>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <returns>What was closed; a path that had no window of the owner's is reported (GCT6006).</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<ClosedWindow> End(CommitScope? scope, string owner, CancellationToken cancellation)
    {
        List<EditWindow> windows = [];
        foreach (var path in scope?.Paths ?? [RepositoryPath.Top])
        {
            List<EditWindow> own = [.. WindowsAt(path).Where(w => w.Owner == owner)];
            if (own.Count == 0 && overlapping.Enclosing(path, owner) is null)
                ReportMissing(owner, scope is null ? string.Empty : $" on '{path}'");
            windows.AddRange(own.Where(w => !overlapping.IsEnclosing(w, owner)));
        }

        return [.. Look([.. windows.DistinctBy(w => w.At).OrderBy(w => w.At)]).Select(c => edits.TryClose(c, cancellation)).OfType<ClosedWindow>()];
    }

    /// <summary>Closes windows that this process opened, and records what changed as the owner's. A lease that the owner had before is left open.</summary>
    /// <param name="opened">As <see cref="TryBegin(CommitScope, string, bool, CancellationToken)"/> returned them.</param>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <returns>What was closed; of a window that is not open any more it is reported (GCT6006).</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<ClosedWindow> Leave(IReadOnlyList<EditWindow> opened, CancellationToken cancellation)
    {
        var open = opened.ToLookup(w => OwnedFile.OpenOn(workspace, w.At)?.Nonce == w.Nonce);
        foreach (var window in open[false])
            ReportMissing(window.Owner, $" on '{window.At}'");
        return [.. Look([.. open[true].OrderBy(w => w.At)]).Select(c => edits.TryLeave(c, cancellation)).OfType<ClosedWindow>()];
    }

    /// <summary>Closes the windows that nobody will close any more. What was changed in them counts as unattributed, and is reported so (GCT6004).</summary>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <returns>The windows, as they were.</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<EditWindow> CloseAbandoned(CancellationToken cancellation)
    {
        var tree = HeadTree();
        return [.. OwnedFile.Windows(workspace).ToList().Where(w => TryCloseAbandoned(w, tree, cancellation))];
    }

    /// <summary>What is below another path of the scope is covered by the window on that. A directory is followed by what is below it, whatever else begins with its name.</summary>
    private static IEnumerable<RepositoryPath> Outermost(CommitScope scope) =>
        scope.Paths.Where(p => !scope.Paths.Any(other => other != p && p.IsWithin(other))).OrderBy(p => PathText.Decode(p.Bytes).Replace('/', '\0'), StringComparer.Ordinal);

    /// <summary>The window on a path and those below it.</summary>
    private IEnumerable<EditWindow> WindowsAt(RepositoryPath path) =>
        OwnedFile.OpenOn(workspace, path) is { } own && new FileCapture(workspace.Repository).Stat(path)?.Kind == FileKind.File ? [own]
            : OwnedFile.Windows(workspace).Where(w => w.At.IsWithin(path));

    private bool TryBegin(EditWindow wanted, WindowWait wait, List<EditWindow> opened, CancellationToken cancellation)
    {
        if (workspace.EnclosingWindows.Count > 0 && overlapping.InTheWayOf(wanted) is { } around && overlapping.IsInside(around))
        {
            workspace.Diagnostics.Report(Catalog.WindowAround.With(wanted.At, around.Owner, $"{around.OpenedAt:u}"));
            return false;
        }

        // Those who wait keep their order by a lock of their own: whoever closes the window needs that of the path. Who has the window himself waits for nobody.
        var isOwn = OwnedFile.OpenOn(workspace, wanted.At) is { } known && wanted.Prolongs(known);
        using var turn = isOwn ? null : wait.TryTakeTurn(wanted.At, cancellation);
        if (turn is null && !isOwn)
            return false;
        while (true)
        {
            var tree = HeadTree();
            if (overlapping.InTheWayOf(wanted) is not { } other || TryCloseAbandoned(other, tree, cancellation))
            {
                // What the owner changed so far in a window around it would count as there before.
                foreach (var own in Look([.. overlapping.OwnAround(wanted)]))
                    edits.TryNote(own, cancellation);
                if (edits.TryOpen(wanted, tree, out other, cancellation) is { } window)
                {
                    opened.Add(window);
                    edits.KeepWhatDiffers(window, tree, cancellation);
                    return true;
                }

                if (other is null)
                    return false;
            }

            if (!wait.Continue(other, cancellation))
                return false;
        }
    }

    private bool TryCloseAbandoned(EditWindow open, Oid? tree, CancellationToken cancellation)
    {
        if (open.ReasonToClose(workspace.Time.GetUtcNow()) is not { } reason || edits.TryClose(edits.Look([open], tree, owner: null).Single(), cancellation) is null)
            return false;
        workspace.Diagnostics.Report(Catalog.WindowAbandoned.With(open.Owner, open.Path, reason));
        return true;
    }

    /// <summary>Looks at windows of one owner.</summary>
    private IReadOnlyList<WindowChanges> Look(IReadOnlyList<EditWindow> windows) => windows.Count == 0 ? [] : edits.Look(windows, HeadTree(), windows[0].Owner);

    private void ReportMissing(string owner, string place) => workspace.Diagnostics.Report(Catalog.WindowMissing.With(owner, place));

    private void Abandon(IEnumerable<EditWindow> opened)
    {
        foreach (var window in opened)
            edits.Drop(window);
    }

    private Oid? HeadTree() => workspace.TreeOf(workspace.Refs.ReadHead().Commit);
}
