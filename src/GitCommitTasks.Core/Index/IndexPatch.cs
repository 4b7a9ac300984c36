using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>Applies changes to an index: decides which old entries go and which new ones come, and copies all else in blocks.</summary>
internal sealed class IndexPatch(IndexFile index, Func<IndexEntry, bool> isModified, IndexTimestamp lastWritten)
{
    private readonly EntryTable table = index.Entries;
    private readonly List<Cut> cuts = [];
    private readonly List<RepositoryPath> treePaths = [];

    /// <summary>At entry <paramref name="At"/>, <paramref name="Count"/> old entries go and <paramref name="Entry"/>, if any,
    /// comes.</summary>
    private sealed record Cut(int At, int Count, IndexEntry? Entry);

    /// <summary>The old entries from <paramref name="From"/> to before <paramref name="To"/> stay, then <paramref name="Entry"/>, if any,
    /// comes.</summary>
    private sealed record Piece(int From, int To, IndexEntry? Entry);

    /// <summary>The content of the index after <paramref name="changes"/>. May be called once.</summary>
    public byte[] Apply(IReadOnlyCollection<IndexChange> changes)
    {
        foreach (var change in ChangeOrder.Sort(index.Format, changes))
            Plan(change);
        var pieces = Pieces();
        var racy = RaciallyClean(pieces);
        if (cuts.Count == 0 && racy.Count == 0)
            return index.Content;
        return Write(pieces, racy.Count == 0 ? table : table.WithoutSizes(racy));
    }

    private void Plan(IndexChange change)
    {
        var (at, count) = table.At(change.Path).GetOffsetAndLength(table.Count);
        if (change.Entry is { } tree)
        {
            PlanEntry(new(change.Path, tree, 0, change.Stat, false, false, false), at, count);
        }
        else if (count > 0)
        {
            cuts.Add(new(at, count, null));
            treePaths.Add(change.Path);
        }
    }

    private void PlanEntry(IndexEntry entry, int at, int count)
    {
        if (CanBeRacy(entry.Entry.Mode, entry.Stat.Size) && isModified(entry))
            entry = entry with { Stat = entry.Stat with { Size = 0 } };
        IndexEntry? old = count == 1 ? table.Read(at) : null;
        if (old == entry)
            return;
        cuts.Add(new(at, count, entry));
        if (count == 0)
            PlanReplacedKinds(entry.Path);
        // Only the stat data differs: the tree stays what it was. An intent to add is in no tree.
        if (old is not { Stage: 0, IntentToAdd: false } || old.Value.Entry != entry.Entry)
            treePaths.Add(entry.Path);
    }

    /// <summary>A new file takes the place of a directory of its name, and of files that are now its directories.</summary>
    /// <remarks>Like <c>has_file_name</c> and <c>has_dir_name</c> in git's read-cache.c with <c>--replace</c>: entries of the same stage
    /// only; a conflict stays to be resolved.</remarks>
    private void PlanReplacedKinds(RepositoryPath path)
    {
        PlanRemoval(table.Below(path));
        for (var directory = path.Directory; !directory.IsTop; directory = directory.Directory)
            PlanRemoval(table.At(directory));
    }

    private void PlanRemoval(Range entries)
    {
        for (var i = entries.Start.Value; i < entries.End.Value; i++)
        {
            if (table.Format.Stage(table.Bytes(i)) == 0)
                cuts.Add(new(i, 1, null));
        }
    }

    /// <summary>What is left between the cuts. Cuts may overlap, where a path is removed that a new file replaces anyway.</summary>
    private List<Piece> Pieces()
    {
        var pieces = new List<Piece>(cuts.Count + 1);
        var at = 0;
        foreach (var cut in cuts.OrderBy(c => c.At)) // stable, so that new entries at one place stay in the order of their paths
        {
            pieces.Add(new(at, Math.Max(at, cut.At), cut.Entry));
            at = Math.Max(at, cut.At + cut.Count);
        }

        pieces.Add(new(at, table.Count, null));
        return pieces;
    }

    /// <summary>The entries that stay, would pass for unmodified under a younger index, and are modified.</summary>
    /// <remarks>As <c>do_write_index</c> in git's read-cache.c has it; why: <see href="https://git-scm.com/docs/racy-git">racy-git</see>.
    /// Git asks the same of entries that are assumed unchanged or skipped: the promise may be taken back. Entries of a conflict have no
    /// stat.</remarks>
    private List<int> RaciallyClean(List<Piece> pieces)
    {
        var racy = new List<int>();
        foreach (var piece in pieces)
        {
            for (var i = piece.From; i < piece.To; i++)
            {
                var entry = table.Bytes(i);
                if (lastWritten.IsRacy(EntryFormat.ModifiedSeconds(entry)) && CanBeRacy(EntryFormat.Mode(entry), EntryFormat.Size(entry))
                    && isModified(table.Read(i)))
                    racy.Add(i);
            }
        }

        return racy;
    }

    /// <summary>A submodule has no content to compare (<c>is_racy_timestamp</c>), and a size of 0 is what modified ones get.</summary>
    private static bool CanBeRacy(EntryMode mode, uint size) => mode != EntryMode.Submodule && size != 0;

    private byte[] Write(List<Piece> pieces, EntryTable source)
    {
        var header = index.Content[..IndexFile.HeaderLength];
        List<ReadOnlyMemory<byte>> parts = [header];
        var entries = new EntryWriter(table.Format, index.Version, parts);
        foreach (var piece in pieces)
        {
            entries.Copy(source, piece.From, piece.To);
            if (piece.Entry is { } entry)
                entries.Add(entry);
        }

        IndexFile.WriteCount(header, entries.Count);
        AddExtensions(parts);
        return IndexChecksum.Join(index.Format, parts, isSkipped: IndexChecksum.IsSkipped(index.Format, index.Content));
    }

    private void AddExtensions(List<ReadOnlyMemory<byte>> parts)
    {
        var positionsKept = cuts.TrueForAll(c => c.Count == (c.Entry is null ? 0 : 1));
        foreach (var extension in index.Extensions)
        {
            if (extension.After(index.Format, treePaths, positionsKept) is not { } data)
                continue;
            parts.Add(extension.HeaderFor(data.Length));
            parts.Add(data);
        }
    }
}
