namespace GitCommitTasks.Locking;

/// <summary>Whether the process that wrote a record still runs.</summary>
public enum Liveness
{
    /// <summary>It cannot be told from here: another machine, another PID namespace, or nothing readable.</summary>
    Unknown,

    /// <summary>It provably runs.</summary>
    Alive,

    /// <summary>It provably does not run any more.</summary>
    Dead,
}

/// <summary>What can be proved about a record's holder, and from what.</summary>
/// <param name="Liveness">The verdict.</param>
/// <param name="Reason">The evidence, in words.</param>
internal readonly record struct HolderVerdict(Liveness Liveness, string Reason)
{
    /// <summary>Wall-clock start times may differ by the rounding of boot time and ticks, a second each.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Judges the holder that wrote <paramref name="record"/>. Only what is proved is alive or dead.</summary>
    public static HolderVerdict Of(LockRecord? record, ProcessIdentity processes)
    {
        if (record?.Pid is not > 0 || record.Host is null)
            return new(Liveness.Unknown, "it does not name a process and its machine");
        if (!string.Equals(record.Host, processes.Host, StringComparison.OrdinalIgnoreCase))
            return new(Liveness.Unknown, $"it is of the machine '{record.Host}', this is '{processes.Host}'");
        if (record.BootId is not null && processes.BootId is not null && record.BootId != processes.BootId)
            return new(Liveness.Dead, "the machine was restarted since");
        if (record.PidNamespace is not null && record.PidNamespace != processes.PidNamespace)
            return new(Liveness.Unknown, "it is of another PID namespace");
        return OfProcess(record, processes.Look(record.Pid.Value), processes);
    }

    /// <summary>Judges a bare process id, as scripts write with <c>echo $$</c>: alive when it lives here, else unknown,
    /// for no machine is named.</summary>
    public static HolderVerdict OfBarePid(int pid, ProcessIdentity processes) => processes.Look(pid).Lives == true
        ? new(Liveness.Alive, $"process {pid} runs")
        : new(Liveness.Unknown, $"no process {pid} runs here, but the record does not say on which machine");

    private static HolderVerdict OfProcess(LockRecord record, ProcessSighting seen, ProcessIdentity processes)
    {
        var pid = record.Pid;
        if (seen.Lives is null)
            return new(Liveness.Unknown, "this system does not say which processes run");
        if (seen.Lives == false)
            return new(Liveness.Dead, $"process {pid} does not run any more");
        if (record.StartTicks is null && record.StartTime is null)
            return new(Liveness.Alive, $"process {pid} runs");
        var sameBoot = record.BootId is not null && record.BootId == processes.BootId;
        bool? isSame = sameBoot && record.StartTicks is { } then && seen.StartTicks is { } now ? then == now
            : record.StartTime is { } written && seen.StartTime is { } read ? (written - read).Duration() <= Tolerance
            : null;
        return isSame switch
        {
            true => new(Liveness.Alive, $"process {pid} runs"),
            false => new(Liveness.Dead, $"process {pid} is another one now, started at another time"),
            null => new(Liveness.Unknown, $"process {pid} runs, but not whether it is the same one can be told"),
        };
    }
}
