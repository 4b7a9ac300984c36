using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;
using GitCommitTasks.Refs;

namespace GitCommitTasks;

/// <summary>The commit lock of a working tree held across several steps: acquire, update files, commit, release.</summary>
/// <remarks><b>Guarantees.</b> The branch is the one seen at acquisition: a commit on another one is refused. Disposing releases, and is safe to repeat.</remarks>
internal sealed class LockSession : IDisposable
{
    private readonly Workspace workspace;
    private readonly CommitLockHandle? handle;

    private LockSession(Workspace workspace, LockAttempt? attempt, BranchTip? tip)
    {
        (this.workspace, Attempt, Tip) = (workspace, attempt, tip);
        handle = attempt?.Handle;
    }

    /// <summary>How the lock was had; null when it is switched off.</summary>
    public LockAttempt? Attempt { get; }

    /// <summary>Branch and commit at acquisition; null when HEAD could not be read.</summary>
    public BranchTip? Tip { get; }

    /// <summary>How long the lock has been held, or was.</summary>
    public TimeSpan Held => handle?.Held ?? TimeSpan.Zero;

    /// <summary>Absolute path of the top of the working tree.</summary>
    public string Top => workspace.Repository.Layout.Top;

    /// <summary>Opens the working tree around <paramref name="directory"/> and acquires its lock.</summary>
    /// <param name="directory">Absolute path.</param>
    /// <param name="owner">Whom the work is for.</param>
    /// <param name="settings">How to wait and what to record.</param>
    /// <param name="lockEnabled">Whether the lock is taken at all.</param>
    /// <param name="environment">The environment that git would see; null for the process's.</param>
    /// <param name="listener">Told each diagnostic as it is reported.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The session, or null when the lock was not had; the diagnostics say why.</returns>
    public static LockSession? TryAcquire(
        string directory,
        string? owner,
        LockSettings settings,
        bool lockEnabled,
        IReadOnlyDictionary<string, string>? environment,
        Action<Diagnostic>? listener,
        out LockOutcome outcome,
        TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        outcome = LockOutcome.Refused;
        var diagnostics = new DiagnosticBag(listener);
        if (Workspace.TryOpen(directory, settings, environment, time ?? TimeProvider.System, diagnostics) is not { } workspace)
            return null;
        if (lockEnabled)
        {
            var attempt = workspace.AcquireLock(owner, cancellation);
            outcome = attempt.Outcome;
            new OutcomeLog(workspace, settings).Record(attempt, owner, branch: null);
            if (attempt.Handle is not null)
                return new LockSession(workspace, attempt, TipOf(workspace));
            workspace.Dispose();
            return null;
        }

        diagnostics.Report(Catalog.LockSkipped.With());
        outcome = LockOutcome.Acquired;
        return new LockSession(workspace, attempt: null, TipOf(workspace));
    }

    /// <summary>Commits under the lock.</summary>
    /// <param name="request">What to commit; its directory must be in this working tree.</param>
    /// <param name="listener">Told each diagnostic of the commit as it is reported.</param>
    /// <param name="cancellation">Ends it as long as it is not made.</param>
    public CommitResult Commit(CommitRequest request, Action<Diagnostic>? listener, CancellationToken cancellation)
    {
        request = request with { ExpectBranch = request.ExpectBranch ?? Tip?.Reference, TipBeforeEdit = request.EditedSince is null ? Tip : null };
        var diagnostics = new DiagnosticBag(listener);
        using var own = Workspace.TryOpen(request.Directory, request.Lock, request.Environment, workspace.Time, diagnostics);
        return own is null
            ? new CommitReport(request).Ended(CommitOutcome.Refused, diagnostics)
            : ScopedCommit.Run(own, request with { LockEnabled = false }, handle, cancellation) with
            {
                Lock = Attempt is null ? null : new LockTimes(Attempt.Wait.TotalMilliseconds, Held.TotalMilliseconds, Attempt.Position, Attempt.Attempts, Attempt.BrokeStale),
            };
    }

    /// <summary>Releases the lock and closes the repository. Safe to call again.</summary>
    public void Dispose()
    {
        handle?.Dispose();
        workspace.Dispose();
    }

    private static BranchTip? TipOf(Workspace workspace)
    {
        try
        {
            return workspace.Refs.ReadHead();
        }
        catch (IOException)
        {
            // HEAD is unreadable: the commit will say so.
            return null;
        }
    }
}
