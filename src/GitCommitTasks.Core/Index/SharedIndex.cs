using System.Security.Cryptography;
using GitCommitTasks.Files;

namespace GitCommitTasks.Index;

/// <summary>The shared index, locked: read after locking, prepared beside itself, published by one rename.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Nobody who keeps to git's protocol changes the index between <see cref="TryLock"/> and <see cref="Publish"/>, so nothing that
/// somebody staged is lost. Until <see cref="Publish"/> the index is untouched.</para>
/// <para><b>If the process dies here</b> <c>index.lock</c> stays. It is the journal under a second name, or the complete new index whose checksum the journal has, so it is
/// recognised as ours, and the next operation removes it or finishes the rename. Meanwhile git refuses to write, which protects the commit from being reverted.</para>
/// <para>This is the only file that writes the shared index.</para>
/// </remarks>
internal sealed class SharedIndex : IDisposable
{
    private readonly LockFile lockFile;
    private readonly IndexSnapshot snapshot;
    private readonly SharedPermissions? permissions;

    private SharedIndex(LockFile lockFile, IndexSnapshot snapshot, SharedPermissions? permissions) =>
        (this.lockFile, this.snapshot, this.permissions) = (lockFile, snapshot, permissions);

    /// <summary>The index as it is while it is locked.</summary>
    public IndexFile Current => snapshot.File;

    /// <summary>Locks the index and reads it.</summary>
    /// <param name="reader">Knows the index file.</param>
    /// <param name="tryMark">Creates <c>index.lock</c> as it is to be until <see cref="Prepare"/>; false when something is there.</param>
    /// <param name="known">A snapshot taken before, to be used again if the file has not been replaced since.</param>
    /// <param name="deadline">When to give up waiting for somebody else's <c>index.lock</c>; git itself does not wait for one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The locked index, or null when the deadline passed.</returns>
    /// <exception cref="InvalidDataException">It is corrupt.</exception>
    /// <exception cref="UnsupportedIndexException">It is of a kind the reader does not know.</exception>
    /// <exception cref="IOException">It could not be locked or read.</exception>
    public static SharedIndex? TryLock(
        IndexReader reader, Func<string, bool> tryMark, IndexSnapshot? known, Deadline deadline, CancellationToken cancellation)
    {
        if (LockFile.TryAcquire(reader.Path, tryMark, deadline, cancellation) is not { } lockFile)
            return null;
        SharedIndex? index = null;
        try
        {
            return index = new SharedIndex(lockFile, reader.Read(known), reader.Permissions);
        }
        finally
        {
            // An index that cannot be read is the caller's to report; the lock must not stay behind.
            if (index is null)
                lockFile.Dispose();
        }
    }

    /// <summary>Writes the index with <paramref name="changes"/> into <c>index.lock</c>.</summary>
    /// <param name="changes">What to change.</param>
    /// <param name="isModified">See <see cref="IndexFile.With"/>.</param>
    /// <param name="beforeWriting">Told the checksum by which the prepared file will be recognised (see <see cref="ChecksumOf"/>).</param>
    /// <param name="temporary">A path that only the caller uses.</param>
    /// <param name="durable">Whether it is flushed to the disk.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Prepare(
        IReadOnlyCollection<IndexChange> changes, Func<IndexEntry, bool> isModified, Action<string> beforeWriting, string temporary, bool durable)
    {
        var content = snapshot.File.With(changes, isModified, snapshot.Written);
        if (snapshot.Form is { } form)
            content = form.Restore(content);
        beforeWriting(ChecksumOf(content));
        lockFile.Replace(content, temporary, durable);
        permissions?.Apply(lockFile.Path);
    }

    /// <summary>Renames the prepared index over the shared one.</summary>
    /// <exception cref="IOException">It failed: the index is as it was, and locked until this is disposed of.</exception>
    public void Publish(bool durable) => lockFile.Commit(durable);

    /// <summary>Frees the lock; without <see cref="Publish"/> the index is as it was.</summary>
    public void Dispose() => lockFile.Dispose();

    /// <summary>Renames an <c>index.lock</c> that a crash left complete.</summary>
    public static void FinishPublishing(string path, bool durable) => AtomicFile.Rename(LockFile.PathFor(path), path, durable);

    /// <summary>Names the content of an index file: its trailing checksum, or a hash of our own where that is switched off (<c>index.skipHash</c>).</summary>
    public static string ChecksumOf(ReadOnlySpan<byte> content)
    {
        var trailer = content[^Math.Min(20, content.Length)..];
        return Convert.ToHexStringLower(trailer.ContainsAnyExcept((byte)0) ? trailer : SHA256.HashData(content));
    }
}
