using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>The directory in which everything about one path is kept: its lock, those who wait, its window, its provenance.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> It is only removed by the holder of its lock, and by one rename: whoever has opened the lock file and locks it then finds that the path
/// names another file or none, and begins anew. So nobody ever holds a lock that another one can have, too.</para>
/// <para><b>If the process dies here</b> between the rename and the removal, what is left is a temporary directory, which <c>repair</c> removes.</para>
/// </remarks>
/// <param name="path">Absolute path.</param>
/// <param name="workspace">Whose it is.</param>
internal sealed class PathDirectory(string path, Workspace workspace)
{
    /// <summary>How often somebody may remove the directory while its lock is being waited for.</summary>
    private const int MostRemovals = 10;

    /// <summary>Waits for the lock of the path, creating the directory when it is missing.</summary>
    /// <param name="options">How long to wait.</param>
    /// <param name="isTold">Which diagnostics are the caller's news; messages never are.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public LockAttempt Acquire(LockOptions options, Func<Diagnostic, bool> isTold, CancellationToken cancellation)
    {
        for (var removals = 0; ; removals++)
        {
            workspace.Scoped.Create();
            // Its own bag: taking and freeing such a lock is nobody's news; what went wrong is.
            var diagnostics = new DiagnosticBag();
            var attempt = new CommitLock(new ScopedDirectory(path), options, workspace.Time, diagnostics).Acquire(cancellation);
            if (attempt.Outcome == LockOutcome.Refused && removals < MostRemovals)
                continue;
            foreach (var diagnostic in diagnostics.All.Where(d => d.Severity != DiagnosticSeverity.Message && isTold(d)))
                workspace.Diagnostics.Report(diagnostic);
            if (attempt.Outcome == LockOutcome.Cancelled)
                cancellation.ThrowIfCancellationRequested();
            return attempt;
        }
    }

    /// <summary>Absolute path.</summary>
    public string Location => path;

    /// <summary>The directory of the turn to wait for the window.</summary>
    public PathDirectory Turn => new(Path.Combine(path, "turn"), workspace);

    /// <summary>Takes the directory away, for a caller who holds its lock. Whoever comes next makes a new one.</summary>
    /// <returns>Where it is now, to be deleted once the lock is freed; null when somebody waits for the path, or has a file in it open where that prevents it.</returns>
    public string? TryTakeAway()
    {
        if (IsWaitedFor(path, others: 1) || IsWaitedFor(Path.Combine(path, "turn"), others: 0))
            return null;
        var grave = workspace.Scoped.NewTemporaryPath();
        try
        {
            Directory.Move(path, grave);
            return grave;
        }
        catch (IOException)
        {
            // Directory.Move: on Windows a file in it is open. Another time, then.
            return null;
        }
    }

    private static bool IsWaitedFor(string directory, int others) => new TicketQueue(new ScopedDirectory(directory)).Live().Count > others;
}
