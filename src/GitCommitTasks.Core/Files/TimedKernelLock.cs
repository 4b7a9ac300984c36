namespace GitCommitTasks.Files;

/// <summary>A kernel lock waited for with a time limit.</summary>
/// <remarks>A blocking flock cannot be cancelled, so an expendable thread waits in it: the wake-up is prompt and nobody polls.
/// A thread that was given up on frees the lock the moment it gets it.</remarks>
internal static class TimedKernelLock
{
    /// <summary>Locks the file at <paramref name="path"/> (absolute; created when missing), or returns null after <paramref name="timeout"/>.</summary>
    /// <param name="path">The file to lock; nobody else's content is in it.</param>
    /// <param name="timeout">How long to wait; zero tries once.</param>
    /// <exception cref="IOException">It cannot be opened or locked, or it is deleted again and again.</exception>
    public static KernelLock? TryAcquire(string path, TimeSpan timeout)
    {
        // Deleted between opening and locking: what we then hold excludes nobody, so take the new one.
        for (var tries = 0; tries < 10; tries++)
        {
            var taken = TryAcquireOnce(path, timeout);
            if (taken is null || taken.IsAt())
                return taken;
            taken.Dispose();
        }

        throw new IOException($"'{path}' was deleted each time it was locked.");
    }

    private static KernelLock? TryAcquireOnce(string path, TimeSpan timeout)
    {
        var file = KernelLock.Open(path);
        if (file.TryLock())
            return file;
        var granted = new TaskCompletionSource<KernelLock>();
        new Thread(() => Wait(file, granted)) { IsBackground = true, Name = "waiting for a file lock" }.Start();
        // Whoever completes the source first, the thread or the timeout, decides.
        ((IAsyncResult)granted.Task).AsyncWaitHandle.WaitOne(timeout);
        return granted.TrySetCanceled() ? null : granted.Task.GetAwaiter().GetResult();
    }

    private static void Wait(KernelLock file, TaskCompletionSource<KernelLock> granted)
    {
        try
        {
            file.Lock();
        }
        catch (IOException e)
        {
            // The kernel refused; the waiter is to know, this thread has nobody to tell.
            file.Dispose();
            granted.TrySetException(e);
            return;
        }

        if (!granted.TrySetResult(file))
            file.Dispose();
    }
}
