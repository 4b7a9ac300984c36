namespace GitCommitTasks.Ownership;

/// <summary>A gap of a weave in which the disk has changed: some lines went, some came, perhaps some came back.</summary>
/// <remarks><b>Guarantees.</b> Who takes away what became of a line of HEAD deletes that line: it goes with his commit, which says whose deletion it was.</remarks>
/// <param name="gap">The lines of the gap, marked as they were before.</param>
/// <param name="before">The line on disk before the gap; null at the beginning.</param>
/// <param name="after">The line on disk behind the gap; null at the end.</param>
/// <param name="owner">Who made the difference.</param>
/// <param name="isObserved">Whether the owner was seen making it.</param>
/// <param name="isJson">Whether a line may have become several that are its parts.</param>
/// <param name="mayHavePopped">Whether, though the owner was seen, what a stash had taken away may have come back.</param>
internal sealed class CapturedGap(IReadOnlyList<WeaveLine> gap, WeaveLine? before, WeaveLine? after, string? owner, bool isObserved, bool isJson, bool mayHavePopped)
{
    private readonly HashSet<WeaveLine> gone = [.. gap.Where(l => l.OnDisk)];

    /// <summary>The lines of HEAD in whose place one that came back stands.</summary>
    private readonly HashSet<WeaveLine> standing = [];

    /// <summary>Lines of HEAD in whose place others stood before, each with who wrote these.</summary>
    private readonly HashSet<(WeaveLine, string?)> replaced =
        [.. gap.Where(l => l.IsInsertion).SelectMany(l => l.Deletions.SelectMany(old => l.Inserted.Owners.Append(l.Writer), (old, writer) => (old, writer)))];

    /// <summary>Remembered lines that once stood in the place of one that differs by a comma.</summary>
    private readonly ILookup<WeaveLine, WeaveLine> otherwise =
        gap.Where(l => l.IsMemory).SelectMany(l => l.InPlaceOf.Where(old => old.Bare == l.Bare), (line, old) => (line, old)).ToLookup(p => p.old, p => p.line);

    /// <summary>Those that went and may have become several.</summary>
    private JsonLineParts wholes = new([], 0);

    /// <summary>In whose place those that came back stood before, or stand but for a comma.</summary>
    private readonly Dictionary<WeaveLine, IReadOnlyList<WeaveLine>> stood = [];

    /// <summary>Lines that went, and for each the one that came back and differs by a comma.</summary>
    private readonly Dictionary<WeaveLine, WeaveLine> again = [];

    /// <summary>The lines of the gap after the change.</summary>
    public IEnumerable<WeaveLine> Merge(IReadOnlyList<string> inserted)
    {
        var absent = gap.Where(l => !l.OnDisk).ToList();
        wholes = new JsonLineParts(isJson ? gone : [], inserted.Count);
        foreach (var line in gone)
            Delete(line);
        // A line that comes back is the line that went, not a second one of the same text.
        var revived = Matches([.. absent.Select(l => l.Text)], inserted).Select(m => (Line: absent[m.Old], At: m.New)).ToList();
        foreach (var (line, _) in revived)
            line.OnDisk = true;
        foreach (var (line, _) in revived)
            Recognize(line);
        foreach (var (line, _) in revived)
        {
            standing.UnionWith(line.Deletions);
            Revive(line);
        }

        List<(List<WeaveLine> Lines, List<string> Inserted, WeaveLine? Behind)> stretches = [];
        var (copied, next) = (0, 0);
        foreach (var (line, at) in revived.Append((null!, inserted.Count)))
        {
            var to = line is null ? gap.Count : IndexOf(line, copied);
            stretches.Add(([.. gap.Skip(copied).Take(to - copied)], [.. inserted.Skip(next).Take(at - next)], line));
            (copied, next) = (to + 1, at + 1);
        }

        // What they became may stand on the other side of a line that came back.
        var astray = stretches.Where(s => s.Inserted.Count == 0).SelectMany(s => s.Lines).Where(l => gone.Contains(l) && !l.InHead)
            .SelectMany(l => l.Inserted.Owners.Append(l.Writer)).Where(o => o != owner).ToList();
        return stretches.SelectMany(s => Replace(s.Lines, s.Inserted, astray).Concat(s.Behind is null ? [] : [s.Behind])).ToList();
    }

    /// <summary>It is the line that went, but for a comma, or a part of it.</summary>
    private void Recognize(WeaveLine line)
    {
        stood[line] = line.InPlaceOf;
        if (!line.InHead)
            line.InPlaceOf = [.. line.InPlaceOf.Union(wholes.Of(line.Text).Where(l => !l.OnDisk))];
        if (Twin(line.Text) is not { } twin)
            return;
        again[twin] = line;
        if (!line.InHead && !line.InPlaceOf.Contains(twin))
            (line.InPlaceOf, stood[line]) = ([.. line.InPlaceOf, twin], [.. stood[line], twin]);
    }

    /// <summary>The line that differs by a comma, of those that went, or else of those of HEAD that the disk does not have.</summary>
    private WeaveLine? Twin(string text)
    {
        var bare = WeaveLine.BareOf(text);
        return gap.Where(l => !l.OnDisk && l.Bare == bare && (l.InHead || gone.Contains(l)) && !again.ContainsKey(l)).MaxBy(gone.Contains);
    }

    /// <summary>The new lines stand behind the last one they replace; the first new one stands in the place of the first that went, and so on, the last new one in that of all that are left.</summary>
    private IEnumerable<WeaveLine> Replace(List<WeaveLine> stretch, List<string> inserted, IReadOnlyList<string?> astray)
    {
        var old = stretch.Where(gone.Contains).ToList();
        var at = old.Count > 0 ? stretch.IndexOf(old[^1]) + 1 : 0;
        var pairs = Pair(old.Where(l => !again.ContainsKey(l)), inserted);
        foreach (var line in old.Except(pairs.SelectMany(p => p)).Where(l => !l.InHead && again.GetValueOrDefault(l) is null or { InHead: true }))
        {
            foreach (var other in TakeOver(line.Deletions.Where(r => !standing.Contains(r))))
                line.Losses.Note(other, owner, line);
            // HEAD may get it back.
            foreach (var earlier in line.SinceHead.Where(l => isObserved && l.Deleter != owner))
                earlier.DeleteInstead(owner);
        }

        var lines = inserted.Select((text, i) => Insert(text, [.. pairs[i].Union(wholes.Of(text)).Union(Twin(text) is { } twin ? [twin] : [])])).ToList();
        foreach (var line in old.Count == 0 ? lines : [])
            line.Inserted = line.Inserted.With(astray);
        return [.. stretch.Take(at), .. lines, .. stretch.Skip(at)];
    }

    /// <summary>For each new line the ones it replaces: the one that differs by a comma, and of the others each the next; the last new one all that are left.</summary>
    private static List<WeaveLine>[] Pair(IEnumerable<WeaveLine> replaced, List<string> inserted)
    {
        List<WeaveLine> left = [.. replaced];
        var pairs = inserted.ConvertAll(text => left.Find(l => l.Bare == WeaveLine.BareOf(text)) is { } twin && left.Remove(twin) ? (List<WeaveLine>)[twin] : null);
        var open = pairs.Count(p => p is null);
        return [.. pairs.Select(p => p ?? Next())];

        List<WeaveLine> Next()
        {
            List<WeaveLine> next = [.. left.Take(--open > 0 ? 1 : left.Count)];
            left.RemoveRange(0, next.Count);
            return next;
        }
    }

    private void Delete(WeaveLine line)
    {
        if (isObserved && line.IsInsertion)
            line.Losses.Note(line.Writer, owner, line);
        line.OnDisk = false;
        // Whoever had put it back, it is gone again.
        if (line.InHead)
            line.Losses.Undo(line);
        // One that went before and came back by itself has its deleter still.
        var mayGoAgain = mayHavePopped && line.InHead && line.Deleter is not null;
        if (isObserved && !mayGoAgain)
            (line.Deleter, line.Deleted) = (owner, Mixture.None);
        // It goes with and without its comma.
        for (var twin = line; twin.InPlaceOf.FirstOrDefault(l => l.IsMemory && l.Bare == line.Bare && l.Deleter != line.Deleter) is { } earlier; twin = earlier)
            (earlier.Deleter, earlier.Deleted) = (line.Deleter, line.Deleted);
        foreach (var later in otherwise[line])
            (later.Deleter, later.Deleted) = (line.Deleter, line.Deleted);
    }

    private void Revive(WeaveLine line)
    {
        // Who puts back what he overwrote himself has not written it, nor deleted what it stands in the place of.
        // Once it is committed, or went by itself, what overwrote is not undone.
        var isUndone = gap.Where(l => !l.InHead && (l == line || gone.Contains(l))).Select(l => l.Losses.Undo(line)).FirstOrDefault(l => l is not null) is { } loss && loss.By == owner
            && !line.Deletions.Any(gone.Contains);
        // What nobody took away is not written anew.
        isUndone |= mayHavePopped && line.Deleter is null;
        if (isObserved && line.InHead)
            line.Losses.Note(line.Deleter, owner, line);
        if (isObserved)
            (line.Deleter, line.Deleted) = (null, Mixture.None);
        // Should it go again by itself, it is his deletion if what he wrote comes again in its place.
        else if (replaced.Contains((line, line.Deleter)))
            line.Deleter = owner;
        if (line.InHead)
            return;
        if (isObserved && !isUndone)
        {
            // Written anew, it may be what became of another's.
            (line.Writer, line.Inserted) = (owner, Mixture.Of(gone.Where(l => !l.InHead).SelectMany(l => l.Inserted.Owners.Append(l.Writer))).Without(owner));
            foreach (var other in TakeOver(line.Deletions))
                Entangle(line, other);
            return;
        }

        // It deletes again what it had deleted, and nothing that went with a line of several.
        var here = line.InPlaceOf;
        line.InPlaceOf = stood[line];
        foreach (var root in line.Deletions.Where(r => (isObserved || r.Deleter is null || line.Inserted.Owners.Contains(r.Deleter)) && !gap.Any(l => l.OnDisk && l.Writer == r.Deleter && l.Deletions.Contains(r))))
            (root.Deleter, root.Deleted) = (line.Writer, root.Deleted.With(line.Inserted.Owners).Without(line.Writer));
        if (!isObserved)
            line.InPlaceOf = here;
    }

    private WeaveLine Insert(string text, IReadOnlyList<WeaveLine> replaced)
    {
        var line = new WeaveLine { Text = text, OnDisk = true, Writer = owner, InPlaceOf = replaced };
        foreach (var one in replaced)
        {
            line.Losses.TakeOver(one.Losses, owner);
            if (one.InHead)
                continue;
            line.Inserted = line.Inserted.With(one.Inserted.Without(owner).Owners);
            if (one.Writer != owner)
                Entangle(line, one.Writer, one);
        }

        foreach (var other in TakeOver(line.Deletions))
            Entangle(line, other);
        var isInside = replaced.Count == 0 && before is { IsInsertion: true } && after is { IsInsertion: true } && before.Writer == after.Writer && before.Writer != owner;
        if (isInside)
            Entangle(line, before!.Writer);
        return line;
    }

    private void Entangle(WeaveLine line, string? other, WeaveLine? lost = null)
    {
        line.Inserted = line.Inserted.With(other);
        line.Losses.Note(other, owner, lost);
    }

    /// <summary>Whose line stands in the place of lines of HEAD, or who took that one away, his are the deletions of these.</summary>
    /// <returns>The others whose they were.</returns>
    private List<string?> TakeOver(IEnumerable<WeaveLine> deletions)
    {
        List<string?> others = [];
        foreach (var deletion in deletions.Where(d => d.Deleter != owner))
        {
            others.Add(deletion.Deleter);
            deletion.DeleteInstead(owner);
        }

        return others;
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
