namespace GitCommitTasks.Ownership;

/// <summary>A gap of a weave in which the disk has changed: some lines went, some came, perhaps some came back.</summary>
/// <param name="gap">The lines of the gap, marked as they were before.</param>
/// <param name="before">The line on disk before the gap; null at the beginning.</param>
/// <param name="after">The line on disk behind the gap; null at the end.</param>
/// <param name="owner">Who made the difference.</param>
/// <param name="isObserved">Whether the owner was seen making it.</param>
internal sealed class CapturedGap(IReadOnlyList<WeaveLine> gap, WeaveLine? before, WeaveLine? after, string? owner, bool isObserved)
{
    /// <summary>The lines of the gap after the change.</summary>
    public IEnumerable<WeaveLine> Merge(IReadOnlyList<string> inserted)
    {
        var absent = gap.Where(l => !l.OnDisk).ToList();
        // A line that comes back is the line that went, not a second one of the same text.
        var revived = LineDiff.Matches([.. absent.Select(l => l.Text)], inserted).Select(m => (Line: absent[m.Old], At: m.New)).ToList();
        List<WeaveLine> merged = [];
        var (copied, next) = (0, 0);
        foreach (var (line, at) in revived.Append((null!, inserted.Count)))
        {
            var to = line is null ? gap.Count : IndexOf(line, copied);
            merged.AddRange(Replace([.. gap.Skip(copied).Take(to - copied)], inserted, next, at));
            if (line is not null)
                merged.Add(Revive(line));
            (copied, next) = (to + 1, at + 1);
        }

        return merged;
    }

    /// <summary>The new lines stand behind the last one they replace; the first new one stands in the place of the first that went, and so on.</summary>
    private IEnumerable<WeaveLine> Replace(List<WeaveLine> stretch, IReadOnlyList<string> inserted, int from, int to)
    {
        var gone = stretch.Where(l => l.OnDisk).ToList();
        var at = gone.Count > 0 ? stretch.IndexOf(gone[^1]) + 1 : 0;
        foreach (var line in gone)
            Delete(line);
        return [.. stretch.Take(at), .. Enumerable.Range(from, to - from).Select(i => Insert(inserted[i], gone.ElementAtOrDefault(i - from))), .. stretch.Skip(at)];
    }

    private void Delete(WeaveLine line)
    {
        if (isObserved && line.IsInsertion)
            line.Losses.Note(line.Writer, owner, line);
        line.OnDisk = false;
        if (isObserved)
            (line.Deleter, line.Deleted) = (owner, Mixture.None);
    }

    private WeaveLine Revive(WeaveLine line)
    {
        line.OnDisk = true;
        // Who puts back what he overwrote himself has not written it, nor deleted what it stands in the place of.
        // Once it is committed, what overwrote is not undone but overwritten in turn.
        var isUndone = gap.Where(l => !l.InHead).Select(l => l.Losses.Undo(line)).FirstOrDefault(l => l is not null) is { } loss && loss.By == owner;
        if (isUndone && line.InPlaceOf is { IsDeletion: true } root && root.Deleter == owner)
            (root.Deleter, root.Deleted) = (line.Writer, line.Inserted);
        if (!isObserved)
            return line;
        (line.Deleter, line.Deleted) = (null, Mixture.None);
        if (!line.InHead && !isUndone)
            (line.Writer, line.Inserted) = (owner, Mixture.None);
        return line;
    }

    private WeaveLine Insert(string text, WeaveLine? replaced)
    {
        var line = new WeaveLine { Text = text, OnDisk = true, Writer = owner, InPlaceOf = replaced is { InHead: true } ? replaced : replaced?.InPlaceOf };
        if (replaced is not null)
            line.Losses.TakeOver(replaced.Losses, owner);
        if (replaced is { InHead: false, Inserted: { IsThere: true } mixture } && mixture.Owner != owner)
            line.Inserted = mixture;
        if (replaced is { InHead: false } && replaced.Writer != owner)
            Entangle(line, replaced.Writer, replaced);
        // Whose line stands in the place of a line of HEAD, his is that one's deletion.
        if (line.InPlaceOf is { IsDeletion: true } root && root.Deleter != owner)
        {
            Entangle(line, root.Deleter);
            root.Deleted = Mixture.Of(root.Deleter);
            root.Deleter = owner;
        }

        var isInside = replaced is null && before is { IsInsertion: true } && after is { IsInsertion: true } && before.Writer == after.Writer && before.Writer != owner;
        if (isInside)
            Entangle(line, before!.Writer);
        return line;
    }

    private void Entangle(WeaveLine line, string? other, WeaveLine? lost = null)
    {
        line.Inserted = Mixture.Of(other);
        line.Losses.Note(other, owner, lost);
    }

    private int IndexOf(WeaveLine line, int from)
    {
        while (gap[from] != line)
            from++;
        return from;
    }
}
