using System.Globalization;

namespace GitCommitTasks.Locking;

/// <summary>What a holder writes down about itself, as JSON, for people and for other waiters.</summary>
/// <remarks>It is no authority: the kernel lock is. Fields that are missing or unknown are tolerated when it is read.</remarks>
public sealed record LockRecord
{
    /// <summary>The version of this format; 0 when a record that was read does not say.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The holder's process id, in its own PID namespace.</summary>
    public int? Pid { get; init; }

    /// <summary>When that process started, UTC. Tells a reused process id from the holder.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The same in clock ticks since boot, where the system says so (Linux): immune to a clock that is set.</summary>
    public long? StartTicks { get; init; }

    /// <summary>The machine's name.</summary>
    public string? Host { get; init; }

    /// <summary>Names this run of the machine (Linux).</summary>
    public string? BootId { get; init; }

    /// <summary>Names the PID namespace in which <see cref="Pid"/> counts (Linux).</summary>
    public string? PidNamespace { get; init; }

    /// <summary>The user's name.</summary>
    public string? User { get; init; }

    /// <summary>What the holder is doing.</summary>
    public string? Command { get; init; }

    /// <summary>Whom the work is for.</summary>
    public string? Owner { get; init; }

    /// <summary>When the lock was acquired, UTC.</summary>
    public DateTimeOffset? AcquiredAt { get; init; }

    /// <summary>Names this one acquisition.</summary>
    public string? Nonce { get; init; }

    /// <summary>An id of the caller's.</summary>
    public string? Task { get; init; }

    /// <inheritdoc cref="Task"/>
    public string? Session { get; init; }

    /// <summary>Names the build the holder belongs to.</summary>
    public string? Build { get; init; }

    /// <summary>The holder in words, for example <c>'git scoped commit' (pid 4711 on build-1, owner 'task-307')</c>.</summary>
    public override string ToString()
    {
        var details = new List<string>();
        if (Pid is { } pid)
            details.Add(string.Create(CultureInfo.InvariantCulture, $"pid {pid}") + (Host is null ? "" : $" on {Host}"));
        else if (Host is not null)
            details.Add($"on {Host}");
        if (Owner is not null)
            details.Add($"owner '{Owner}'");
        var name = Command is null ? "an unnamed holder" : $"'{Command}'";
        return details.Count == 0 ? name : $"{name} ({string.Join(", ", details)})";
    }
}
