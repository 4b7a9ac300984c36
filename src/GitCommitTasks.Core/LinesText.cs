namespace GitCommitTasks;

/// <summary>Line numbers as a person reads them: runs, and not more of them than fit a message. The JSON output has them all.</summary>
internal static class LinesText
{
    /// <summary>Chosen so that a message stays one that is read.</summary>
    private const int MostRuns = 6;

    /// <summary>Such as <c>line 3</c>, <c>lines 3-7, 9</c>, <c>lines 1, 3, 5, 7, 9, 11 and 20 more</c>.</summary>
    /// <param name="lines">Line numbers, at least one.</param>
    public static string Of(IReadOnlyList<int> lines)
    {
        List<(int First, int Last)> runs = [];
        foreach (var line in lines.Order())
        {
            if (runs.Count > 0 && line - runs[^1].Last <= 1)
                runs[^1] = (runs[^1].First, line);
            else
                runs.Add((line, line));
        }

        var more = runs.Skip(MostRuns).Sum(r => r.Last - r.First + 1);
        return (lines.Count == 1 ? "line " : "lines ") + string.Join(", ", runs.Take(MostRuns).Select(Text)) + (more > 0 ? $" and {more} more" : "");
    }

    private static string Text((int First, int Last) run) => run.Last switch
    {
        var last when last == run.First => $"{run.First}",
        var last when last == run.First + 1 => $"{run.First}, {last}",
        var last => $"{run.First}-{last}",
    };
}
