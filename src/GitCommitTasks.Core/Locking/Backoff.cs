namespace GitCommitTasks.Locking;

/// <summary>Growing pauses with jitter, for what can only be polled.</summary>
/// <param name="cap">The longest pause, before jitter.</param>
internal sealed class Backoff(TimeSpan cap)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(1);

    private TimeSpan current = First;

    /// <summary>The next pause: half to one and a half times a span that starts at 1 ms and doubles up to the cap.</summary>
    public TimeSpan Next()
    {
        // Jitter keeps waiters that started together from polling together; it needs no secrecy.
#pragma warning disable CA5394
        var pause = current * (0.5 + Random.Shared.NextDouble());
#pragma warning restore CA5394
        current = TimeSpan.FromTicks(Math.Min(cap.Ticks, current.Ticks * 2));
        return pause;
    }
}
