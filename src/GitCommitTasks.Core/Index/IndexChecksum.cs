using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace GitCommitTasks.Index;

/// <summary>The last 20 bytes of an index file: the SHA-1 of all before them, or zeros where <c>index.skipHash</c> is set.</summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The format wants SHA-1; it guards against accidents only.")]
internal static class IndexChecksum
{
    /// <summary>Length in bytes.</summary>
    public const int Length = SHA1.HashSizeInBytes;

    /// <summary>Whether <paramref name="content"/> goes without a checksum.</summary>
    public static bool IsSkipped(ReadOnlySpan<byte> content) => !content[^Length..].ContainsAnyExcept((byte)0);

    /// <exception cref="InvalidDataException">The checksum is there and is not that of the content.</exception>
    public static void Verify(ReadOnlySpan<byte> content)
    {
        Span<byte> actual = stackalloc byte[Length];
        if (IsSkipped(content))
            return;
        SHA1.HashData(content[..^Length], actual);
        if (!actual.SequenceEqual(content[^Length..]))
            throw new InvalidDataException("its checksum is wrong");
    }

    /// <summary>The parts one behind the other, and the checksum, or zeros for it.</summary>
    public static byte[] Join(List<ReadOnlyMemory<byte>> parts, bool isSkipped)
    {
        var content = GC.AllocateUninitializedArray<byte>(parts.Sum(p => p.Length) + Length);
        var rest = content.AsSpan();
        foreach (var part in parts)
        {
            part.Span.CopyTo(rest);
            rest = rest[part.Length..];
        }

        if (isSkipped)
            rest.Clear();
        else
            SHA1.HashData(content.AsSpan()[..^Length], rest);
        return content;
    }
}
