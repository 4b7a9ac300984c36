using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>What breaking the lock came to.</summary>
internal enum BreakOutcome
{
    /// <summary>Nobody held it and nothing was left over (GCT1011).</summary>
    Nothing,

    /// <summary>A stale record was removed (GCT1003).</summary>
    RecordRemoved,

    /// <summary>A live holder was ended, as asked (GCT1012).</summary>
    HolderEnded,

    /// <summary>The holder is alive, or cannot be told dead, or could not be ended (GCT1010).</summary>
    Refused,

    /// <summary>The kernel or the file system refused (GCT1005).</summary>
    Failed,
}

/// <summary>Removes a stale lock on a person's order; with force, ends a live holder first.</summary>
/// <remarks><b>Guarantees.</b> Without force nothing live is touched. With force only the holder's own process is ended: same machine, same PID
/// namespace, same start time; never this process, never process 1.
/// <para><b>Does not guarantee</b> anything about a process id reused between the last look and the signal, some microseconds.</para></remarks>
internal sealed class LockBreaker(
    ScopedDirectory directory, string? recordFile, TimeSpan staleAfter, TimeProvider time, DiagnosticBag diagnostics,
    ProcessIdentity? processIdentity = null)
{
    /// <summary>As long as service managers' shorter grace periods: a git command ends far sooner.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ProcessIdentity processes = processIdentity ?? ProcessIdentity.Default;
    private readonly string record = recordFile ?? directory.RecordFile;
    private readonly TicketQueue queue = new(directory);
    private readonly StaleRecord stale = new(processIdentity ?? ProcessIdentity.Default, staleAfter, time);

    /// <summary>Breaks the lock; what was done, and to whom, is in the diagnostics.</summary>
    /// <param name="force">Whether a live holder is to be ended.</param>
    public BreakOutcome Break(bool force)
    {
        try
        {
            directory.Create();
            return TryRemoveStale() ?? (force ? EndHolder() : Refuse(Holder(), "it holds the lock"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The kernel or the file system refused: whether anybody holds the lock cannot be told.
            diagnostics.Report(Catalog.KernelLockRefused.With(directory.LockFile, e.Message.TrimEnd('.')));
            return BreakOutcome.Failed;
        }
    }

    /// <summary>Null when somebody holds the lock, by the kernel or by a record that is not stale.</summary>
    private BreakOutcome? TryRemoveStale()
    {
        using var main = MainLock.TryTake(directory.LockFile);
        if (main is null)
            return null;
        if (RecordSighting.TryRead(record) is not { } left)
        {
            diagnostics.Report(Catalog.NothingToBreak.With(record, "free"));
            return BreakOutcome.Nothing;
        }

        if (!left.IsLock)
            return RefuseForeign(left);
        if (stale.ReasonToRemove(left) is not { } reason)
            return null;
        return StaleRecord.Remove(left, reason, diagnostics) switch
        {
            Removal.Removed => BreakOutcome.RecordRemoved,
            Removal.Immovable => Refuse(left.Holder, $"'{record}' cannot be removed, or is a directory that is not empty"),
            _ => null,
        };
    }

    private BreakOutcome EndHolder()
    {
        var holder = Holder();
        var pid = holder?.Pid ?? 0;
        if (pid <= 1 || pid == Environment.ProcessId)
            return Refuse(holder, pid == Environment.ProcessId ? "it is this very process" : "it names no process that could be ended");
        if (!IsProved(holder!))
            return Refuse(holder, $"that process {pid} is the holder is not proved: {HolderVerdict.Of(holder, processes).Reason}");
        var problem = End(holder!, pid);
        if (problem is not null)
            return Refuse(holder, problem);
        diagnostics.Report(Catalog.HolderEnded.With(holder));
        RemoveRecordOf(holder!);
        return BreakOutcome.HolderEnded;
    }

    /// <summary>Alive is not enough to end a process: its start time must be known and match.</summary>
    private bool IsProved(LockRecord holder) =>
        (holder.StartTicks is not null || holder.StartTime is not null)
        && holder.PidNamespace == processes.PidNamespace
        && HolderVerdict.Of(holder, processes).Liveness == Liveness.Alive;

    /// <summary>Asks first, forces then; both only while it is still the same process.</summary>
    private string? End(LockRecord holder, int pid)
    {
        foreach (var force in (bool[])[false, true])
        {
            if (!IsProved(holder))
                return null;
            if (ProcessIdentity.End(pid, force) is { } problem)
                return $"process {pid} could not be ended: {problem}";
            if (IsGoneWithin(Grace, holder))
                return null;
        }

        return $"process {pid} was killed but is still there {Grace.TotalSeconds} s later";
    }

    private bool IsGoneWithin(TimeSpan limit, LockRecord holder)
    {
        var started = time.GetTimestamp();
        var pause = new Backoff(TimeSpan.FromMilliseconds(50));
        while (IsProved(holder))
        {
            if (time.GetElapsedTime(started) > limit)
                return false;
            Task.Delay(pause.Next(), time).GetAwaiter().GetResult();
        }

        return true;
    }

    /// <summary>The next in line may have removed it already, or may hold the lock by now: then there is nothing left to do.</summary>
    private void RemoveRecordOf(LockRecord holder)
    {
        using var main = MainLock.TryTake(directory.LockFile);
        if (main is not null && RecordSighting.TryRead(record) is { } left && left.Record?.Nonce == holder.Nonce)
            StaleRecord.Remove(left, "its holder was ended", diagnostics);
    }

    private LockRecord? Holder() => queue.Holding()?.Who ?? RecordSighting.TryRead(record)?.Holder;

    private BreakOutcome Refuse(LockRecord? holder, string reason)
    {
        diagnostics.Report(Catalog.BreakRefused.With(
            holder?.ToString() ?? "the holder, which left no record,", reason, "Wait for it, or end it with 'git scoped lock break --force'"));
        return BreakOutcome.Refused;
    }

    private BreakOutcome RefuseForeign(RecordSighting found)
    {
        var advice = string.Concat(HolderSighting.MoveIt[..1].ToUpperInvariant(), HolderSighting.MoveIt.AsSpan(1));
        diagnostics.Report(Catalog.BreakRefused.With(found.Holder, $"'{record}' holds what no lock does, and is never removed", advice));
        return BreakOutcome.Refused;
    }
}
