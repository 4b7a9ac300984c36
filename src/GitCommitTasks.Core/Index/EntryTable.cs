using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>Where each entry of an index begins, and the search for a path among them.</summary>
/// <remarks>No object per entry: an array of offsets into the content, and for version 4, whose paths are stored as differences, one of
/// all paths.</remarks>
internal sealed class EntryTable
{
    private readonly byte[] content;
    private readonly int[] starts;
    private readonly EntryPaths? paths;

    /// <param name="format">How an entry is laid out.</param>
    /// <param name="content">The index file.</param>
    /// <param name="starts">Where each entry begins, and one more: where the last one ends.</param>
    /// <param name="paths">The paths, where the content does not hold them whole.</param>
    public EntryTable(EntryFormat format, byte[] content, int[] starts, EntryPaths? paths)
    {
        Format = format;
        this.content = content;
        this.starts = starts;
        this.paths = paths;
    }

    /// <summary>How an entry is laid out.</summary>
    public EntryFormat Format { get; }

    /// <summary>How many entries there are, all stages.</summary>
    public int Count => starts.Length - 1;

    /// <summary>Where the entries end and the extensions begin.</summary>
    public int End => starts[^1];

    /// <summary>The bytes of the entries from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public ReadOnlyMemory<byte> Memory(int from, int to) => content.AsMemory(starts[from]..starts[to]);

    /// <summary>The bytes of one entry.</summary>
    public ReadOnlySpan<byte> Bytes(int entry) => content.AsSpan(starts[entry]..starts[entry + 1]);

    /// <summary>The fields of one entry before its path.</summary>
    public ReadOnlyMemory<byte> Header(int entry) => content.AsMemory(starts[entry], Format.PathAt(Bytes(entry)));

    /// <summary>The path of one entry.</summary>
    public ReadOnlySpan<byte> Path(int entry) => paths is null ? StoredPath(Bytes(entry)) : paths[entry];

    /// <summary>One entry with all its fields.</summary>
    public IndexEntry Read(int entry) => Format.Read(Bytes(entry), Path(entry));

    /// <summary>The first entry whose path is not before <paramref name="path"/> (memcmp).</summary>
    public int LowerBound(ReadOnlySpan<byte> path)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Path(middle).SequenceCompareTo(path) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The entries of <paramref name="path"/> itself: one, or up to three stages of a conflict.</summary>
    public Range At(RepositoryPath path)
    {
        var from = LowerBound(path.Bytes);
        var to = from;
        while (to < Count && Path(to).SequenceEqual(path.Bytes))
            to++;
        return from..to;
    }

    /// <summary>The entries below the directory <paramref name="path"/>: those from <c>path/</c> to before the byte that follows the
    /// slash.</summary>
    public Range Below(RepositoryPath path) =>
        path.IsTop ? 0..Count : LowerBound([.. path.Bytes, (byte)'/'])..LowerBound([.. path.Bytes, (byte)'/' + 1]);

    /// <summary>A copy of the table and its content in which <paramref name="entries"/> have the size 0.</summary>
    public EntryTable WithoutSizes(IEnumerable<int> entries)
    {
        var copy = (byte[])content.Clone();
        foreach (var entry in entries)
            EntryFormat.ClearSize(copy.AsSpan(starts[entry]));
        return new(Format, copy, starts, paths);
    }

    private ReadOnlySpan<byte> StoredPath(ReadOnlySpan<byte> entry)
    {
        var path = entry[Format.PathAt(entry)..];
        var length = Format.PathLength(entry);
        return path[..(length < EntryFormat.LongPath ? length : path.IndexOf((byte)0))];
    }
}
