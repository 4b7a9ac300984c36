using System.Buffers;

namespace GitCommitTasks.Index;

/// <summary>Writes the entries of an index one behind the other: runs of old ones as they are, and new ones.</summary>
internal sealed class EntryWriter(int version, ArrayBufferWriter<byte> output)
{
    /// <summary>The entry of the source which was written last; -1 when that was a new one, or none.</summary>
    private int lastCopied = -1;

    private byte[] previousPath = [];

    /// <summary>How many entries were written.</summary>
    public int Count { get; private set; }

    /// <summary>Writes the entries of <paramref name="source"/> from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public void Copy(EntryTable source, int from, int to)
    {
        if (from == to)
            return;
        Count += to - from;
        if (version == 4 && lastCopied != from - 1)
            Compress(source, from++);
        output.Write(source.Bytes(from, to));
        lastCopied = to - 1;
        previousPath = version == 4 ? source.Path(to - 1).ToArray() : [];
    }

    /// <summary>Writes <paramref name="entry"/>, which has stage 0 and no flag.</summary>
    public void Add(IndexEntry entry)
    {
        Span<byte> header = stackalloc byte[EntryFormat.FixedLength];
        header.Clear();
        EntryFormat.Write(header, entry);
        output.Write(header);
        WritePath(header.Length, entry.Path.Bytes);
        Count++;
        lastCopied = -1;
    }

    /// <summary>Writes an old entry whose path is stored as a difference from one that is not before it any more.</summary>
    private void Compress(EntryTable source, int entry)
    {
        var bytes = source.Bytes(entry);
        output.Write(bytes[..EntryFormat.PathAt(bytes)]);
        WritePath(EntryFormat.PathAt(bytes), source.Path(entry));
    }

    private void WritePath(int headerLength, ReadOnlySpan<byte> path)
    {
        var shared = 0;
        if (version == 4)
        {
            shared = path.CommonPrefixLength(previousPath);
            output.Advance(VariableWidth.Write(output.GetSpan(VariableWidth.MaxLength), previousPath.Length - shared));
            previousPath = path.ToArray();
        }

        output.Write(path[shared..]);
        var padding = version == 4 ? 1 : 8 - ((headerLength + path.Length) & 7);
        output.Write("\0\0\0\0\0\0\0\0"u8[..padding]);
    }
}
