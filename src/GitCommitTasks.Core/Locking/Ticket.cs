using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>What a ticket says of the process that drew it.</summary>
/// <param name="Who">The process, as it will describe itself in the record.</param>
/// <param name="Since">When it queued up, UTC.</param>
/// <param name="Holding">Whether its turn has come and it holds the lock.</param>
internal sealed record TicketContent(LockRecord? Who, DateTimeOffset? Since, bool Holding);

/// <summary>A place in the queue: a numbered file that its process keeps locked while it waits and while it holds the lock.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> A file that has a number and is not locked is dead: it was locked before it got its number.</para>
/// <para><b>If the process dies here</b>, the kernel frees the file; whoever finds it removes it.</para>
/// </remarks>
internal sealed class Ticket : IDisposable
{
    /// <summary>Larger than any content, so that rewriting it never changes the length and readers never see it empty.</summary>
    private const int Length = 4096;

    private readonly KernelLock file;
    private readonly string path;
    private readonly string identity;
    private TicketContent content;

    private Ticket(KernelLock file, string path, string identity, TicketContent content) =>
        (this.file, this.path, this.identity, this.content) = (file, path, identity, content);

    /// <summary>Its number: lower ones come first.</summary>
    public long Number => TicketQueue.NumberOf(path) ?? 0;

    /// <summary>Draws a ticket: locks a file under <paramref name="temporary"/>, then names it <paramref name="path"/>.</summary>
    /// <returns>Null when somebody took the number first.</returns>
    /// <exception cref="IOException">The file system cannot lock, or the directory is not writable.</exception>
    public static Ticket? TryDraw(string temporary, string path, TicketContent content)
    {
        var file = KernelLock.Open(temporary);
        Ticket? drawn = null;
        try
        {
            // Before it is named: an unlocked ticket is taken for a dead one and removed.
            Claim(file);
            file.Write(Padded(content));
            var identity = Identity(temporary);
            switch (ExclusiveFile.TryPlace(temporary, path))
            {
                case true:
                    return drawn = new Ticket(file, path, identity!, content);
                case null:
                    return TryDrawInPlace(temporary, path, content);
                default:
                    return null;
            }
        }
        finally
        {
            if (drawn is null)
            {
                file.Dispose();
                AtomicFile.TryDelete(temporary);
            }
        }
    }

    /// <summary>Draws a ticket where the file system has no hard links: for an instant it is named and not locked, and may be removed
    /// as dead; that is noticed.</summary>
    /// <returns>Null when somebody took the number first, or removed the file in that instant.</returns>
    public static Ticket? TryDrawInPlace(string temporary, string path, TicketContent content)
    {
        if (!ExclusiveFile.TryCreate(path, [], temporary))
            return null;
        var file = KernelLock.TryOpen(path);
        if (file is null || !file.TryLock() || !file.IsAt())
        {
            file?.Dispose();
            return null;
        }

        file.Write(Padded(content));
        return new Ticket(file, path, Identity(path)!, content);
    }

    /// <summary>Says in the ticket that its process holds the lock now.</summary>
    public void MarkHolding(LockRecord who)
    {
        content = content with { Who = who, Holding = true };
        try
        {
            file.Write(Padded(content));
        }
        catch (IOException)
        {
            // RandomAccess.Write, the disk is full, say: the lock is held all the same; only the queue's list stays behind.
        }
    }

    /// <summary>Leaves the queue: removes the file, then frees it, so that the next in line finds it gone when it wakes up.</summary>
    public void Dispose()
    {
        try
        {
            if (Identity(path) == identity)
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The directory became read-only, say. An unlocked ticket is a dead one: whoever can removes it.
        }
        finally
        {
            file.Dispose();
        }
    }

    private static void Claim(KernelLock file)
    {
        if (!file.TryLock())
            throw new IOException("a file that nobody else can know of was locked by somebody else.");
    }

    private static string? Identity(string path) => FileStat.TryRead(path)?.Identity;

    private static byte[] Padded(TicketContent content)
    {
        var json = LockJson.Write(content);
        var padded = new byte[Math.Max(Length, json.Length)];
        json.CopyTo(padded, 0);
        padded.AsSpan(json.Length).Fill((byte)'\n');
        return padded;
    }
}
