using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>Waits in a thread of its own until a ticket is given up or its process dies.</summary>
/// <remarks>A blocking flock cannot be cancelled: a waiter that gives up abandons the thread. That is harmless: when the thread gets
/// the ticket, long after, it frees it at once, and nobody but the watchers ever waits for a ticket.</remarks>
internal sealed class TicketWatch
{
    /// <summary>The thread calls one function of the kernel.</summary>
    private const int StackSize = 256 * 1024;

    private TicketWatch(long number, Task gone) => (Number, Gone) = (number, gone);

    /// <summary>The ticket's number.</summary>
    public long Number { get; }

    /// <summary>Done when the ticket is free; failed when the kernel refused.</summary>
    public Task Gone { get; }

    /// <summary>Starts to watch the ticket <paramref name="number"/> at <paramref name="path"/>.</summary>
    public static TicketWatch Start(long number, string path)
    {
        if (KernelLock.TryOpen(path) is not { } file)
            return new TicketWatch(number, Task.CompletedTask);
        // Whoever awaits it blocks in WaitAny, which is woken straight from this thread.
        var gone = new TaskCompletionSource();
        new Thread(() => Wait(file, gone), StackSize) { IsBackground = true, Name = "commit lock queue" }.Start();
        return new TicketWatch(number, gone.Task);
    }

    private static void Wait(KernelLock file, TaskCompletionSource gone)
    {
        try
        {
            using (file)
                file.Lock(shared: true);
            gone.SetResult();
        }
        catch (IOException e)
        {
            // The kernel refused to lock: the waiter reports it, on its own thread.
            gone.SetException(e);
        }
    }
}
