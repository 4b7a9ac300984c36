namespace GitCommitTasks.Locking;

/// <summary>How to wait for the commit lock, and what to write down about whoever gets it.</summary>
public sealed record LockOptions
{
    /// <summary>How long to wait; zero tries once. Default 60 s: a commit takes milliseconds, a hook seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan Timeout { get; init => field = NotNegative(value); } = TimeSpan.FromSeconds(60);

    /// <summary>How often to wait again after a time-out, keeping the place in the queue. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Retries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The age from which a record is stale whose holder can be told neither alive nor dead. Default 5 min.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan StaleAfter { get; init => field = NotNegative(value); } = TimeSpan.FromMinutes(5);

    /// <summary>The visible record, an absolute path; null for the default place in the git directory.</summary>
    /// <exception cref="ArgumentException">It is not absolute.</exception>
    public string? RecordFile
    {
        get;
        init => field = value is null || Path.IsPathFullyQualified(value) ? value
            : throw new ArgumentException($"'{value}' is not absolute.", nameof(value));
    }

    /// <summary>Whom the work is for; null when unattributed.</summary>
    public string? Owner { get; init; }

    /// <summary>What the holder is doing, for people. Never a raw command line: those carry secrets.</summary>
    public string? Command { get; init; }

    /// <summary>An id of the caller's, for the record.</summary>
    public string? Task { get; init; }

    /// <inheritdoc cref="Task"/>
    public string? Session { get; init; }

    /// <summary>Names the build this belongs to. A waiter that times out behind a holder of its own build is told so (GCT1007).</summary>
    public string? Build { get; init; }

    /// <summary>Called on the waiting thread when the place in the queue changes and when the wait gets long.</summary>
    public Action<LockWait>? WaitObserver { get; init; }

    /// <summary>The wait after which a line of progress (GCT1002) is reported, then one every 10 s at most. Default 2 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan ProgressAfter { get; init => field = NotNegative(value); } = TimeSpan.FromSeconds(2);

    private static TimeSpan NotNegative(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        return value;
    }
}
