using GitCommitTasks.Locking;

namespace GitCommitTasks.Tool.Output;

/// <summary>The JSON of <c>lock status</c>.</summary>
internal sealed record LockStatusJson(LockState State, HolderJson? Holder, IReadOnlyList<WaiterJson> Waiters, string LockFile, string RecordFile)
{
    public static LockStatusJson Of(LockStatus status) => new(
        status.State,
        status.Holder is { } holder ? HolderJson.Of(holder) : null,
        [.. status.Waiters.Select(w => new WaiterJson(w.Position, w.Pid, w.Owner, w.Waiting.TotalMilliseconds))],
        status.LockFile,
        status.RecordFile);
}

/// <summary>Who holds the lock, or left the stale record.</summary>
internal sealed record HolderJson(
    int? Pid, DateTimeOffset? StartTime, string? Host, string? User, string? Command, string? Owner, DateTimeOffset? AcquiredAt, double HeldMs, Liveness Liveness, string? Nonce)
{
    public static HolderJson Of(LockHolder holder) => new(
        holder.Record.Pid, holder.Record.StartTime, holder.Record.Host, holder.Record.User, holder.Record.Command, holder.Record.Owner,
        holder.Record.AcquiredAt, holder.HeldFor.TotalMilliseconds, holder.Liveness, holder.Record.Nonce);
}

/// <summary>One who waits; position 1 is next in line.</summary>
internal sealed record WaiterJson(int Position, int? Pid, string? Owner, double WaitingMs);
