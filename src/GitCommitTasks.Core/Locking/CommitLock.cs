using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>The lock under which one process at a time commits in a worktree.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Two never hold it at once, in one process or in two. First come, first served. Freed by the kernel when its holder
/// dies. A live holder is never robbed, however old its record.</para>
/// <para><b>Does not guarantee</b> that a commit is correct: the compare-and-swap of the ref does.
/// Nor order among those that arrive in the same instant.</para>
/// <para><b>If the process dies here</b>, a record or a ticket stays behind; the next acquisition removes it and says so.</para>
/// </remarks>
internal sealed class CommitLock(
    ScopedDirectory directory, LockOptions options, TimeProvider time, DiagnosticBag diagnostics, ProcessIdentity? processIdentity = null)
{
    private readonly ProcessIdentity processes = processIdentity ?? ProcessIdentity.Default;
    private readonly string recordFile = options.RecordFile ?? directory.RecordFile;
    private readonly TicketQueue queue = new(directory);

    /// <summary>Waits for its turn and takes the lock. Blocks the calling thread; what went wrong is in the diagnostics.</summary>
    /// <param name="cancellation">Ends the wait at once and leaves the queue.</param>
    public LockAttempt Acquire(CancellationToken cancellation = default)
    {
        var stale = new StaleRecord(processes, options.StaleAfter, time);
        var writer = new RecordWriter(recordFile, directory, stale, diagnostics);
        var patience = new Patience(options, time, diagnostics, Holder, cancellation);
        using var claim = new LockClaim(directory, queue, writer, Template(), time, options.WaitObserver is not null);
        var (outcome, handle) = Pursue(claim, patience, cancellation);
        return new LockAttempt(outcome, handle, patience.Waited, claim.Position, patience.Attempts, writer.BrokeStale);
    }

    private (LockOutcome, CommitLockHandle?) Pursue(LockClaim claim, Patience patience, CancellationToken cancellation)
    {
        try
        {
            if (cancellation.IsCancellationRequested)
                return (LockOutcome.Cancelled, null);
            directory.Create();
            claim.Enter();
            while (true)
            {
                if (claim.Advance(out var record) is not { } obstacle)
                    return (LockOutcome.Acquired, Acquired(claim, record!.Value, patience));
                if (!patience.Wait(obstacle))
                    return (GaveUp(patience, cancellation), null);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Every answer of the kernel but "granted" and "busy" ends here: without a lock that works nothing is done.
            diagnostics.Report(Catalog.KernelLockRefused.With(directory.LockFile, e.Message.TrimEnd('.')));
            return (LockOutcome.Refused, null);
        }
    }

    private CommitLockHandle Acquired(LockClaim claim, (LockRecord Record, RecordState State) ours, Patience patience)
    {
        var (main, ticket) = claim.HandOver();
        var written = ours.State == RecordState.Written ? recordFile : null;
        var handle = new CommitLockHandle(main, ticket, ours.Record, written, directory, time, diagnostics);
        var told = false;
        try
        {
            diagnostics.Report(Catalog.LockAcquired.With(directory.LockFile, (long)patience.Waited.TotalMilliseconds));
            told = true;
            return handle;
        }
        finally
        {
            // Whoever listens threw: the caller never sees the handle, so nobody else could release it.
            if (!told)
                handle.Dispose();
        }
    }

    private LockOutcome GaveUp(Patience patience, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return LockOutcome.Cancelled;
        var seen = Holder();
        var descriptor = IsOurBuild(seen.Holder) ? Catalog.LockHeldByThisBuild : Catalog.LockTimedOut;
        diagnostics.Report(descriptor.With(Ages.Seconds(patience.Waited), seen.Text));
        return LockOutcome.TimedOut;
    }

    /// <summary>Whether waiting was hopeless: the holder waits for us to end, being the same build, or this very process.</summary>
    private bool IsOurBuild(LockRecord? holder)
    {
        if (holder is null)
            return false;
        if (options.Build is not null && holder.Build == options.Build)
            return true;
        return holder.Pid == Environment.ProcessId && HolderVerdict.Of(holder, processes).Liveness == Liveness.Alive;
    }

    private HolderSighting Holder() => HolderSighting.Look(queue, recordFile, time.GetUtcNow());

    private LockRecord Template() => processes.RecordOfThisProcess() with
    {
        Command = options.Command,
        Owner = options.Owner,
        Nonce = Guid.NewGuid().ToString("n"),
        Task = options.Task,
        Session = options.Session,
        Build = options.Build,
    };
}
