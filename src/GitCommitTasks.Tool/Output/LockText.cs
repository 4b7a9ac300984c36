using System.Globalization;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Tool.Output;

/// <summary>The state of the lock in words.</summary>
internal static class LockText
{
    public static void Say(LockStatus status, Voice voice)
    {
        foreach (var line in Lines(status))
            voice.Say(line);
    }

    /// <summary>The state, and a line a waiter.</summary>
    public static IEnumerable<string> Lines(LockStatus status)
    {
        yield return status switch
        {
            { State: LockState.Free } => "the commit lock is free",
            { Holder: null } => "the commit lock is held; the holder has left no record",
            { State: LockState.Held, Holder: { } holder } => $"the commit lock is held by {holder.Record} for {Seconds(holder.HeldFor)} s ({Word(holder.Liveness)})",
            { Holder: { } holder } => $"the commit lock is stale: '{status.RecordFile}' was left by {holder.Record} {Seconds(holder.HeldFor)} s ago ({Word(holder.Liveness)}); the next commit removes it",
        };
        foreach (var waiter in status.Waiters)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {waiter.Position}. {Name(waiter)} has waited for {Seconds(waiter.Waiting)} s");
    }

    private static string Name(LockWaiter waiter) =>
        (waiter.Pid is { } pid ? string.Create(CultureInfo.InvariantCulture, $"pid {pid}") : "somebody") + (waiter.Owner is null ? "" : $", owner '{waiter.Owner}',");

    private static string Word(Liveness liveness) => liveness == Liveness.Unknown ? "whether it lives is unknown" : liveness.ToString().ToLowerInvariant();

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
