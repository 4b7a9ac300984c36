namespace GitCommitTasks.Specs.Locking;

/// <summary>Runs what blocks in a thread of its own, so that it keeps none of the pool's from the timers.</summary>
internal static class OwnThread
{
    public static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
