namespace GitCommitTasks.Ownership;

/// <summary>A gap of a weave in which HEAD has changed.</summary>
/// <param name="gap">The lines of the gap, marked as they were before.</param>
internal sealed class HeadGap(IReadOnlyList<WeaveLine> gap)
{
    /// <summary>The lines of the gap after the change. Lines that HEAD got are first sought among those the disk has, then among those remembered.</summary>
    public IEnumerable<WeaveLine> Merge(IReadOnlyList<string> inserted)
    {
        var candidates = gap.Where(l => !l.InHead).ToList();
        foreach (var line in gap)
            line.InHead = false;
        var matches = Prefer(candidates, inserted);
        List<WeaveLine> merged = [];
        var (copied, next) = (0, 0);
        foreach (var (index, at) in matches.Append((-1, inserted.Count)))
        {
            var to = index < 0 ? gap.Count : IndexOf(candidates[index], copied);
            merged.AddRange(gap.Skip(copied).Take(to - copied));
            // HEAD has a line that the disk never had here: its deletion is unattributed.
            merged.AddRange(Enumerable.Range(next, at - next).Select(i => new WeaveLine { Text = inserted[i], InHead = true }));
            if (index >= 0)
                merged.Add(Enter(candidates[index]));
            (copied, next) = (to + 1, at + 1);
        }

        return merged;
    }

    private static WeaveLine Enter(WeaveLine line)
    {
        line.InHead = true;
        return line;
    }

    /// <summary>Matches the lines on disk; in the stretches between those that matched, the remembered ones.</summary>
    private static List<(int Index, int At)> Prefer(List<WeaveLine> candidates, IReadOnlyList<string> inserted)
    {
        int[] onDisk = [.. Enumerable.Range(0, candidates.Count).Where(i => candidates[i].OnDisk)];
        var first = LineDiff.Matches([.. onDisk.Select(i => candidates[i].Text)], inserted).Select(m => (onDisk[m.Old], m.New));
        List<(int, int)> matches = [];
        var (index, at) = (0, 0);
        foreach (var (i, j) in first.Append((candidates.Count, inserted.Count)))
        {
            int[] remembered = [.. Enumerable.Range(index, i - index).Where(k => !candidates[k].OnDisk)];
            var (offset, stretch) = (at, inserted.Skip(at).Take(j - at).ToList());
            matches.AddRange(LineDiff.Matches([.. remembered.Select(k => candidates[k].Text)], stretch).Select(m => (remembered[m.Old], offset + m.New)));
            if (i < candidates.Count)
                matches.Add((i, j));
            (index, at) = (i + 1, j + 1);
        }

        return matches;
    }

    private int IndexOf(WeaveLine line, int from)
    {
        while (gap[from] != line)
            from++;
        return from;
    }
}
