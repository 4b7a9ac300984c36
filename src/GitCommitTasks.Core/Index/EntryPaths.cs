namespace GitCommitTasks.Index;

/// <summary>The paths of a version 4 index, one behind the other.</summary>
/// <remarks>Version 4 stores a path as what differs from the one before it, so that without this each lookup had to read from the
/// start.</remarks>
internal sealed class EntryPaths(int count)
{
    private readonly int[] ends = new int[count];
    private byte[] bytes = new byte[count * 32];
    private int known;

    /// <summary>The path of entry <paramref name="entry"/>.</summary>
    public ReadOnlySpan<byte> this[int entry] => bytes.AsSpan(StartOf(entry)..ends[entry]);

    /// <summary>Adds the path that shares all but the last <paramref name="removed"/> bytes with the one before and goes on with
    /// <paramref name="suffix"/>.</summary>
    /// <returns>Its length, or null when the one before is shorter than <paramref name="removed"/>.</returns>
    public int? TryAdd(int removed, ReadOnlySpan<byte> suffix)
    {
        var previous = known == 0 ? default : StartOf(known - 1)..ends[known - 1];
        var end = StartOf(known);
        var shared = end - previous.Start.Value - removed;
        if (shared < 0)
            return null;
        if (bytes.Length - end < shared + suffix.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, end + shared + suffix.Length));
        bytes.AsSpan(previous.Start.Value, shared).CopyTo(bytes.AsSpan(end));
        suffix.CopyTo(bytes.AsSpan(end + shared));
        ends[known++] = end + shared + suffix.Length;
        return shared + suffix.Length;
    }

    private int StartOf(int entry) => entry == 0 ? 0 : ends[entry - 1];
}
