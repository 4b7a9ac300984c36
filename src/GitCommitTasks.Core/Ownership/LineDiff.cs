using DiffPlex;

namespace GitCommitTasks.Ownership;

/// <summary>A run of old lines that was replaced by a run of new ones; either may be empty.</summary>
internal readonly record struct Hunk(int OldStart, int OldCount, int NewStart, int NewCount);

/// <summary>The difference of two sequences of lines, by Myers' algorithm.</summary>
internal static class LineDiff
{
    /// <summary>The hunks in order. Between them the lines are equal.</summary>
    /// <param name="before">The old lines.</param>
    /// <param name="after">The new lines.</param>
    /// <param name="isTelling">Which texts are matched first, if not all alike: those that tell a line from others.</param>
    public static IReadOnlyList<Hunk> Hunks(IReadOnlyList<string> before, IReadOnlyList<string> after, Func<string, bool>? isTelling = null)
    {
        List<Hunk> hunks = [];
        var (old, @new) = (0, 0);
        foreach (var (i, j) in Matches(before, after, isTelling).Append((before.Count, after.Count)))
        {
            if (i > old || j > @new)
                hunks.Add(new Hunk(old, i - old, @new, j - @new));
            (old, @new) = (i + 1, j + 1);
        }

        return hunks;
    }

    /// <summary>The pairs of equal lines of a longest common subsequence, in order.</summary>
    /// <param name="before">The old lines.</param>
    /// <param name="after">The new lines.</param>
    /// <param name="isTelling">See <see cref="Hunks"/>.</param>
    public static IReadOnlyList<(int Old, int New)> Matches(IReadOnlyList<string> before, IReadOnlyList<string> after, Func<string, bool>? isTelling = null)
    {
        var start = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start])
            start++;
        int oldEnd = before.Count, newEnd = after.Count;
        while (oldEnd > start && newEnd > start && before[oldEnd - 1] == after[newEnd - 1])
            (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1);

        List<(int, int)> matches = [.. Enumerable.Range(0, start).Select(i => (i, i))];
        matches.AddRange(isTelling is null ? Middle(before, after, start, start, oldEnd, newEnd) : Middle(before, after, start, oldEnd, newEnd, isTelling));
        matches.AddRange(Enumerable.Range(0, before.Count - oldEnd).Select(i => (oldEnd + i, newEnd + i)));
        return matches;
    }

    /// <summary>First the telling lines, then in each stretch between them the rest.</summary>
    private static IEnumerable<(int, int)> Middle(IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int oldEnd, int newEnd, Func<string, bool> isTelling)
    {
        int[] old = [.. Enumerable.Range(start, oldEnd - start).Where(i => isTelling(before[i]))];
        int[] @new = [.. Enumerable.Range(start, newEnd - start).Where(i => isTelling(after[i]))];
        var telling = Matches([.. old.Select(i => before[i])], [.. @new.Select(i => after[i])]).Select(m => (old[m.Old], @new[m.New]));
        var (fromOld, fromNew) = (start, start);
        foreach (var (i, j) in telling.Append((oldEnd, newEnd)))
        {
            foreach (var match in Middle(before, after, fromOld, fromNew, i, j))
                yield return match;
            if (i < oldEnd)
                yield return (i, j);
            (fromOld, fromNew) = (i + 1, j + 1);
        }
    }

    /// <summary>Lines that only one side has cannot be in a common subsequence; without them a rewritten file costs next to nothing.</summary>
    private static IEnumerable<(int, int)> Middle(IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int newStart, int oldEnd, int newEnd)
    {
        if (start == oldEnd || newStart == newEnd)
            yield break;
        var inOld = Slice(before, start, oldEnd).ToHashSet();
        var inNew = Slice(after, newStart, newEnd).ToHashSet();
        int[] old = [.. Enumerable.Range(start, oldEnd - start).Where(i => inNew.Contains(before[i]))];
        int[] @new = [.. Enumerable.Range(newStart, newEnd - newStart).Where(i => inOld.Contains(after[i]))];
        if (old.Length == 0 || @new.Length == 0)
            yield break;

        var chunker = new Pieces([.. old.Select(i => before[i])], [.. @new.Select(i => after[i])]);
        var (i, j) = (0, 0);
        foreach (var block in Differ.Instance.CreateDiffs(Pieces.Old, Pieces.New, ignoreWhiteSpace: false, ignoreCase: false, chunker).DiffBlocks)
        {
            for (; i < block.DeleteStartA; i++, j++)
                yield return (old[i], @new[j]);
            (i, j) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        for (; i < old.Length; i++, j++)
            yield return (old[i], @new[j]);
    }

    private static IEnumerable<string> Slice(IReadOnlyList<string> lines, int start, int end)
    {
        for (var i = start; i < end; i++)
            yield return lines[i];
    }

    /// <summary>Hands DiffPlex lines that are split already.</summary>
    private sealed class Pieces(string[] before, string[] after) : IChunker
    {
        public const string Old = "old", New = "new";

        public IReadOnlyList<string> Chunk(string text) => text == Old ? before : after;
    }
}
