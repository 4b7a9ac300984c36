using GitCommitTasks.Diagnostics;
using GitCommitTasks.Index;
using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>Puts right what crashes left in a working tree: abandoned operations, index entries that were put back, a stale lock record.</summary>
/// <remarks>Safe at any time, beside any number of live operations: touches only what is proved to be ours and dead.</remarks>
internal static class RepositoryRepair
{
    /// <summary>Repairs, and says what was done.</summary>
    /// <param name="inquiry">Which working tree.</param>
    /// <param name="listener">Told each repair (GCT9016), each healed entry (GCT5006), a removed record (GCT1003), and failures.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellation">Ends the wait for somebody else's <c>index.lock</c>.</param>
    /// <returns>What was done, paths relative to the top of the working tree; null when it could not be finished.</returns>
    public static IReadOnlyList<RepairAction>? Run(
        LockInquiry inquiry, Action<Diagnostic>? listener, TimeProvider? time, CancellationToken cancellation)
    {
        using var workspace = Workspace.TryOpen(inquiry.Directory, inquiry.Lock, inquiry.Environment, time ?? TimeProvider.System, new DiagnosticBag(listener));
        if (workspace is null)
            return null;
        try
        {
            var actions = new Recovery(workspace).Repair(cancellation).ToList();
            actions.AddRange(new EditWindows(workspace).CloseAbandoned(cancellation)
                .Select(w => new RepairAction("window-closed", w.Path, $"the edit window of '{w.Owner}' that nobody would have closed")));
            actions.AddRange(new ProvenanceUpkeep(workspace).Run()
                .Select(p => new RepairAction("provenance-removed", p.ToString(), "everything of the path is committed, long ago or among many")));
            if (TryRemoveStaleRecord(workspace) is { } removed)
                actions.Add(removed);
            new OutcomeLog(workspace, inquiry.Lock).RecordRemovedLocks();
            return workspace.Diagnostics.HasErrors ? null : [.. actions.Select(a => a with { Path = workspace.RelativeToTop(a.Path) })];
        }
        catch (OperationCanceledException)
        {
            // Thrown while somebody else's index.lock was waited for.
            workspace.Diagnostics.Report(Catalog.Cancelled.With("What was repaired until then stays repaired."));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or UnsupportedIndexException)
        {
            // The git directory or the index could not be read or written.
            workspace.Diagnostics.Report(DiagnosedException.Describe(e, "the repair", "It can be repeated."));
            return null;
        }
    }

    /// <summary>Null when there is no record, or it is not stale, or somebody holds the lock.</summary>
    private static RepairAction? TryRemoveStaleRecord(Workspace workspace)
    {
        using var main = MainLock.TryTake(workspace.Scoped.LockFile);
        if (main is null || RecordSighting.TryRead(workspace.RecordFile) is not { } left)
            return null;
        var stale = new StaleRecord(ProcessIdentity.Default, workspace.Settings.StaleAfter, workspace.Time);
        return stale.ReasonToRemove(left) is { } reason && StaleRecord.Remove(left, reason, workspace.Diagnostics) == Removal.Removed
            ? new RepairAction("record-removed", workspace.RecordFile, $"the lock record of {left.Holder}: {reason}")
            : null;
    }
}
