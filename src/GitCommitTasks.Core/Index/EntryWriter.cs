namespace GitCommitTasks.Index;

/// <summary>Strings the entries of an index together: runs of old ones as they are, and new ones.</summary>
/// <param name="format">How an entry is laid out.</param>
/// <param name="version">Of the index.</param>
/// <param name="parts">What the entries are added to; old ones are not copied yet, so that 10 MB move once only.</param>
internal sealed class EntryWriter(EntryFormat format, int version, List<ReadOnlyMemory<byte>> parts)
{
    /// <summary>No entry of the source comes after a new one as it came after the entry before it.</summary>
    private const int NewEntry = -2;

    /// <summary>The entry of the source which was written last; at first the one before entry 0.</summary>
    private int lastCopied = -1;

    private byte[] previousPath = [];

    /// <summary>How many entries were written.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the entries of <paramref name="source"/> from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public void Copy(EntryTable source, int from, int to)
    {
        if (from == to)
            return;
        Count += to - from;
        if (version == 4 && lastCopied != from - 1)
            Compress(source, from++);
        parts.Add(source.Memory(from, to));
        lastCopied = to - 1;
        previousPath = version == 4 ? source.Path(to - 1).ToArray() : [];
    }

    /// <summary>Adds <paramref name="entry"/>, which has stage 0 and no flag.</summary>
    public void Add(IndexEntry entry)
    {
        var header = new byte[format.FixedLength];
        format.Write(header, entry);
        parts.Add((byte[])[.. header, .. EncodedPath(header.Length, entry.Path.Bytes)]);
        Count++;
        lastCopied = NewEntry;
    }

    /// <summary>Adds an entry as it was in another index, with all its flags.</summary>
    public void Add(LooseEntry entry)
    {
        var header = entry.Header.ToArray();
        format.SetPathLength(header, entry.Path.Length);
        parts.Add((byte[])[.. header, .. EncodedPath(header.Length, entry.Path)]);
        Count++;
        lastCopied = NewEntry;
    }

    /// <summary>Adds an old entry whose path is stored as a difference from one that is not before it any more.</summary>
    private void Compress(EntryTable source, int entry)
    {
        var bytes = source.Bytes(entry);
        var header = bytes[..format.PathAt(bytes)];
        parts.Add((byte[])[.. header, .. EncodedPath(header.Length, source.Path(entry))]);
    }

    private byte[] EncodedPath(int headerLength, ReadOnlySpan<byte> path)
    {
        if (version != 4)
            return [.. path, .. new byte[8 - ((headerLength + path.Length) & 7)]];
        var shared = path.CommonPrefixLength(previousPath);
        Span<byte> removed = stackalloc byte[VariableWidth.MaxLength];
        var length = VariableWidth.Write(removed, previousPath.Length - shared);
        previousPath = path.ToArray();
        return [.. removed[..length], .. path[shared..], 0];
    }
}
