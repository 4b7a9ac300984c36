namespace GitCommitTasks.Ownership;

/// <summary>A gap of a weave in which HEAD has changed.</summary>
/// <param name="gap">The lines of the gap, marked as they were before.</param>
/// <param name="remembered">Of a JSON file, the remembered lines of the whole weave, by their bare texts: all but brackets.</param>
/// <param name="elsewhere">Of a JSON file, the lines of the whole weave that only the disk has, likewise.</param>
/// <param name="isJson">Whether a line may have become several that are its parts.</param>
internal sealed class HeadGap(IReadOnlyList<WeaveLine> gap, Lazy<ILookup<string, WeaveLine>> remembered, Lazy<ILookup<string, WeaveLine>> elsewhere, bool isJson)
{
    private readonly HashSet<WeaveLine> left = [.. gap.Where(l => l.InHead)];

    /// <summary>What stands in the place of a line.</summary>
    private readonly ILookup<WeaveLine, WeaveLine> instead = gap.SelectMany(l => l.InPlaceOf, (line, old) => (line, old)).ToLookup(p => p.old, p => p.line);

    /// <summary>Deleted lines that HEAD had, by their bare texts.</summary>
    private readonly ILookup<string, WeaveLine> deleted = gap.Where(l => l.IsDeletion).ToLookup(l => l.Bare);

    /// <summary>Lines that neither HEAD nor the disk has now, by their bare texts.</summary>
    private ILookup<string, WeaveLine> gone = Enumerable.Empty<WeaveLine>().ToLookup(l => l.Bare);

    /// <summary>Those of them that may have become several.</summary>
    private JsonLineParts wholes = new([], 0);

    /// <summary>Those on disk that may have been several.</summary>
    private JsonLineParts wholesOnDisk = new([], 0);

    /// <summary>Lines on disk that HEAD does not have now, by their bare texts; each is for one.</summary>
    private Dictionary<string, Queue<WeaveLine>> free = [];

    /// <summary>The lines of the gap after the change. Lines that HEAD got are first sought among those the disk has, then among those remembered.</summary>
    public IEnumerable<WeaveLine> Merge(IReadOnlyList<string> inserted)
    {
        var candidates = gap.Where(l => !l.InHead).ToList();
        foreach (var line in gap)
            line.InHead = false;
        var matches = Prefer(candidates, inserted);
        var others = gap.Except(matches.Select(m => candidates[m.Index])).ToList();
        gone = others.Where(l => !l.OnDisk).ToLookup(l => l.Bare);
        wholes = new JsonLineParts(isJson ? others.Where(l => !l.OnDisk) : [], inserted.Count);
        wholesOnDisk = new JsonLineParts(isJson ? others.Where(l => l.OnDisk) : [], inserted.Count);
        free = others.Where(l => l.OnDisk).GroupBy(l => l.Bare).ToDictionary(g => g.Key, g => new Queue<WeaveLine>(g));
        List<WeaveLine> merged = [];
        var (copied, next) = (0, 0);
        foreach (var (index, at) in matches.Append((-1, inserted.Count)))
        {
            var to = index < 0 ? gap.Count : IndexOf(candidates[index], copied);
            List<WeaveLine> stretch = [.. gap.Skip(copied).Take(to - copied)];
            merged.AddRange(stretch);
            merged.AddRange(Replace([.. stretch.Where(l => left.Contains(l) && !l.OnDisk)], inserted.Skip(next).Take(at - next)));
            if (index >= 0)
                merged.Add(Enter(candidates[index]));
            (copied, next) = (to + 1, at + 1);
        }

        Join(merged);
        return merged;
    }

    /// <summary>What HEAD had on lines of their own it has on one now: its deletion is that of those who had deleted these, too.</summary>
    private void Join(List<WeaveLine> merged)
    {
        var parts = gap.Where(l => l.IsMemory && (left.Contains(l) || l.Deleter is not null)).ToList();
        JsonLineParts joined = new(isJson ? merged.Where(l => l.IsDeletion && !left.Contains(l)) : [], parts.Count);
        foreach (var part in parts)
        {
            foreach (var line in joined.Of(part.Text))
                line.Deleted = line.Deleted.With(part.Deleter).With(part.Deleted.Owners).Without(line.Deleter);
        }
    }

    /// <summary>HEAD has lines that the disk never had here: their deletion is unattributed. One in the place of a line that the disk has otherwise, or that was deleted already,
    /// goes with what became of that: committed without it, the line would be lost.</summary>
    private List<WeaveLine> Replace(List<WeaveLine> old, IEnumerable<string> inserted)
    {
        List<WeaveLine> lines = [.. inserted.Select(t => new WeaveLine { Text = t, InHead = true })];
        JsonLineParts several = new(isJson ? lines : [], free.Values.Sum(q => q.Count));
        foreach (var part in free.Values.SelectMany(q => q))
            part.InPlaceOf = [.. part.InPlaceOf.Union(several.Of(part.Text))];
        var otherwise = lines.Where(IsOtherwiseOnDisk).ToHashSet();
        var withOthers = lines.Where(l => !otherwise.Contains(l)).Select(l => (Line: l, Whole: wholesOnDisk.Of(l.Text).FirstOrDefault())).Where(p => p.Whole is not null).ToLookup(p => p.Whole!, p => p.Line);
        foreach (var parts in withOthers)
            GoWith(parts.Key, [.. parts]);
        var unpaired = lines.Except(otherwise).Except(withOthers.SelectMany(p => p)).Where(l => !IsKnown(l, old)).ToList();
        for (var i = 0; i < old.Count && unpaired.Count > 0; i++)
        {
            var line = unpaired[Math.Min(i, unpaired.Count - 1)];
            line.Deleted = line.Deleted.With(line.Deleter).With(old[i].Deleted.Owners).Without(old[i].Deleter);
            line.Deleter = old[i].Deleter;
            StandFor(line, old[i]);
        }

        return lines;
    }

    private bool IsOtherwiseOnDisk(WeaveLine line)
    {
        if ((free.TryGetValue(line.Bare, out var queue) && queue.TryDequeue(out var near) ? near : Elsewhere(line)) is not { } otherwise)
            return false;
        GoWith(otherwise, line);
        return true;
    }

    /// <summary>Whoever commits the line on disk deletes those of HEAD.</summary>
    private static void GoWith(WeaveLine onDisk, params IReadOnlyList<WeaveLine> lines)
    {
        onDisk.InPlaceOf = [.. onDisk.InPlaceOf.Union(lines)];
        foreach (var line in lines)
        {
            if (line.Writer is null)
                (line.Writer, line.Inserted) = (onDisk.Writer, onDisk.Inserted);
            (line.Deleter, line.Deleted) = (onDisk.Writer, Mixture.None);
        }
    }

    /// <summary>The one line that the disk has in another place.</summary>
    private WeaveLine? Elsewhere(WeaveLine line) => elsewhere.Value[line.Bare].Take(2).ToList() is [{ IsInsertion: true } one] ? one : null;

    /// <summary>It was here before, with another comma, in another order, or on a line with others.</summary>
    private bool IsKnown(WeaveLine line, List<WeaveLine> old)
    {
        if ((old.Find(l => l.Bare == line.Bare) ?? gone[line.Bare].FirstOrDefault() ?? wholes.Of(line.Text).FirstOrDefault() ?? remembered.Value[line.Bare].LastOrDefault(l => l.IsMemory)) is not { } known)
            return false;
        (line.Deleter, line.Deleted) = (known.Deleter, known.Deleted);
        StandFor(line, known);
        old.Remove(known);
        return true;
    }

    private WeaveLine Enter(WeaveLine line)
    {
        line.InHead = true;
        if (!line.OnDisk && !IsOtherwiseOnDisk(line) && deleted[line.Bare].FirstOrDefault(l => !l.InHead) is { } old)
        {
            (line.Deleter, line.Deleted) = (old.Deleter, old.Deleted);
            StandFor(line, old);
        }

        return line;
    }

    /// <summary>What stands in the place of <paramref name="old"/> stands in that of <paramref name="line"/>.</summary>
    private void StandFor(WeaveLine line, WeaveLine old)
    {
        foreach (var one in instead[old].Where(l => l != line && !l.InPlaceOf.Contains(line)))
            one.InPlaceOf = [.. one.InPlaceOf, line];
    }

    /// <summary>Matches the lines on disk; in the stretches between those that matched, the remembered ones.</summary>
    private List<(int Index, int At)> Prefer(List<WeaveLine> candidates, IReadOnlyList<string> inserted)
    {
        int[] onDisk = [.. Enumerable.Range(0, candidates.Count).Where(i => candidates[i].OnDisk)];
        var first = Matches([.. onDisk.Select(i => candidates[i].Text)], inserted).Select(m => (onDisk[m.Old], m.New));
        List<(int, int)> matches = [];
        var (index, at) = (0, 0);
        foreach (var (i, j) in first.Append((candidates.Count, inserted.Count)))
        {
            int[] remembered = [.. Enumerable.Range(index, i - index).Where(k => !candidates[k].OnDisk)];
            var (offset, stretch) = (at, inserted.Skip(at).Take(j - at).ToList());
            matches.AddRange(Matches([.. remembered.Select(k => candidates[k].Text)], stretch).Select(m => (remembered[m.Old], offset + m.New)));
            if (i < candidates.Count)
                matches.Add((i, j));
            (index, at) = (i + 1, j + 1);
        }

        return matches;
    }

    private IReadOnlyList<(int Old, int New)> Matches(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        LineDiff.Matches(before, after, isJson ? WeaveLine.IsTelling : null);

    private int IndexOf(WeaveLine line, int from)
    {
        while (gap[from] != line)
            from++;
        return from;
    }
}
