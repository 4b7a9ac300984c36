namespace GitCommitTasks.Index;

/// <summary>One pass over the entries of an index that finds where each begins and that it is whole.</summary>
internal sealed class EntryScan
{
    private readonly EntryFormat format;
    private readonly byte[] content;
    private readonly int limit;
    private readonly EntryPaths? paths;

    private EntryScan(EntryFormat format, byte[] content, int limit, EntryPaths? paths)
    {
        this.format = format;
        this.content = content;
        this.limit = limit;
        this.paths = paths;
    }

    /// <summary>The table of the <paramref name="count"/> entries that begin at <paramref name="start"/> and end before
    /// <paramref name="limit"/>.</summary>
    /// <exception cref="InvalidDataException">An entry is cut off or malformed.</exception>
    public static EntryTable Run(EntryFormat format, byte[] content, int version, int count, int start, int limit)
    {
        // The smallest entry is longer than its fixed fields: refuse a wrong count before memory is reserved for it.
        if (count < 0 || count > (limit - start) / format.FixedLength)
            throw new InvalidDataException($"it is too short for the {(uint)count} entries it announces");
        var paths = version == 4 ? new EntryPaths(count) : null;
        var scan = new EntryScan(format, content, limit, paths);
        var starts = new int[count + 1];
        starts[0] = start;
        for (var i = 0; i < count; i++)
            starts[i + 1] = scan.EndOf(starts[i], i);
        return new(format, content, starts, paths);
    }

    /// <summary>Checks the rule of <c>check_ce_order</c> in git's read-cache.c; the search and the patch rest on it.</summary>
    /// <exception cref="InvalidDataException">Two entries are not in order.</exception>
    public static void CheckOrder(EntryTable table)
    {
        for (var i = 1; i < table.Count; i++)
        {
            if (!AreInOrder(table, i - 1, i))
                throw new InvalidDataException($"entry {i} is out of order");
        }
    }

    private int EndOf(int start, int number)
    {
        if (limit - start < format.FixedLength + 2)
            throw CutOff(number);
        var entry = content.AsSpan(start..limit);
        if (format.HasUnknownFlags(entry))
            throw new UnsupportedIndexException($"entry {number} has flags which this version does not know");
        return start + (paths is null ? PaddedLength(entry, number) : CompressedLength(entry, number));
    }

    /// <summary>Versions 2 and 3: the path whole, then 1 to 8 NUL up to a multiple of eight bytes.</summary>
    private int PaddedLength(ReadOnlySpan<byte> entry, int number)
    {
        var at = format.PathAt(entry);
        var length = format.PathLength(entry);
        if (length == EntryFormat.LongPath)
            length = entry[at..].IndexOf((byte)0);
        var end = (at + length + 8) & ~7;
        if (length < 0 || end > entry.Length)
            throw CutOff(number);
        return entry[at + length] == 0 ? end : throw Malformed(number);
    }

    /// <summary>Version 4: how many bytes of the path before do not count, then the rest of the path and a NUL; no padding.</summary>
    private int CompressedLength(ReadOnlySpan<byte> entry, int number)
    {
        var at = format.PathAt(entry);
        var removed = VariableWidth.TryRead(entry, ref at) ?? throw Malformed(number);
        var suffix = entry[at..].IndexOf((byte)0);
        if (suffix < 0)
            throw CutOff(number);
        var length = paths!.TryAdd(removed, entry.Slice(at, suffix)) ?? throw Malformed(number);
        if (Math.Min(length, EntryFormat.LongPath) != format.PathLength(entry))
            throw Malformed(number);
        return at + suffix + 1;
    }

    private static bool AreInOrder(EntryTable table, int first, int second)
    {
        var order = table.Path(first).SequenceCompareTo(table.Path(second));
        var stage = table.Format.Stage(table.Bytes(first));
        return order < 0 || (order == 0 && stage != 0 && stage <= table.Format.Stage(table.Bytes(second)));
    }

    private static InvalidDataException CutOff(int number) => new($"entry {number} is cut off");

    private static InvalidDataException Malformed(int number) => new($"entry {number} is malformed");
}
