namespace GitCommitTasks.Files;

/// <summary>A moment after which a wait is given up.</summary>
/// <param name="time">The clock.</param>
/// <param name="timeout">How long from now; zero means one try.</param>
internal sealed class Deadline(TimeProvider time, TimeSpan timeout)
{
    private readonly long start = time.GetTimestamp();

    /// <summary>How long it has been waited.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>Whether the time is up.</summary>
    public bool HasPassed => Elapsed >= timeout;

    /// <summary>How long the whole wait may take.</summary>
    public TimeSpan Timeout => timeout;

    /// <summary>Called before each pause: may put an end to what is waited for.</summary>
    public Action WhileWaiting { get; init; } = static () => { };

    /// <summary>Sleeps for about <paramref name="pause"/>: up to a half more, at random, so that waiters do not march in step.</summary>
    /// <exception cref="OperationCanceledException">Cancelled meanwhile.</exception>
    public void Pause(TimeSpan pause, CancellationToken cancellation)
    {
        WhileWaiting();
        var jittered = pause * (1 + (Random.Shared.NextDouble() / 2));
        Task.Delay(jittered, time, cancellation).GetAwaiter().GetResult();
    }
}
