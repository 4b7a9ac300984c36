using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>One process on its way to the lock: a ticket, then the kernel lock, then the record.</summary>
internal sealed class LockClaim(
    ScopedDirectory directory, TicketQueue queue, RecordWriter writer, LockRecord template, TimeProvider time, bool watched) : IDisposable
{
    /// <summary>A main lock whose holder has no ticket is rare and brief.</summary>
    private readonly Backoff mainPause = new(TimeSpan.FromMilliseconds(50));

    /// <summary>A script's lock can only be polled; a quarter of a second is not felt after a wait that long.</summary>
    private readonly Backoff recordPause = new(TimeSpan.FromMilliseconds(250));

    /// <summary>How often the place in the queue is counted for an observer: only the predecessor's end wakes us by itself.</summary>
    private static readonly TimeSpan Recount = TimeSpan.FromMilliseconds(250);

    private Ticket? ticket;
    private TicketWatch? watch;
    private List<long>? found;
    private KernelLock? main;

    /// <summary>How many were in the queue on arrival.</summary>
    public int Position { get; private set; }

    /// <summary>Queues up.</summary>
    /// <exception cref="IOException">The file system cannot lock, or the directory is not writable.</exception>
    public void Enter()
    {
        ticket = queue.Draw(new TicketContent(template, time.GetUtcNow(), Holding: false));
        found = queue.Ahead(ticket.Number);
        Position = found.Count;
    }

    /// <summary>Goes as far as it can.</summary>
    /// <returns>What is in the way, or null when <paramref name="record"/> says that the lock is ours.</returns>
    /// <exception cref="IOException">The kernel refused.</exception>
    public Obstacle? Advance(out (LockRecord Record, RecordState State)? record)
    {
        record = null;
        if (main is null && BehindOthers() is { } ahead)
            return ahead;
        main ??= MainLock.TryTake(directory.LockFile);
        if (main is null)
            return new Obstacle(1, null, mainPause.Next());
        var ours = template with { AcquiredAt = time.GetUtcNow() };
        var state = writer.TryWrite(ours);
        if (state == RecordState.Blocked)
            return new Obstacle(1, null, recordPause.Next());
        ticket!.MarkHolding(ours);
        record = (ours, state);
        return null;
    }

    /// <summary>Hands the locks over; from now on this releases nothing.</summary>
    public (KernelLock Main, Ticket Ticket) HandOver()
    {
        var locks = (main!, ticket!);
        (main, ticket) = (null, null);
        return locks;
    }

    /// <summary>Leaves the queue, unless the locks were handed over.</summary>
    public void Dispose()
    {
        main?.Dispose();
        ticket?.Dispose();
    }

    private Obstacle? BehindOthers()
    {
        // Each look opens every ticket ahead: the one on arrival serves for the first turn too. Whoever is gone by then is found gone by the watch.
        var ahead = found ?? queue.Ahead(ticket!.Number);
        found = null;
        if (ahead is not [.., var predecessor])
            return null;
        if (watch?.Number != predecessor || watch.Gone.IsCompleted)
            watch = TicketWatch.Start(predecessor, queue.PathOf(predecessor));
        if (watch.Gone.IsFaulted)
            watch.Gone.GetAwaiter().GetResult();
        return new Obstacle(ahead.Count, watch.Gone, watched ? Recount : TimeSpan.MaxValue);
    }
}
