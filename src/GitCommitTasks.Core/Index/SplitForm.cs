using System.Collections;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>A split index (<c>core.splitIndex</c>): most entries are in a file that is shared by many versions of the index, and the index holds what differs from it.</summary>
/// <remarks>
/// <para>The extension <c>link</c> names the shared file and says which of its entries are deleted and which replaced; the replacements come first, without their path,
/// then what is new (<see href="https://git-scm.com/docs/index-format">index-format</see>, "Split index"; split-index.c, <c>merge_base_index</c>).</para>
/// <para>The shared file is never written here, so a commit costs what it changes. When it differs too much (<c>splitIndex.maxPercentChange</c>), the next git
/// that writes the index makes a new one.</para>
/// </remarks>
internal sealed class SplitForm : IIndexForm
{
    private const string Signature = "link";

    private readonly IndexFile part;
    private readonly ReadOnlyMemory<byte> link;
    private readonly IndexFile shared;
    private readonly string sharedFile;
    private readonly TimeProvider time;

    /// <param name="part">The index file.</param>
    /// <param name="extension">Its extension <c>link</c>.</param>
    /// <param name="gitDirectory">Absolute path of the directory the shared file is in.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidDataException">The shared file is corrupt or not the one that is named.</exception>
    /// <exception cref="UnsupportedIndexException">The shared file is missing.</exception>
    public SplitForm(IndexFile part, IndexExtension extension, string gitDirectory, TimeProvider time)
    {
        this.time = time;
        (this.part, link) = (part, extension.Data);
        if (link.Length < part.Format.IdLength)
            throw new InvalidDataException("its extension 'link' is cut off");
        var name = Oid.FromBytes(link.Span[..part.Format.IdLength]);
        sharedFile = Path.Combine(gitDirectory, $"sharedindex.{name.Hex}");
        shared = name.IsNone ? IndexFile.EmptyOf(part.Format) : ReadShared(name);
    }

    /// <summary>The plain index that it means.</summary>
    /// <exception cref="InvalidDataException">It contradicts itself.</exception>
    public byte[] Join()
    {
        var rest = link.Span[part.Format.IdLength..];
        BitArray deleted = new(shared.Count), replaced = new(shared.Count);
        if (!rest.IsEmpty)
        {
            deleted = Bitmap.Read(ref rest, shared.Count);
            replaced = Bitmap.Read(ref rest, shared.Count);
        }

        var entries = new List<LooseEntry>(shared.Count + part.Count);
        var next = 0;
        for (var i = 0; i < shared.Count; i++)
        {
            var source = replaced[i] ? part.Entries : shared.Entries;
            var at = replaced[i] ? next++ : i;
            if (at >= source.Count)
                throw new InvalidDataException("it replaces more entries than it has");
            if (!deleted[i])
                entries.Add(new LooseEntry(source.Header(at), shared.Entries.Path(i).ToArray()));
        }

        return LooseEntries.ToPlain(part, Merge(entries, next));
    }

    /// <inheritdoc/>
    public byte[] Restore(byte[] plain)
    {
        var whole = IndexFile.Parse(plain, part.Format);
        BitArray deleted = new(shared.Count), replaced = new(shared.Count);
        List<LooseEntry> replacements = [], added = [];
        var at = 0;
        for (var i = 0; i < whole.Count; i++)
        {
            for (; at < shared.Count && Compare(shared.Entries, at, whole.Entries, i) < 0; at++)
                deleted[at] = true;
            var header = whole.Entries.Header(i);
            if (at == shared.Count || Compare(shared.Entries, at, whole.Entries, i) > 0)
            {
                added.Add(new LooseEntry(header, whole.Entries.Path(i).ToArray()));
                continue;
            }

            if (!header.Span.SequenceEqual(shared.Entries.Header(at).Span))
            {
                replaced[at] = true;
                replacements.Add(new LooseEntry(header, []));
            }

            at++;
        }

        for (; at < shared.Count; at++)
            deleted[at] = true;
        Freshen();
        byte[] data = [.. link.Span[..part.Format.IdLength], .. Bitmap.Write(deleted), .. Bitmap.Write(replaced)];
        return LooseEntries.ToIndex(part, [.. replacements, .. added], [new IndexExtension(Signature, data), .. whole.Extensions]);
    }

    /// <summary>New entries come in where they belong; one that is there already gives way.</summary>
    private List<LooseEntry> Merge(List<LooseEntry> entries, int firstNew)
    {
        if (firstNew == part.Count)
            return entries;
        var format = part.Entries.Format;
        var all = new SortedDictionary<(RepositoryPath Path, int Stage), LooseEntry>();
        foreach (var entry in entries)
            all[(new RepositoryPath(entry.Path), format.Stage(entry.Header.Span))] = entry;
        for (var i = firstNew; i < part.Count; i++)
        {
            var entry = new LooseEntry(part.Entries.Header(i), part.Entries.Path(i).ToArray());
            all[(new RepositoryPath(entry.Path), format.Stage(entry.Header.Span))] = entry;
        }

        return [.. all.Values];
    }

    private IndexFile ReadShared(Oid name)
    {
        if (!File.Exists(sharedFile))
            throw new UnsupportedIndexException($"its shared part '{sharedFile}' is missing");
        var content = WorkingFile.Read(LibC.Terminated(sharedFile));
        var file = IndexFile.Parse(content, part.Format);
        return content.AsSpan()[^part.Format.IdLength..].SequenceEqual(name.ToBytes())
            ? file : throw new InvalidDataException($"its shared part '{sharedFile}' is not the one it names");
    }

    /// <summary>Git deletes shared parts that nobody has used for two weeks (<c>splitIndex.sharedIndexExpire</c>), and goes by the time of the file.</summary>
    private void Freshen()
    {
        try
        {
            File.SetLastWriteTimeUtc(sharedFile, time.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It belongs to another user; git goes on then, too (read-cache.c, freshen_shared_index).
        }
    }

    private int Compare(EntryTable left, int at, EntryTable right, int other)
    {
        var order = left.Path(at).SequenceCompareTo(right.Path(other));
        var format = part.Entries.Format;
        return order != 0 ? order : format.Stage(left.Bytes(at)) - format.Stage(right.Bytes(other));
    }
}
