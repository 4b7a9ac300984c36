using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>Takes the one kernel lock that decides who may commit.</summary>
/// <remarks>Polled, never waited for in a thread: an abandoned thread could not be stopped from acquiring it later, and would hold it.</remarks>
internal static class MainLock
{
    /// <summary>How often a lock that others merely share for an instant (a status query) is tried again. Each takes microseconds.</summary>
    private const int Tries = 1000;

    /// <summary>Takes the lock file <paramref name="path"/> (absolute), creating it when it is missing.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="open">Opens it; given by tests that replace the file at the worst moment.</param>
    /// <returns>The lock, held and at its path; null when somebody else holds it.</returns>
    /// <exception cref="IOException">The file system cannot lock, or the file is not usable.</exception>
    public static KernelLock? TryTake(string path, Func<string, KernelLock>? open = null)
    {
        for (var i = 0; i < Tries; i++)
        {
            var file = (open ?? KernelLock.Open)(path);
            var kept = false;
            try
            {
                var taken = file.TryLock();
                // A file that was replaced between opening and locking protects nothing: others lock its successor.
                if (taken && file.IsAt())
                    return Keep(file, out kept);
                // Somebody who shares it is only looking; somebody who does not let it be shared holds it.
                if (!taken && !file.TryLock(shared: true))
                    return null;
            }
            finally
            {
                if (!kept)
                    file.Dispose();
            }

            Thread.Yield();
        }

        return null;
    }

    /// <summary>Whether somebody holds it. Looks by sharing it for an instant, which <see cref="TryTake"/> tells from holding.</summary>
    public static bool IsHeld(string path)
    {
        using var file = KernelLock.TryOpen(path);
        return file is not null && !file.TryLock(shared: true);
    }

    private static KernelLock Keep(KernelLock file, out bool kept)
    {
        kept = true;
        return file;
    }
}
