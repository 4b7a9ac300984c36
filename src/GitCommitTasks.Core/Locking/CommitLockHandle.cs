using System.Collections.Concurrent;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>The lock while it is held. Disposing it releases the lock.</summary>
/// <remarks><b>Guarantees.</b> Held until it is disposed or the process ends, even when nobody refers to it: an owner that forgets it keeps the lock
/// rather than losing it to the garbage collector in the middle of its work.</remarks>
internal sealed class CommitLockHandle : IDisposable
{
    /// <summary>The variable by which a holder tells the processes that it waits for that the lock is held for them. Its value is the nonce.</summary>
    public const string HeldVariable = "GIT_SCOPED_LOCK_HELD";

    /// <summary>Roots every handle that is not disposed.</summary>
    private static readonly ConcurrentDictionary<string, CommitLockHandle> Live = new();

    private readonly KernelLock main;
    private readonly Ticket ticket;
    private readonly LockRecord record;
    private readonly string? recordFile;
    private readonly ScopedDirectory directory;
    private readonly TimeProvider time;
    private readonly DiagnosticBag diagnostics;
    private readonly long acquired;
    private TimeSpan? heldAltogether;
    private bool toldTampered;
    private int released;

    /// <param name="main">The kernel lock, held.</param>
    /// <param name="ticket">The ticket, kept until the release: those behind wait for it.</param>
    /// <param name="record">What was written down.</param>
    /// <param name="recordFile">Where; null when it could not be written.</param>
    /// <param name="directory">The directory of the lock.</param>
    /// <param name="time">The clock.</param>
    /// <param name="diagnostics">Where the release is reported.</param>
    public CommitLockHandle(
        KernelLock main, Ticket ticket, LockRecord record, string? recordFile, ScopedDirectory directory, TimeProvider time, DiagnosticBag diagnostics)
    {
        (this.main, this.ticket, this.record, this.recordFile) = (main, ticket, record, recordFile);
        (this.directory, this.time, this.diagnostics) = (directory, time, diagnostics);
        acquired = time.GetTimestamp();
        Live[Nonce] = this;
    }

    /// <summary>Names this one acquisition; it is in the record.</summary>
    public string Nonce => record.Nonce!;

    /// <summary>How long the lock has been held, or was.</summary>
    public TimeSpan Held => heldAltogether ?? time.GetElapsedTime(acquired);

    /// <summary>Whether the lock still protects: call it before the commit point.</summary>
    /// <returns>False (GCT1006) when the kernel's lock file was deleted or replaced, or the lock was released.
    /// A record that was tampered with is a warning (GCT1013), once.</returns>
    public bool Confirm()
    {
        if (Volatile.Read(ref released) != 0)
            return false;
        if (IsIntact())
        {
            FindRecord();
            return true;
        }

        diagnostics.Report(Catalog.LockLost.With(directory.LockFile));
        return false;
    }

    /// <summary>Releases the lock: removes the record if it is still ours, frees the kernel lock, wakes the next in line. Safe to call again.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref released, 1) != 0)
            return;
        heldAltogether = time.GetElapsedTime(acquired);
        try
        {
            RemoveRecord();
        }
        finally
        {
            // The next in line waits for the ticket: by then the kernel lock must be free.
            main.Dispose();
            ticket.Dispose();
            Live.TryRemove(Nonce, out _);
        }

        diagnostics.Report(Catalog.LockReleased.With(directory.LockFile, (long)heldAltogether.Value.TotalMilliseconds));
    }

    private bool IsIntact()
    {
        try
        {
            return main.IsAt();
        }
        catch (IOException)
        {
            // FileStat: the system does not say, and what cannot be confirmed is not.
            return false;
        }
    }

    private void RemoveRecord()
    {
        try
        {
            if (FindRecord())
                File.Delete(recordFile!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // File.Delete: the directory became read-only, say. The kernel lock is freed all the same.
            diagnostics.Report(Catalog.RecordNotRemoved.With(recordFile, e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Whether our record is where we put it; if not, says so once.</summary>
    private bool FindRecord()
    {
        if (recordFile is null)
            return false;
        var isOurs = IsOurs(recordFile);
        if (!isOurs && !toldTampered)
        {
            toldTampered = true;
            diagnostics.Report(Catalog.RecordTampered.With(recordFile));
        }

        return isOurs;
    }

    /// <summary>Byte for byte what was written, as nearly always, or another form of it with our nonce.</summary>
    private bool IsOurs(string path)
    {
        try
        {
            return RecordSighting.TryRead(path) is { } sighting
                && (sighting.Content.AsSpan().SequenceEqual(LockJson.Write(record)) || sighting.Record?.Nonce == Nonce);
        }
        catch (IOException)
        {
            // What cannot be read any more was tampered with.
            return false;
        }
    }
}
