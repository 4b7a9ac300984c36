using System.Buffers.Binary;
using System.Text;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>One extension behind the entries of an index: four letters and the data they stand for.</summary>
/// <param name="Signature">An upper-case first letter means that a reader which does not know it may go on without.</param>
/// <param name="Data">The bytes, without signature and length.</param>
internal sealed record IndexExtension(string Signature, ReadOnlyMemory<byte> Data)
{
    private const int HeaderLength = 8;

    /// <summary>The extensions that fill <paramref name="bytes"/>.</summary>
    /// <param name="bytes">All behind the entries.</param>
    /// <param name="known">Those that are not optional and that the caller knows.</param>
    /// <exception cref="InvalidDataException">The last one is cut off.</exception>
    /// <exception cref="UnsupportedIndexException">Another one is not optional.</exception>
    public static IReadOnlyList<IndexExtension> ReadAll(ReadOnlyMemory<byte> bytes, IReadOnlyCollection<string> known)
    {
        var extensions = new List<IndexExtension>();
        while (!bytes.IsEmpty)
        {
            var length = bytes.Length < HeaderLength ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[4..]);
            if (length > bytes.Length - HeaderLength)
                throw new InvalidDataException("its last extension is cut off");
            var data = bytes.Slice(HeaderLength, (int)length);
            extensions.Add(new(Encoding.Latin1.GetString(bytes.Span[..4]), data));
            if (!char.IsAsciiLetterUpper(extensions[^1].Signature[0]) && !known.Contains(extensions[^1].Signature))
                throw Unsupported(extensions[^1].Signature);
            bytes = bytes[(HeaderLength + data.Length)..];
        }

        return extensions;
    }

    /// <summary>The data that is still true after a change of entries; null when the extension has to go.</summary>
    /// <param name="format">Of the ids in it.</param>
    /// <param name="treePaths">The paths at which a tree made from the index would now differ.</param>
    /// <param name="positionsKept">Whether no entry was added or removed.</param>
    /// <remarks>Gone are <c>EOIE</c> and <c>IEOT</c>, which hold offsets into the file, and <c>FSMN</c>, whose bits by entry would call
    /// a changed entry unmodified on disk: git makes them anew when it writes the index. What is unknown goes, too, as in git.</remarks>
    public ReadOnlyMemory<byte>? After(ObjectFormat format, IReadOnlyCollection<RepositoryPath> treePaths, bool positionsKept) => Signature switch
    {
        "TREE" => treePaths.Count == 0 ? Data : CacheTree.TryRead(Data, format.IdLength)?.Without(treePaths),
        "REUC" => Data,
        "UNTR" => positionsKept ? Data : UntrackedCache.TryEmpty(Data.Span, format.IdLength),
        _ => (ReadOnlyMemory<byte>?)null,
    };

    /// <summary>Signature and length as they stand before <paramref name="length"/> bytes of data.</summary>
    public byte[] HeaderFor(int length)
    {
        var header = new byte[HeaderLength];
        Encoding.Latin1.GetBytes(Signature, header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), length);
        return header;
    }

    private static UnsupportedIndexException Unsupported(string signature) => new(signature switch
    {
        "link" => "it is a split index (core.splitIndex)",
        "sdir" => "it is a sparse index (index.sparse)",
        _ => $"it has the extension '{signature}', which is not optional",
    });
}
