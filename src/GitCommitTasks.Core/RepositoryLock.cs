using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>A working tree whose lock is looked at or broken from outside.</summary>
/// <param name="Directory">Absolute path of a directory in it.</param>
/// <param name="Lock">Where the record is, and from which age it is suspect.</param>
/// <param name="Environment">The environment variables that git would see; null for those of the process.</param>
internal sealed record LockInquiry(string Directory, LockSettings Lock, IReadOnlyDictionary<string, string>? Environment = null);

/// <summary>The commit lock of a working tree as seen from outside: who holds it, and how a person gets rid of a stale one.</summary>
internal static class RepositoryLock
{
    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="inquiry">Whose lock.</param>
    /// <param name="listener">Told why it cannot be seen (GCT9001, 9002, 9010, 9013 …).</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <returns>The status, its paths relative to the top of the working tree; null when it cannot be seen.</returns>
    public static LockStatus? TryReadStatus(LockInquiry inquiry, Action<Diagnostic>? listener, TimeProvider? time = null)
    {
        using var workspace = TryOpen(inquiry, listener, time);
        if (workspace is null)
            return null;
        try
        {
            var status = LockStatus.Read(workspace.Scoped, workspace.Settings.RecordFile, workspace.Settings.StaleAfter, workspace.Time);
            return status with { LockFile = workspace.RelativeToTop(status.LockFile), RecordFile = workspace.RelativeToTop(status.RecordFile) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The record or the queue cannot be read.
            workspace.Diagnostics.Report(DiagnosedException.Describe(e, "reading the lock", "Nothing was changed."));
            return null;
        }
    }

    /// <summary>Removes a stale record; with force, ends a live holder first. What was removed is noted in the error log.</summary>
    /// <param name="inquiry">Whose lock.</param>
    /// <param name="force">Whether a live holder is to be ended.</param>
    /// <param name="listener">Told what was done and to whom, or why not.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public static BreakOutcome Break(LockInquiry inquiry, bool force, Action<Diagnostic>? listener, TimeProvider? time = null)
    {
        using var workspace = TryOpen(inquiry, listener, time);
        if (workspace is null)
            return BreakOutcome.Failed;
        var breaker = new LockBreaker(workspace.Scoped, workspace.Settings.RecordFile, workspace.Settings.StaleAfter, workspace.Time, workspace.Diagnostics);
        var outcome = breaker.Break(force);
        new OutcomeLog(workspace, inquiry.Lock).RecordRemovedLocks();
        return outcome;
    }

    private static Workspace? TryOpen(LockInquiry inquiry, Action<Diagnostic>? listener, TimeProvider? time) =>
        Workspace.TryOpen(inquiry.Directory, inquiry.Lock, inquiry.Environment, time ?? TimeProvider.System, new DiagnosticBag(listener));
}
