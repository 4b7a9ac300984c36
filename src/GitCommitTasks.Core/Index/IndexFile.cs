using System.Buffers.Binary;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>The content of an index file (<see href="https://git-scm.com/docs/index-format">index-format</see>, versions 2 to 4),
/// read where it lies.</summary>
/// <remarks><b>Guarantees:</b> entries that a change does not name keep every byte, save the size of a racy one (see <see cref="With"/>)
/// and, in version 4, how the path behind a change is written. <b>Does not guarantee:</b> that the file on disk is still this one; hold
/// <c>index.lock</c> over reading and publishing. Instances never change.</remarks>
internal sealed class IndexFile
{
    /// <summary>Length in bytes of what is before the entries: "DIRC", version, count.</summary>
    public const int HeaderLength = 12;

    private const int VersionAt = 4, CountAt = 8;

    private IndexFile(ObjectFormat format, byte[] content, int version, EntryTable entries, IReadOnlyList<IndexExtension> extensions)
    {
        Format = format;
        Content = content;
        Version = version;
        Entries = entries;
        Extensions = extensions;
    }

    /// <summary>The index of a repository that has no index file yet: version 2, no entries.</summary>
    public static IndexFile Empty { get; } = EmptyOf(ObjectFormat.Sha1);

    /// <summary>By which objects are named in it, and the file is guarded.</summary>
    public ObjectFormat Format { get; }

    /// <summary>The file as it was read; not to be written to.</summary>
    public byte[] Content { get; }

    /// <summary>2, 3 or 4.</summary>
    public int Version { get; }

    /// <summary>How many entries it has, all stages.</summary>
    public int Count => Entries.Count;

    internal EntryTable Entries { get; }

    internal IReadOnlyList<IndexExtension> Extensions { get; }

    /// <summary>The index of a repository of any format that has no index file yet.</summary>
    public static IndexFile EmptyOf(ObjectFormat format) =>
        Parse(IndexChecksum.Join(format, [(byte[])[.. "DIRC"u8, 0, 0, 0, 2, 0, 0, 0, 0]], isSkipped: false), format);

    /// <summary>Reads an index file; <paramref name="content"/> is kept, not copied.</summary>
    /// <param name="content">The file.</param>
    /// <param name="format">That of the repository; null for SHA-1.</param>
    /// <exception cref="InvalidDataException">It is no index, cut off or corrupt; the message says how.</exception>
    /// <exception cref="UnsupportedIndexException">It needs something this reader does not know: a split or a sparse index, another
    /// version.</exception>
    public static IndexFile Parse(byte[] content, ObjectFormat? format = null) => ParsePart(content, format ?? ObjectFormat.Sha1, []).Whole();

    /// <summary>Reads an index file that may be a part only: its entries are in no order, and it has extensions that say what else belongs to it.</summary>
    /// <param name="content">The file.</param>
    /// <param name="format">That of the repository.</param>
    /// <param name="known">Extensions that are not optional, and that the caller knows.</param>
    /// <exception cref="InvalidDataException">It is no index, cut off or corrupt.</exception>
    /// <exception cref="UnsupportedIndexException">It needs something else.</exception>
    internal static IndexFile ParsePart(byte[] content, ObjectFormat format, IReadOnlyCollection<string> known)
    {
        var end = content.Length - format.IdLength;
        if (end < HeaderLength)
            throw new InvalidDataException($"it has {content.Length} bytes, less than the smallest index");
        if (!content.AsSpan().StartsWith("DIRC"u8))
            throw new InvalidDataException("it does not begin with 'DIRC'");
        var version = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(VersionAt));
        if (version is not (2 or 3 or 4))
            throw new UnsupportedIndexException($"it is of version {version}; this program knows 2, 3 and 4");
        IndexChecksum.Verify(format, content);
        var count = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(CountAt));
        var entries = EntryScan.Run(EntryFormat.Of(format), content, (int)version, count, HeaderLength, end);
        var extensions = IndexExtension.ReadAll(content.AsMemory(entries.End..end), known);
        return new(format, content, (int)version, entries, extensions);
    }

    /// <summary>This file, if it is a whole index: all entries, in order.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    internal IndexFile Whole()
    {
        EntryScan.CheckOrder(Entries);
        return this;
    }

    /// <summary>Writes the version into a header.</summary>
    internal static void WriteVersion(Span<byte> header, int version) => BinaryPrimitives.WriteInt32BigEndian(header[VersionAt..], version);

    /// <summary>Writes the number of entries into a header.</summary>
    internal static void WriteCount(Span<byte> header, int count) => BinaryPrimitives.WriteInt32BigEndian(header[CountAt..], count);

    /// <summary>The stage 0 entry at <paramref name="path"/>, or null when there is none.</summary>
    public IndexEntry? Find(RepositoryPath path)
    {
        var (at, count) = Entries.At(path).GetOffsetAndLength(Count);
        return count > 0 && Entries.Format.Stage(Entries.Bytes(at)) == 0 ? Entries.Read(at) : null;
    }

    /// <summary>Whether <paramref name="path"/> is in conflict: has entries of stage 1 to 3.</summary>
    public bool IsUnmerged(RepositoryPath path)
    {
        var (at, count) = Entries.At(path).GetOffsetAndLength(Count);
        return count > 0 && Entries.Format.Stage(Entries.Bytes(at)) != 0;
    }

    /// <summary>The entries at or below <paramref name="directory"/> in the order of the index, all stages; the top means all.</summary>
    public IEnumerable<IndexEntry> Within(RepositoryPath directory)
    {
        var self = directory.IsTop ? 0..0 : Entries.At(directory);
        foreach (var range in new[] { self, Entries.Below(directory) })
        {
            for (var i = range.Start.Value; i < range.End.Value; i++)
                yield return Entries.Read(i);
        }
    }

    /// <summary>The content of the index after <paramref name="changes"/>, of the same version; <see cref="Content"/> itself when nothing
    /// changes.</summary>
    /// <param name="changes">At most one a path. Every other entry stays, except that a file takes the place of what lies below its name
    /// and of a file that is now its directory.</param>
    /// <param name="isModified">Whether the file of an entry would pass for unmodified by its stat (as git compares it: whole seconds)
    /// although its content is not the entry's. Asked for <em>racy</em> entries: those which are not older than
    /// <paramref name="lastWritten"/>, and the changed ones, since the file may have been modified in the second in which it was read.
    /// Those that were get the size 0, so that git goes on seeing it when the new index file is younger than they are.</param>
    /// <param name="lastWritten">When the index file that this was read from was written; null when there was none.</param>
    /// <exception cref="ArgumentException">The changes contradict each other, or cannot be in an index.</exception>
    public byte[] With(IReadOnlyCollection<IndexChange> changes, Func<IndexEntry, bool> isModified, IndexTimestamp? lastWritten) =>
        new IndexPatch(this, isModified, lastWritten ?? default).Apply(changes);
}
