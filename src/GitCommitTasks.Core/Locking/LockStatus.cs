using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>The state of the lock as seen from outside.</summary>
internal enum LockState
{
    /// <summary>Nobody holds it and nothing is left over.</summary>
    Free,

    /// <summary>Somebody holds it: the kernel says so, or a record whose holder is not known dead.</summary>
    Held,

    /// <summary>Nobody holds it, but a record of a dead holder, or an old one of an unknown holder, is left over.</summary>
    Stale,
}

/// <summary>Who holds the lock.</summary>
/// <param name="Record">What it wrote down.</param>
/// <param name="HeldFor">For how long it has held the lock; never negative.</param>
/// <param name="Liveness">Whether it still runs.</param>
internal sealed record LockHolder(LockRecord Record, TimeSpan HeldFor, Liveness Liveness);

/// <summary>One who waits for the lock.</summary>
/// <param name="Position">The place in the queue; 1 is next in line.</param>
/// <param name="Pid">Its process; null when its ticket could not be read.</param>
/// <param name="Owner">Whom its work is for.</param>
/// <param name="Waiting">For how long it has waited; never negative.</param>
internal sealed record LockWaiter(int Position, int? Pid, string? Owner, TimeSpan Waiting);

/// <summary>Who holds the lock and who waits, at one moment.</summary>
/// <param name="State">Whether it is held.</param>
/// <param name="Holder">Who holds it, or left the stale record; null when nothing names it.</param>
/// <param name="Waiters">Who waits, next in line first.</param>
/// <param name="LockFile">The kernel's lock file, absolute.</param>
/// <param name="RecordFile">The record, absolute.</param>
internal sealed record LockStatus(LockState State, LockHolder? Holder, IReadOnlyList<LockWaiter> Waiters, string LockFile, string RecordFile)
{
    /// <summary>Looks, and changes nothing. An acquisition at the same moment is not held up: it tells a look from a hold.</summary>
    /// <param name="directory">The lock's directory; it may be missing.</param>
    /// <param name="recordFile">The record (absolute), or null for the default place.</param>
    /// <param name="staleAfter">The age from which an unknown holder's record is stale.</param>
    /// <param name="time">The clock.</param>
    /// <param name="processes">Who is asked about processes.</param>
    /// <exception cref="IOException">The system refused to say.</exception>
    public static LockStatus Read(
        ScopedDirectory directory, string? recordFile, TimeSpan staleAfter, TimeProvider time, ProcessIdentity? processes = null)
    {
        processes ??= ProcessIdentity.Default;
        recordFile ??= directory.RecordFile;
        var stale = new StaleRecord(processes, staleAfter, time);
        var tickets = new TicketQueue(directory).Live();
        var holding = tickets.Find(t => t.Content?.Holding == true);
        var left = holding is null ? RecordSighting.TryRead(recordFile) : null;
        var state = holding is not null || MainLock.IsHeld(directory.LockFile) ? LockState.Held
            : left is null ? LockState.Free
            : stale.ReasonToRemove(left) is null ? LockState.Held : LockState.Stale;
        var now = time.GetUtcNow();
        var holder = holding?.Content?.Who is { } who ? new LockHolder(who, Since(who.AcquiredAt, now), HolderVerdict.Of(who, processes).Liveness)
            : left is null ? null : new LockHolder(left.Holder, stale.AgeOf(left), stale.Judge(left).Liveness);
        var waiters = tickets.Where(t => t != holding)
            .Select((t, i) => new LockWaiter(i + 1, t.Content?.Who?.Pid, t.Content?.Who?.Owner, Since(t.Content?.Since, now)));
        return new LockStatus(state, holder, [.. waiters], directory.LockFile, recordFile);
    }

    private static TimeSpan Since(DateTimeOffset? then, DateTimeOffset now) => then < now ? now - then.Value : TimeSpan.Zero;
}
