using GitCommitTasks.Diagnostics;
using GitCommitTasks.Index;
using GitCommitTasks.Locking;
using GitCommitTasks.Refs;

namespace GitCommitTasks;

/// <summary>Files that will be edited while a <see cref="LockSession"/> lasts.</summary>
/// <param name="Paths">The files and directories, relative to the session's directory.</param>
/// <param name="Owner">Whose edit it is.</param>
/// <param name="LocksPathsOnly">Whether the edit windows are all that is locked, so that sessions over other paths run side by side.</param>
internal sealed record SessionEdit(IReadOnlyList<string> Paths, string Owner, bool LocksPathsOnly);

/// <summary>The commit lock of a working tree held across several steps: acquire, update files, commit, release.</summary>
/// <remarks><b>Guarantees.</b> The branch is the one seen at acquisition: a commit on another one is refused. Disposing releases, closes the edit windows,
/// and is safe to repeat.</remarks>
internal sealed class LockSession : IDisposable
{
    private readonly Workspace workspace;
    private readonly CommitLockHandle? handle;
    private OpenEdit? openEdit;
    private TimeSpan heldByCommit;

    private LockSession(Workspace workspace, LockAttempt? attempt, BranchTip? tip)
    {
        (this.workspace, Attempt, Tip) = (workspace, attempt, tip);
        handle = attempt?.Handle;
    }

    /// <summary>How the lock was had; null when it is switched off.</summary>
    public LockAttempt? Attempt { get; }

    /// <summary>Branch and commit at acquisition; null when HEAD could not be read.</summary>
    public BranchTip? Tip { get; }

    /// <summary>How long the lock has been held, or was; where only paths are locked, the commit's own one.</summary>
    public TimeSpan Held => handle?.Held ?? heldByCommit;

    /// <summary>What tells a process that the lock is held for it; null when it is not held.</summary>
    public KeyValuePair<string, string?>? HeldVariable => handle is null ? null : new(CommitLockHandle.HeldVariable, handle.Nonce);

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
    /// <param name="edit">What is going to be edited: edit windows are open over it until the commit. Null: nothing is.</param>
    /// <param name="paths">What is to be committed under it, for the error log; null: what is edited.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The session, or null when the lock or a window was not had; the diagnostics say why.</returns>
    public static LockSession? TryAcquire(
        string directory,
        string? owner,
        LockSettings settings,
        bool lockEnabled,
        IReadOnlyDictionary<string, string>? environment,
        Action<Diagnostic>? listener,
        out LockOutcome outcome,
        TimeProvider? time = null,
        SessionEdit? edit = null,
        IReadOnlyList<string>? paths = null,
        CancellationToken cancellation = default)
    {
        outcome = LockOutcome.Refused;
        var diagnostics = new DiagnosticBag(listener);
        if (Workspace.TryOpen(directory, settings, environment, time ?? TimeProvider.System, diagnostics) is not { } workspace)
            return null;
        LockAttempt? attempt = null;
        if (!lockEnabled)
        {
            diagnostics.Report(Catalog.LockSkipped.With());
        }
        else if (edit is not { LocksPathsOnly: true } && !workspace.IsLockedForUs())
        {
            attempt = workspace.AcquireLock(owner, cancellation);
            outcome = attempt.Outcome;
            new OutcomeLog(workspace, settings).Record(attempt, owner, paths ?? edit?.Paths ?? []);
            if (attempt.Handle is null)
            {
                workspace.Dispose();
                return null;
            }
        }

        var session = new LockSession(workspace, attempt, TipOf(workspace));
        outcome = edit is null ? LockOutcome.Acquired : session.OpenWindows(edit, cancellation);
        if (outcome == LockOutcome.Acquired)
            return session;
        session.Dispose();
        return null;
    }

    /// <summary>Closes the edit windows, and commits under the lock; under one of its own where only paths are locked.</summary>
    /// <param name="request">What to commit; its directory must be in this working tree.</param>
    /// <param name="listener">Told each diagnostic of the commit as it is reported.</param>
    /// <param name="cancellation">Ends it as long as it is not made.</param>
    public CommitResult Commit(CommitRequest request, Action<Diagnostic>? listener, CancellationToken cancellation)
    {
        request = request with { ExpectBranch = request.ExpectBranch ?? Tip?.Reference, TipBeforeEdit = request.EditedSince is null ? Tip : null };
        var locksPathsOnly = openEdit is { Edit.LocksPathsOnly: true };
        CloseWindows();
        var diagnostics = new DiagnosticBag(listener);
        using var own = Workspace.TryOpen(request.Directory, request.Lock, request.Environment, workspace.Time, diagnostics);
        return own is null
            ? new CommitReport(request).Ended(CommitOutcome.Refused, diagnostics)
            : locksPathsOnly ? Timed(ScopedCommit.Run(own, request, held: null, cancellation))
            : ScopedCommit.Run(own, request with { LockEnabled = false }, handle, cancellation) with
            {
                Lock = Attempt is null ? null : new LockTimes(Attempt.Wait.TotalMilliseconds, Held.TotalMilliseconds, Attempt.Position, Attempt.Attempts, Attempt.BrokeStale),
            };
    }

    /// <summary>Releases the lock and closes the repository. Safe to call again.</summary>
    public void Dispose()
    {
        CloseWindows();
        handle?.Dispose();
        workspace.Dispose();
    }

    private CommitResult Timed(CommitResult result)
    {
        heldByCommit = TimeSpan.FromMilliseconds(result.Lock?.HoldMs ?? 0);
        return result;
    }

    private LockOutcome OpenWindows(SessionEdit edit, CancellationToken cancellation)
    {
        try
        {
            if (workspace.ResolveScope(edit.Paths) is not { } scope)
                return LockOutcome.Refused;
            if (new EditWindows(workspace).TryBegin(scope, edit.Owner, isLease: false, cancellation) is not { } windows)
                return workspace.Diagnostics.All.Any(d => d.Code == Catalog.WindowTimedOut.Code) ? LockOutcome.TimedOut : LockOutcome.Refused;
            openEdit = new OpenEdit(edit, windows);
            return LockOutcome.Acquired;
        }
        catch (OperationCanceledException)
        {
            // The wait for a window was cancelled.
            return LockOutcome.Cancelled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or UnsupportedIndexException)
        {
            // HEAD, the index, a file or the provenance could not be read or written.
            workspace.Diagnostics.Report(DiagnosedException.Describe(e, "opening the edit window", "Nothing was changed."));
            return LockOutcome.Refused;
        }
    }

    /// <summary>What was changed since is the owner's, whether it is going to be committed or the update failed half-way.</summary>
    private void CloseWindows()
    {
        if (Interlocked.Exchange(ref openEdit, null) is not var (edit, windows))
            return;
        try
        {
            new EditWindows(workspace).Leave(windows, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or UnsupportedIndexException)
        {
            // A file or the provenance could not be read or written: what was changed counts as unattributed once this process has ended.
            workspace.Diagnostics.Report(Catalog.WindowAbandoned.With(edit.Owner, string.Join(' ', edit.Paths), e.Message.TrimEnd('.')));
        }
    }

    private sealed record OpenEdit(SessionEdit Edit, IReadOnlyList<EditWindow> Windows);

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
