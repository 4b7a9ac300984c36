namespace GitCommitTasks.Ownership;

/// <summary>A file as a weave of lines: every line that HEAD or the disk has, in one order, each knowing who wrote and who deleted it.</summary>
/// <remarks>
/// <para>The idea of SCCS. What HEAD has are the lines marked so, what the disk has likewise; what is uncommitted is where the two marks differ.
/// So a commit of one owner is a choice of lines, not a merge, and cannot conflict.</para>
/// <para><b>Guarantees.</b> Each difference of HEAD and disk has one owner, or is unattributed. Hence when every owner has committed, in any order, HEAD equals the disk (I3).</para>
/// <para><b>Does not guarantee</b> to tell identical lines apart: which of two equal lines was deleted is the diff's choice.</para>
/// </remarks>
internal sealed class Weave
{
    private List<WeaveLine> lines;

    public Weave(IEnumerable<WeaveLine> lines) => this.lines = [.. lines];

    /// <summary>All lines in order.</summary>
    public IReadOnlyList<WeaveLine> Lines => lines;

    /// <summary>What the disk has.</summary>
    public IEnumerable<string> Disk => lines.Where(l => l.OnDisk).Select(l => l.Text);

    /// <summary>What HEAD has.</summary>
    public IEnumerable<string> Head => lines.Where(l => l.InHead).Select(l => l.Text);

    /// <summary>A weave of a file that is on disk as it is in HEAD.</summary>
    public static Weave Of(IEnumerable<string> head) => new(head.Select(t => new WeaveLine { Text = t, InHead = true, OnDisk = true }));

    /// <summary>Takes in what the disk has now.</summary>
    /// <param name="disk">The lines on disk.</param>
    /// <param name="owner">Who made the difference; null: unattributed.</param>
    /// <param name="isObserved">Whether the owner was seen making it, in an edit window. If not, lines that come and go as they did before keep their owners.</param>
    /// <param name="isJson">Whether a line may have become several that are its parts.</param>
    /// <param name="taken">What the edit took from others, here and elsewhere.</param>
    /// <param name="mayHavePopped">Whether, though the owner was observed, lines that a stash had taken away may have come back at the same time.</param>
    public void Capture(IReadOnlyList<string> disk, string? owner, bool isObserved, bool isJson = false, TakenAway? taken = null, bool mayHavePopped = false)
    {
        var before = lines.Where(l => l.OnDisk).ToHashSet();
        Splice(l => l.OnDisk, disk, gap => new CapturedGap(gap.Lines, gap.Before, gap.After, owner, isObserved, isJson, mayHavePopped).Merge(gap.Inserted), isJson);
        Separate(before, isObserved);
        NameMoved(before, owner, taken ?? new TakenAway());
        MatchEqualTexts(isHeadKept: true);
    }

    /// <summary>What another owner wrote and has not committed, and this one put elsewhere, is in its new place this one's, and says whose it was.</summary>
    private void NameMoved(HashSet<WeaveLine> before, string? owner, TakenAway taken)
    {
        foreach (var line in before.Where(l => l.IsMemory && (l.Writer != owner || l.Inserted.IsThere) && WeaveLine.IsTelling(l.Text)))
            taken.Add(line.Text, line.Inserted.With(line.Writer).Without(owner));
        if (!taken.IsThere)
            return;
        foreach (var line in lines.Where(l => l.IsInsertion && l.Writer == owner && !before.Contains(l)))
            line.Inserted = line.Inserted.With(taken.OwnersOf(line.Text).Owners).Without(owner);
    }

    /// <summary>Takes in what HEAD has now, however it got there: a commit, a switch, a reset.</summary>
    /// <param name="head">The lines in HEAD.</param>
    /// <param name="isJson">Whether a line may have become several that are its parts.</param>
    public void Rehead(IReadOnlyList<string> head, bool isJson = false)
    {
        var before = lines.Where(l => l.InHead).ToHashSet();
        Lazy<ILookup<string, WeaveLine>> remembered = new(() => lines.Where(l => isJson && l.IsMemory && WeaveLine.IsTelling(l.Text)).ToLookup(l => l.Bare));
        Lazy<ILookup<string, WeaveLine>> elsewhere = new(() => lines.Where(l => isJson && l.IsInsertion && WeaveLine.IsTelling(l.Text)).ToLookup(l => l.Bare));
        Splice(l => l.InHead, head, gap => new HeadGap(gap.Lines, remembered, elsewhere, isJson).Merge(gap.Inserted), isJson);
        MatchEqualTexts(isHeadKept: false);
        // Commits are undone, and what one of them replaced another had replaced again: what is uncommitted now is one change, the last writer's.
        foreach (var line in lines.Where(l => l.IsInsertion))
        {
            foreach (var deletion in line.Deletions.Where(d => d.Deleter != line.Writer && !before.Contains(d)))
                deletion.DeleteInstead(line.Writer);
            var since = line.SinceHead.ToList();
            if (before.Contains(line) || since.Exists(before.Contains))
                line.Inserted = line.Inserted.With(since.SelectMany(l => l.Inserted.Owners.Append(l.Writer))).Without(line.Writer);
        }
    }

    /// <summary>Marks as committed what a commit of <paramref name="owner"/> took.</summary>
    public void Committed(string? owner)
    {
        foreach (var line in lines)
            line.InHead = IsTakenBy(line, owner);
    }

    /// <summary>The lines of a commit of <paramref name="owner"/>: HEAD's that it did not delete, and those it wrote.</summary>
    public IEnumerable<WeaveLine> ComposedFor(string? owner) => lines.Where(l => IsTakenBy(l, owner));

    /// <summary>The losses of <paramref name="owner"/>, each with the number of a line of its next commit: the line that stands there, or the one before.</summary>
    public IEnumerable<(string? By, int Number)> LossesOf(string? owner)
    {
        Dictionary<WeaveLine, int> numbers = [];
        foreach (var line in lines)
        {
            if (IsTakenBy(line, owner))
                numbers[line] = numbers.Count + 1;
            foreach (var loss in line.Losses.All.Where(l => l.Owner == owner))
                yield return (loss.By, !numbers.ContainsKey(line) && line.Deletions.Any(numbers.ContainsKey) ? line.Deletions.Where(numbers.ContainsKey).Min(d => numbers[d]) : Math.Max(1, numbers.Count));
        }
    }

    /// <summary>The owner's next commit has told of its losses.</summary>
    public void Tell(string? owner)
    {
        foreach (var line in lines)
            line.Losses.Tell(owner);
    }

    /// <summary>Forgets lines that are only remembered, all but the last <paramref name="most"/>.</summary>
    public void Forget(int most)
    {
        var surplus = lines.Count(l => l.IsMemory) - most;
        if (surplus <= 0)
            return;
        var forgotten = lines.Where(l => l.IsMemory).Take(surplus).ToHashSet();
        lines.RemoveAll(forgotten.Contains);
        // What a forgotten line stood in the place of, the one behind it stands in the place of.
        foreach (var line in lines.Where(l => l.InPlaceOf.Any(forgotten.Contains)))
            line.InPlaceOf = [.. line.InPlaceOf.Where(l => !forgotten.Contains(l)), .. line.Deletions.Except(line.InPlaceOf)];
    }

    /// <summary>Whether a commit of <paramref name="owner"/> holds the line.</summary>
    public static bool IsTakenBy(WeaveLine line, string? owner) =>
        line.InHead ? line.OnDisk || line.Deleter != owner : line.OnDisk && line.Writer == owner;

    /// <summary>Compares the marked lines with a new text and rebuilds each gap in which they differ.</summary>
    private void Splice(Func<WeaveLine, bool> isMarked, IReadOnlyList<string> text, Func<Gap, IEnumerable<WeaveLine>> merge, bool isJson)
    {
        int[] marked = [.. Enumerable.Range(0, lines.Count).Where(i => isMarked(lines[i]))];
        var hunks = LineDiff.Hunks([.. marked.Select(i => lines[i].Text)], text, isJson ? WeaveLine.IsTelling : null);
        if (hunks.Count == 0)
            return;
        List<WeaveLine> result = new(lines.Count);
        var copied = 0;
        foreach (var hunk in hunks)
        {
            var from = hunk.OldStart == 0 ? 0 : marked[hunk.OldStart - 1] + 1;
            var behind = hunk.OldStart + hunk.OldCount;
            var to = behind < marked.Length ? marked[behind] : lines.Count;
            result.AddRange(lines[copied..from]);
            result.AddRange(merge(new Gap(
                lines[from..to],
                from > 0 ? lines[from - 1] : null,
                to < lines.Count ? lines[to] : null,
                [.. Enumerable.Range(hunk.NewStart, hunk.NewCount).Select(i => text[i])])));
            copied = to;
        }

        result.AddRange(lines[copied..]);
        lines = result;
    }

    /// <summary>What once stood in the place of a line does not stand there any more when that comes and it does not go, or that goes and it does not come.
    /// Nor did such a line, if it goes unseen, go as it went before: for what its deleter had put there.</summary>
    /// <param name="before">What the disk had.</param>
    /// <param name="isObserved">See <see cref="Capture"/>.</param>
    private void Separate(HashSet<WeaveLine> before, bool isObserved)
    {
        if (!lines.Exists(l => l.IsMemory && l.InPlaceOf.Count > 0))
            return;
        var (went, came) = (before.Where(l => !l.OnDisk).ToHashSet(), lines.Where(l => l.OnDisk && !before.Contains(l)).ToHashSet());
        var (wentHere, cameHere) = (WeaveLine.SinceHeadOf(went), WeaveLine.SinceHeadOf(came));
        wentHere.UnionWith(went);
        foreach (var line in lines.Where(l => l.IsMemory))
        {
            var parted = line.InPlaceOf.Where(old => old.Bare != line.Bare && (went.Contains(old) ? !cameHere.Contains(line) : came.Contains(old) && !wentHere.Contains(line))).ToList();
            foreach (var old in parted.Where(old => !isObserved && !old.OnDisk && line.Deleter is null && old.Deleter == line.Writer))
                (old.Deleter, old.Deleted) = (null, Mixture.None);
            if (parted.Count > 0)
                line.InPlaceOf = [.. line.InPlaceOf.Except(parted)];
        }
    }

    /// <summary>Where HEAD and disk are the same text nothing is uncommitted. Where lines repeat, comparing one after the other may have paired them otherwise.</summary>
    /// <param name="isHeadKept">Whether it was HEAD that had the text before.</param>
    private void MatchEqualTexts(bool isHeadKept)
    {
        if (!lines.Exists(l => l.InHead != l.OnDisk) || !Head.SequenceEqual(Disk))
            return;
        // What is known of a deletion goes with the text: the disk may go back (a stash and its pop). So does all that is known of a line of HEAD.
        var deleted = lines.Where(l => l.IsDeletion).GroupBy(l => l.Text).ToDictionary(g => g.Key, g => new Queue<WeaveLine>(g));
        Dictionary<WeaveLine, WeaveLine> now = [];
        foreach (var line in lines)
        {
            if (line.IsInsertion && deleted.TryGetValue(line.Text, out var twins) && twins.TryDequeue(out var twin))
            {
                // Of one that HEAD got just now its deletion is only that it is elsewhere on disk.
                if (!line.InPlaceOf.Contains(twin))
                    (line.Deleter, line.Deleted) = (twin.Deleter, twin.Deleted);
                if (isHeadKept)
                    (line.Writer, line.Inserted, line.InPlaceOf, now[twin]) = (twin.Writer, twin.Inserted, twin.InPlaceOf, line);
            }

            line.InHead = line.OnDisk;
        }

        foreach (var line in lines.Where(l => l.InPlaceOf.Any(now.ContainsKey)))
            line.InPlaceOf = [.. line.InPlaceOf.Select(old => now.GetValueOrDefault(old, old)).Where(old => old != line).Distinct()];
    }

    /// <summary>The lines between two that stay, and the texts that come between them.</summary>
    private readonly record struct Gap(IReadOnlyList<WeaveLine> Lines, WeaveLine? Before, WeaveLine? After, IReadOnlyList<string> Inserted);
}
