using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Locking;

/// <summary>What a waiter waits for at the moment.</summary>
/// <param name="Position">Its place in the queue; 1 is next in line.</param>
/// <param name="Wake">Done when it is worth looking again; null where that must be polled.</param>
/// <param name="Recheck">When to look again in any case.</param>
internal sealed record Obstacle(int Position, Task? Wake, TimeSpan Recheck);

/// <summary>How long a waiter waits, and what it tells meanwhile. All on the waiter's own thread.</summary>
internal sealed class Patience(
    LockOptions options, TimeProvider time, DiagnosticBag diagnostics, Func<HolderSighting> holder, CancellationToken cancellation)
{
    /// <summary>Between two lines of progress.</summary>
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    /// <summary>A timer cannot be set for ever; waking up once an hour costs nothing.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly long started = time.GetTimestamp();
    private TimeSpan deadline = options.Timeout;
    private TimeSpan nextProgress = options.ProgressAfter;
    private int lastPosition;

    /// <summary>How long it has waited.</summary>
    public TimeSpan Waited => time.GetElapsedTime(started);

    /// <summary>How many time-outs were begun.</summary>
    public int Attempts { get; private set; } = 1;

    /// <summary>Waits until <paramref name="obstacle"/> may be gone.</summary>
    /// <returns>False when the time is up or the wait was cancelled.</returns>
    public bool Wait(Obstacle obstacle)
    {
        if (cancellation.IsCancellationRequested || !HasTime())
            return false;
        Tell(obstacle.Position);
        var now = Waited;
        var span = new[] { Longest, obstacle.Recheck, deadline - now, nextProgress - now }.Min();
        if (span > TimeSpan.Zero)
            Sleep(now, span, obstacle.Wake);
        return true;
    }

    /// <summary>Starts over where a retry is left; the place in the queue is kept.</summary>
    private bool HasTime()
    {
        if (Waited < deadline)
            return true;
        if (Attempts > options.Retries)
            return false;
        diagnostics.Report(Catalog.LockRetried.With(Ages.Seconds(Waited), holder().Text, Attempts, options.Retries));
        Attempts++;
        deadline += options.Timeout;
        return true;
    }

    private void Tell(int position)
    {
        var isLong = Waited >= nextProgress;
        if (!isLong && (position == lastPosition || options.WaitObserver is null))
            return;
        var seen = holder();
        if (isLong)
        {
            diagnostics.Report(Catalog.LockWaiting.With(position, seen.Text));
            nextProgress = Waited + ProgressEvery;
        }

        lastPosition = position;
        options.WaitObserver?.Invoke(new LockWait(position, seen.Holder, Waited));
    }

    /// <summary>Sleeps in the kernel: a timer would start a thread, and a task spins before it blocks, on processors that the holder needs.</summary>
    private void Sleep(TimeSpan from, TimeSpan span, Task? wake)
    {
        var isSystem = time == TimeProvider.System;
        using var rang = new ManualResetEvent(false);
        using var alarm = isSystem ? null : time.CreateTimer(state => ((ManualResetEvent)state!).Set(), rang, span, Timeout.InfiniteTimeSpan);
        // Time that passed before the alarm was set would be slept again.
        if (Waited >= from + span)
            return;
        var woken = wake is null ? rang : ((IAsyncResult)wake).AsyncWaitHandle;
        WaitHandle.WaitAny([woken, rang, cancellation.WaitHandle], isSystem ? span : Timeout.InfiniteTimeSpan);
    }
}
