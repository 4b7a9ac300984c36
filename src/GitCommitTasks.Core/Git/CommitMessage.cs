using System.Text;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>The text of a commit: placeholders filled, trailers added, cleaned as git cleans it.</summary>
internal static class CommitMessage
{
    /// <summary>The message to store, or null after reporting GCT2002, 2015, 2016 or 9010.</summary>
    /// <param name="text">The message as given.</param>
    /// <param name="fields">Values for <c>{name}</c> placeholders; with none, braces are literal.</param>
    /// <param name="trailers">Lines <c>Key: value</c> for the end.</param>
    /// <param name="configuration">For <c>commit.cleanup</c> and <c>core.commentChar</c>.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public static string? Compose(
        string text, IReadOnlyDictionary<string, string> fields, IReadOnlyList<string> trailers, GitConfiguration configuration, DiagnosticBag diagnostics)
    {
        if (Fill(text, fields, diagnostics) is not { } filled)
            return null;
        if (filled.Contains('\0', StringComparison.Ordinal))
        {
            diagnostics.Report(Catalog.MessageUnusable.With("it contains a NUL character"));
            return null;
        }

        var mode = configuration["commit.cleanup"] ?? "default";
        if (mode is not ("default" or "whitespace" or "verbatim" or "strip" or "scissors"))
        {
            diagnostics.Report(Catalog.SettingInvalid.With("commit.cleanup", mode, "git knows default, whitespace, verbatim, strip and scissors"));
            return null;
        }

        // Without an editor 'default' and 'scissors' mean 'whitespace' (git-commit(1), --cleanup).
        var cleaned = mode switch
        {
            // Even then git ends the last line of a -m message.
            "verbatim" => filled.EndsWith('\n') ? filled : filled + "\n",
            "strip" => Strip(filled, CommentCharacter(configuration, filled)),
            _ => Strip(filled, comment: null),
        };
        if (cleaned.Trim().Length == 0)
        {
            diagnostics.Report(Catalog.MessageEmpty.With());
            return null;
        }

        return WithTrailers(cleaned, trailers);
    }

    /// <summary>The first paragraph on one line.</summary>
    public static string SubjectOf(string message) => message.TrimStart('\n').Split("\n\n")[0].Trim().ReplaceLineEndings(" ");

    private static string? Fill(string text, IReadOnlyDictionary<string, string> fields, DiagnosticBag diagnostics)
    {
        if (fields.Count == 0)
            return text;
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var close = text[at] == '{' ? text.IndexOf('}', at) : -1;
            var name = close < 0 ? null : text[(at + 1)..close];
            if (name is null || !IsName(name))
            {
                filled.Append(text[at++]);
                continue;
            }

            if (!fields.TryGetValue(name, out var value))
            {
                diagnostics.Report(Catalog.PlaceholderUnknown.With(name));
                return null;
            }

            filled.Append(value);
            at = close + 1;
        }

        return filled.ToString();
    }

    private static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>With <c>auto</c> the first that begins no line (builtin/commit.c, <c>adjust_comment_line_char</c>).</summary>
    private static char CommentCharacter(GitConfiguration configuration, string text) => configuration["core.commentchar"] switch
    {
        "auto" when text.Contains('#', StringComparison.Ordinal) => "#;@!$%^&|:".FirstOrDefault(c => !text.Split('\n').Any(l => l.StartsWith(c)), '#'),
        { Length: 1 } character => character[0],
        _ => '#',
    };

    /// <summary>Trailing white space and repeated empty lines go, comment lines too where asked; the last line ends in a line end (strbuf.c, <c>stripspace</c>).</summary>
    private static string Strip(string text, char? comment)
    {
        var lines = text.Split('\n').Where(l => comment is null || !l.StartsWith(comment.Value)).Select(l => l.TrimEnd(' ', '\t', '\r'));
        var result = new StringBuilder();
        var gap = false;
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                gap = result.Length > 0;
                continue;
            }

            if (gap)
                result.Append('\n');
            gap = false;
            result.Append(line).Append('\n');
        }

        return result.ToString();
    }

    /// <summary>Trailers form the last paragraph; a last paragraph that is trailers already is added to.</summary>
    private static string WithTrailers(string message, IReadOnlyList<string> trailers)
    {
        if (trailers.Count == 0)
            return message;
        var body = message.TrimEnd('\n');
        var lastParagraph = body[(body.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        var hasTrailers = body.Contains("\n\n", StringComparison.Ordinal) && lastParagraph.Split('\n').All(IsTrailer);
        return body + (hasTrailers ? "\n" : "\n\n") + string.Join('\n', trailers.Select(Normalize)) + "\n";
    }

    private static bool IsTrailer(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && line[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
    }

    /// <summary><c>key=value</c> and <c>key:value</c> become <c>key: value</c>, as git's --trailer takes both.</summary>
    private static string Normalize(string trailer)
    {
        var at = trailer.IndexOfAny([':', '=']);
        return at < 0 ? trailer + ":" : $"{trailer[..at].TrimEnd()}: {trailer[(at + 1)..].Trim()}";
    }
}
