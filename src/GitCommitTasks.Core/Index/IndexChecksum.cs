using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>The end of an index file, as long as an object id: the hash of all before it, or zeros where <c>index.skipHash</c> is set.</summary>
/// <remarks>It guards against accidents only.</remarks>
internal static class IndexChecksum
{
    /// <summary>Whether <paramref name="content"/> goes without a checksum.</summary>
    public static bool IsSkipped(ObjectFormat format, ReadOnlySpan<byte> content) => !content[^format.IdLength..].ContainsAnyExcept((byte)0);

    /// <exception cref="InvalidDataException">The checksum is there and is not that of the content.</exception>
    public static void Verify(ObjectFormat format, ReadOnlySpan<byte> content)
    {
        Span<byte> actual = stackalloc byte[format.IdLength];
        if (IsSkipped(format, content))
            return;
        format.Hash(content[..^actual.Length], actual);
        if (!actual.SequenceEqual(content[^actual.Length..]))
            throw new InvalidDataException("its checksum is wrong");
    }

    /// <summary>The parts one behind the other, and the checksum, or zeros for it.</summary>
    public static byte[] Join(ObjectFormat format, List<ReadOnlyMemory<byte>> parts, bool isSkipped)
    {
        var content = GC.AllocateUninitializedArray<byte>(parts.Sum(p => p.Length) + format.IdLength);
        var rest = content.AsSpan();
        foreach (var part in parts)
        {
            part.Span.CopyTo(rest);
            rest = rest[part.Length..];
        }

        if (isSkipped)
            rest.Clear();
        else
            format.Hash(content.AsSpan()[..^rest.Length], rest);
        return content;
    }
}
