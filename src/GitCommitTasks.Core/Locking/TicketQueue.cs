using System.Globalization;
using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>A ticket that is locked: its process lives, and waits or holds.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Content">What it says; null when it could not be read.</param>
internal sealed record LiveTicket(long Number, TicketContent? Content);

/// <summary>The directory of tickets. First come, first served: each waiter waits for its predecessor.</summary>
/// <remarks><b>Does not guarantee</b> the order of two processes that draw in the same instant; exclusion is the main lock's, not the queue's.
/// A waiter that is stopped (SIGSTOP) keeps its place, and those behind it wait until they time out.</remarks>
internal sealed class TicketQueue(ScopedDirectory directory)
{
    /// <summary>The number in a ticket's file name, or null when it is no ticket.</summary>
    public static long? NumberOf(string path) =>
        long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Draws the next ticket.</summary>
    /// <exception cref="IOException">The file system cannot lock, or the directory is not writable.</exception>
    public Ticket Draw(TicketContent content)
    {
        while (true)
        {
            var next = Numbers().LastOrDefault() + 1;
            if (Ticket.TryDraw(directory.NewTemporaryPath(), PathOf(next), content) is { } ticket)
                return ticket;
        }
    }

    /// <summary>The live tickets below <paramref name="number"/>, in order. Dead ones are removed on the way.</summary>
    public List<long> Ahead(long number) => [.. Numbers().TakeWhile(n => n < number).Where(n => !IsDead(n, remove: true))];

    /// <summary>All live tickets with their content, in order. Changes nothing. A dead one shows for the instant in which somebody removes it.</summary>
    public List<LiveTicket> Live() => [.. Numbers().Where(n => !IsDead(n, remove: false)).Select(n => new LiveTicket(n, TryReadContent(PathOf(n))))];

    /// <summary>The ticket of whoever holds the lock, or null when none says so.</summary>
    public TicketContent? Holding() => Live().Find(t => t.Content?.Holding == true)?.Content;

    /// <summary>A ticket's absolute path.</summary>
    public string PathOf(long number) => Path.Combine(directory.Queue, number.ToString("D12", CultureInfo.InvariantCulture));

    private static TicketContent? TryReadContent(string path)
    {
        using var file = KernelLock.TryOpen(path);
        return file is null ? null : LockJson.ReadTicket(file.ReadAll());
    }

    private long[] Numbers() => !Directory.Exists(directory.Queue) ? []
        : [.. Directory.EnumerateFiles(directory.Queue).Select(NumberOf).OfType<long>().Order()];

    /// <summary>A ticket nobody has locked is dead. Sharing it tells, and does not make others take it for alive.</summary>
    private bool IsDead(long number, bool remove)
    {
        var path = PathOf(number);
        using var file = KernelLock.TryOpen(path);
        if (file is null)
            return true;
        if (!file.TryLock(shared: true))
            return false;
        if (remove)
            Remove(file, path);
        return true;
    }

    /// <summary>Only while locked, and only the very file: its number may have been drawn anew since.</summary>
    private static void Remove(KernelLock file, string path)
    {
        // Windows does not turn a shared lock into an exclusive one, and flock lets go of it in between, too.
        file.Unlock();
        if (file.TryLock() && file.IsAt())
            File.Delete(path);
    }
}
