using System.Globalization;

namespace GitCommitTasks.Git;

/// <summary>Who and when, as a commit's author and committer lines hold it.</summary>
/// <param name="Name">Cleaned as git cleans it; never empty.</param>
/// <param name="Email">Cleaned as git cleans it; may be empty.</param>
/// <param name="Time"><c>seconds offset</c>, git's internal date format (git-commit(1), DATE FORMATS).</param>
internal sealed record Signature(string Name, string Email, string Time)
{
    /// <summary><c>Name &lt;email&gt; seconds offset</c>.</summary>
    public override string ToString() => $"{Name} <{Email}> {Time}";

    /// <summary>The time in an author or committer line, UTC; the epoch when the line has none.</summary>
    public static DateTimeOffset TimeOf(string line)
    {
        var words = line[(line.LastIndexOf('>') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && long.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > -62135596800 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;
    }

    /// <summary>Takes away what git takes away: control characters, white space and <c>,:;&lt;&gt;"\'</c> at the ends; line ends and angle brackets inside (ident.c, <c>strbuf_addstr_without_crud</c>).</summary>
    /// <param name="text">A name or an address.</param>
    /// <param name="keepsFullStops">Whether a full stop at the ends stays, as in "Jr.": since git 2.42 (its commit 1c04cb0744).</param>
    public static string Clean(string text, bool keepsFullStops)
    {
        bool IsCrud(char c) => c <= ' ' || ",:;<>\"\\'".Contains(c, StringComparison.Ordinal) || (c == '.' && !keepsFullStops);
        int start = 0, end = text.Length;
        while (start < end && IsCrud(text[start]))
            start++;
        while (end > start && IsCrud(text[end - 1]))
            end--;
        return string.Concat(text[start..end].Where(c => c is not ('\n' or '<' or '>')));
    }
}
