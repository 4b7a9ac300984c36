using System.Globalization;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Git;

/// <summary>Dates of a commit in git's internal format, <c>SECONDS +HHMM</c>, from whatever git takes for a date (git-commit(1), DATE FORMATS).</summary>
/// <remarks>The exact forms that programs write are read here; everything else ("yesterday", RFC 2822, a date without a zone) is read by git, so that it means
/// what it means there.</remarks>
/// <param name="git">Asked where needed.</param>
/// <param name="environment">For <c>TZ</c>.</param>
/// <param name="time">The clock.</param>
internal sealed class CommitDate(GitProgram git, IReadOnlyDictionary<string, string> environment, TimeProvider time)
{
    private static readonly string[] Exact = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:sszzz"];

    /// <summary>The present moment.</summary>
    /// <exception cref="Diagnostics.DiagnosedException"><c>TZ</c> has a form that only git's library knows, and there is no git (GCT9017).</exception>
    public string Now()
    {
        var now = time.GetUtcNow();
        if (FindZone() is { } zone)
            return Words(TimeZoneInfo.ConvertTime(now, zone));
        var seconds = now.ToUnixTimeSeconds();
        return AskGit($"@{seconds}", CancellationToken.None) ?? $"{seconds} +0000";
    }

    /// <summary>The date <paramref name="text"/> names, or null when it names none.</summary>
    /// <param name="text">The date.</param>
    /// <param name="isOption">Whether it is the value of <c>--date</c>, where git takes approximate dates too.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <exception cref="Diagnostics.DiagnosedException">Git is needed to read it and there is none (GCT9017).</exception>
    public string? TryRead(string text, bool isOption, CancellationToken cancellation)
    {
        if (TryReadExact(text) is { } exact)
            return exact;
        if (text.Contains('\0', StringComparison.Ordinal))
            return null;
        return AskGit(text, cancellation) ?? (isOption && Approximate(text, cancellation) is { } seconds ? AskGit($"@{seconds}", cancellation) : null);
    }

    /// <summary>The forms that need no knowledge of git's: internal, and ISO 8601 to the second with its zone.</summary>
    private static string? TryReadExact(string text)
    {
        var words = text.TrimStart('@').Split(' ');
        var hasMark = text.StartsWith('@');
        if (words.Length == 2 && text.Length - string.Join(' ', words).Length == (hasMark ? 1 : 0)
            && words[0].Length is > 0 and <= 10 && words[0].All(char.IsAsciiDigit) && (hasMark || (words[0].Length >= 9 && words[0][0] != '0'))
            && words[1] is ['+' or '-', >= '0' and <= '1', _, >= '0' and <= '5', _] && words[1][1..].All(char.IsAsciiDigit))
            return $"{words[0].TrimStart('0').PadLeft(1, '0')} {(words[1] == "-0000" ? "+0000" : words[1])}";
        return DateTimeOffset.TryParseExact(WithColon(text), Exact, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.UtcDateTime.Year is > 1970 and < 2099
            ? Words(date)
            : null;
    }

    /// <summary><c>Z</c> and <c>+0200</c> as <c>+02:00</c>, which is what .NET reads.</summary>
    private static string WithColon(string text) => text is [.., >= '0' and <= '9', 'Z'] ? text[..^1] + "+00:00"
        : text.Length > 5 && text[^5] is '+' or '-' && text[^4..].All(char.IsAsciiDigit) ? $"{text[..^2]}:{text[^2..]}"
        : text;

    private static string Words(DateTimeOffset date)
    {
        var minutes = (int)date.Offset.TotalMinutes;
        return string.Create(
            CultureInfo.InvariantCulture, $"{date.ToUnixTimeSeconds()} {(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{Math.Abs(minutes) % 60:00}");
    }

    /// <summary>The zone that <c>TZ</c> names; null when it has a form that .NET does not know (tzset(3)).</summary>
    private TimeZoneInfo? FindZone()
    {
        if (!environment.TryGetValue("TZ", out var name))
            return time.LocalTimeZone;
        return name.TrimStart(':') is { Length: > 0 } id ? TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null : TimeZoneInfo.Utc;
    }

    /// <summary>Git's reading of a date that is not approximate, as in <c>GIT_AUTHOR_DATE</c>.</summary>
    private string? AskGit(string text, CancellationToken cancellation)
    {
        var call = new GitCall("the date '" + text + "'", "var", "GIT_AUTHOR_IDENT").With("GIT_AUTHOR_NAME", "x").With("GIT_AUTHOR_EMAIL", "x").With("GIT_AUTHOR_DATE", text);
        var answer = git.Run(call, cancellation);
        return answer.ExitCode == 0 ? string.Join(' ', System.Text.Encoding.UTF8.GetString(answer.Output).TrimEnd('\n').Split(' ')[^2..]) : null;
    }

    /// <summary>Seconds of an approximate date, read as <c>git commit --date</c> does (date.c, <c>approxidate_careful</c>).</summary>
    private string? Approximate(string text, CancellationToken cancellation)
    {
        // The blank keeps 'all', 'now', 'never' and 'false' from their meaning as times of expiry; for a date it is nothing.
        var answer = git.Run(new GitCall("the date '" + text + "'", "-c", $"scoped.date={text} ", "config", "--type=expiry-date", "--get", "scoped.date"), cancellation);
        return answer.ExitCode == 0 ? System.Text.Encoding.UTF8.GetString(answer.Output).Trim() : null;
    }
}
