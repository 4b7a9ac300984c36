
namespace GitCommitTasks.Index;

/// <summary>An entry taken out of an index.</summary>
/// <param name="Header">The fields before its path.</param>
/// <param name="Path">Its path; empty where another file has it.</param>
internal readonly record struct LooseEntry(ReadOnlyMemory<byte> Header, byte[] Path);

/// <summary>Puts entries together to an index file.</summary>
internal static class LooseEntries
{
    private const string EndOfEntries = "EOIE", EntryOffsets = "IEOT";

    /// <summary>A plain index with these entries and with the extensions of <paramref name="source"/>; it is for reading, so it goes without a checksum.</summary>
    public static byte[] ToPlain(IndexFile source, IReadOnlyCollection<LooseEntry> entries) =>
        Join(source, version: 3, entries, source.Extensions.Where(e => char.IsAsciiLetterUpper(e.Signature[0])), isSkipped: true);

    /// <summary>An index file of the version of <paramref name="source"/>, in the order given.</summary>
    public static byte[] ToIndex(IndexFile source, IReadOnlyCollection<LooseEntry> entries, IEnumerable<IndexExtension> extensions)
    {
        var needsThree = entries.Any(e => e.Header.Length > source.Entries.Format.FixedLength);
        var version = source.Version == 4 ? 4 : needsThree ? 3 : 2;
        return Join(source, version, entries, extensions, IndexChecksum.IsSkipped(source.Format, source.Content));
    }

    private static byte[] Join(IndexFile source, int version, IReadOnlyCollection<LooseEntry> entries, IEnumerable<IndexExtension> extensions, bool isSkipped)
    {
        byte[] header = [.. source.Content[..IndexFile.HeaderLength]];
        IndexFile.WriteVersion(header, version);
        IndexFile.WriteCount(header, entries.Count);
        List<ReadOnlyMemory<byte>> parts = [header];
        var writer = new EntryWriter(source.Entries.Format, version, parts);
        foreach (var entry in entries)
            writer.Add(entry);
        foreach (var extension in extensions.Where(e => e.Signature is not (EndOfEntries or EntryOffsets)))
        {
            parts.Add(extension.HeaderFor(extension.Data.Length));
            parts.Add(extension.Data);
        }

        return IndexChecksum.Join(source.Format, parts, isSkipped);
    }
}
