using System.Globalization;

namespace GitCommitTasks.Git;

/// <summary>Dates as <c>GIT_AUTHOR_DATE</c>, <c>GIT_COMMITTER_DATE</c> and <c>--date</c> give them (git-commit(1), DATE FORMATS).</summary>
/// <remarks>Git's internal format, ISO 8601 (its date part also in the other orders that are documented) and RFC 2822. The free form that git also reads ("yesterday") is not: null says so.</remarks>
internal static class CommitDate
{
    /// <summary>ISO 8601, and the other orders of its date part that git-commit(1) names.</summary>
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy.MM.dd", "MM/dd/yyyy", "dd.MM.yyyy"];

    private static readonly string[] Local = [.. Days.SelectMany(d => (string[])[d + "'T'HH:mm:ss", d + " HH:mm:ss"])];

    private static readonly string[] WithOffset =
    [
        .. Local.SelectMany(l => (string[])[l + "zzz", l + "zz", l + " zzz"]),
        "ddd, d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm:ss zzz",
    ];

    /// <summary>The time <paramref name="text"/> names, or null when it is in none of the formats.</summary>
    /// <param name="text">The date.</param>
    /// <param name="zone">For a date without an offset.</param>
    public static DateTimeOffset? TryParse(string text, TimeZoneInfo zone)
    {
        var words = text.Trim().TrimStart('@').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 1 or 2 && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && (text.TrimStart().StartsWith('@') || words[0].Length >= 9) && seconds < 253402300800)
        {
            var offset = words.Length == 2 ? TryOffset(words[1]) : TimeSpan.Zero;
            return offset is { } known ? DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(known) : null;
        }

        var trimmed = text.Trim().EndsWith('Z') ? text.Trim()[..^1] + "+00:00" : WithColon(text.Trim());
        if (DateTimeOffset.TryParseExact(trimmed, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
            return exact;
        return DateTime.TryParseExact(text.Trim(), Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local))
            : null;
    }

    private static TimeSpan? TryOffset(string text)
    {
        if (text.Length != 5 || text[0] is not ('+' or '-') || !int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return null;
        var minutes = (digits / 100 * 60) + (digits % 100);
        return minutes > 14 * 60 ? null : TimeSpan.FromMinutes(text[0] == '-' ? -minutes : minutes);
    }

    /// <summary><c>+0200</c> as <c>+02:00</c>, which is what .NET reads.</summary>
    private static string WithColon(string text) =>
        text.Length > 5 && text[^5] is '+' or '-' && text[^4..].All(char.IsAsciiDigit) ? $"{text[..^2]}:{text[^2..]}" : text;
}
