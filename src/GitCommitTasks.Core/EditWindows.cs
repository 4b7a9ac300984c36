using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>Opens and closes edit windows: what changes in a file between the two belongs to the owner.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Windows on one path exclude each other, first come first served; windows on different paths run side by side. Paths are taken in
/// the order of their bytes, so two that open the same paths do not wait for each other.</para>
/// <para><b>Does not guarantee</b> that somebody who opens no window keeps away: what changes then counts as the owner's.</para>
/// </remarks>
internal sealed class EditWindows(Workspace workspace)
{
    /// <summary>A window between two processes is a lease. An edit takes milliseconds; a person asked for leave by an agent's tool may take minutes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStates states = new(workspace);

    /// <summary>Opens windows on the files, waiting for those that others have open.</summary>
    /// <returns>Whether all are open; if not, none is, and the diagnostics say why.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled; none is open.</exception>
    /// <exception cref="IOException">The system failed; none is open.</exception>
    public bool TryBegin(IEnumerable<RepositoryPath> paths, string owner, CancellationToken cancellation)
    {
        List<RepositoryPath> opened = [];
        var deadline = new Deadline(workspace.Time, workspace.Settings.Timeout);
        var complete = false;
        try
        {
            var tree = workspace.TreeOf(workspace.Refs.ReadHead().Commit);
            foreach (var path in paths.Distinct().Order())
            {
                if (!TryBegin(path, tree, owner, deadline, cancellation))
                    return false;
                opened.Add(path);
            }

            return complete = true;
        }
        finally
        {
            foreach (var path in complete ? [] : opened)
                Abandon(path, owner);
        }
    }

    /// <summary>Closes the owner's windows on the files and records what changed as the owner's.</summary>
    /// <param name="paths">The files; null: all windows of the owner.</param>
    /// <param name="owner">Whose windows.</param>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    /// <returns>The files whose windows were closed; the diagnostics name those that had none (GCT6006).</returns>
    public IReadOnlyList<RepositoryPath> End(IReadOnlyList<RepositoryPath>? paths, string owner, CancellationToken cancellation)
    {
        paths ??= [.. OwnedFile.Windows(workspace).Where(w => w.Owner == owner).Select(w => new RepositoryPath(w.Path))];
        if (paths.Count == 0)
            workspace.Diagnostics.Report(Catalog.WindowMissing.With(owner, ""));
        var tree = workspace.TreeOf(workspace.Refs.ReadHead().Commit);
        return [.. paths.Distinct().Order().Where(path => TryEnd(path, tree, owner, cancellation))];
    }

    private bool TryBegin(RepositoryPath path, Oid? tree, string owner, Deadline deadline, CancellationToken cancellation)
    {
        using var file = OwnedFile.TryLock(workspace, path, cancellation);
        if (file is null)
            return false;
        // The lock of the path is kept while another's window is waited for: those behind keep their order.
        while (file.Window is { } open && open.Owner != owner && !TryCloseAbandoned(file, open, tree))
        {
            if (deadline.HasPassed)
            {
                workspace.Diagnostics.Report(Catalog.WindowTimedOut.With(path, deadline.Timeout.TotalSeconds, open.Owner, open.OpenedAt.ToString("u")));
                return false;
            }

            deadline.Pause(Pause, cancellation);
        }

        if (file.Window is null && !TryCapture(file, tree, owner: null, isObserved: false))
            return false;
        var now = workspace.Time.GetUtcNow();
        file.Open(new EditWindow(path.ToString(), owner, Guid.NewGuid().ToString("n"), now, now + Lease));
        return true;
    }

    private bool TryEnd(RepositoryPath path, Oid? tree, string owner, CancellationToken cancellation)
    {
        using var file = OwnedFile.TryLock(workspace, path, cancellation);
        if (file is null)
            return false;
        if (file.Window?.Owner != owner)
        {
            workspace.Diagnostics.Report(Catalog.WindowMissing.With(owner, $" on '{path}'"));
            return false;
        }

        if (!TryCapture(file, tree, owner, isObserved: true))
            return false;
        file.Close();
        return true;
    }

    /// <summary>A window whose lease is over was left by somebody who died or forgot it.</summary>
    private bool TryCloseAbandoned(OwnedFile file, EditWindow open, Oid? tree)
    {
        if (workspace.Time.GetUtcNow() < open.ExpiresAt)
            return false;
        workspace.Diagnostics.Report(Catalog.WindowAbandoned.With(open.Owner, file.Path, $"its lease ended {open.ExpiresAt:u}"));
        if (TryCapture(file, tree, owner: null, isObserved: false))
            file.Close();
        return file.Window is null;
    }

    private bool TryCapture(OwnedFile file, Oid? tree, string? owner, bool isObserved)
    {
        var head = states.InTree(tree, file.Path);
        if (states.OnDisk(file.Path, head.Mode, workspace.Diagnostics) is not { } disk)
            return false;
        var provenance = file.Load(head);
        provenance.Capture(disk, owner, isObserved);
        file.Save(provenance);
        return true;
    }

    private void Abandon(RepositoryPath path, string owner)
    {
        using var file = OwnedFile.TryLock(workspace, path, CancellationToken.None);
        if (file?.Window?.Owner == owner)
            file.Close();
    }
}
