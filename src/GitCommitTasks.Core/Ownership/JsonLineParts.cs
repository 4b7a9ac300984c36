namespace GitCommitTasks.Ownership;

/// <summary>Lines of a JSON file that hold several values: laid out anew, each of these may stand on a line of its own, which is a part of the line that was.</summary>
/// <remarks><b>Does not guarantee</b> to know the parts where many such lines are laid out as many others.</remarks>
internal sealed class JsonLineParts
{
    /// <summary>How many comparisons a change may cost. Chosen as some milliseconds.</summary>
    private const int MostComparisons = 100_000;

    private readonly List<(WeaveLine Line, string Text)> wholes;

    /// <param name="lines">The lines.</param>
    /// <param name="parts">How many lines are going to be looked for.</param>
    public JsonLineParts(IEnumerable<WeaveLine> lines, int parts)
    {
        wholes = [.. lines.Select(l => (Line: l, Text: Squeezed(l.Text))).Where(l => l.Text.AsSpan().Trim("{}[],").IndexOfAny(",{[") >= 0)];
        if ((long)wholes.Count * parts > MostComparisons)
            wholes = [];
    }

    /// <summary>The lines that a line with this text is a part of. Brackets are in all of them, and say nothing.</summary>
    public IEnumerable<WeaveLine> Of(string text)
    {
        var part = Squeezed(text);
        return wholes.Where(w => part.AsSpan().Trim("{}[]").Length > 0 && part.Length < w.Text.Length && w.Text.Contains(part, StringComparison.Ordinal)).Select(w => w.Line);
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).TrimEnd(',');
}
