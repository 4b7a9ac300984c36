using System.Text;

namespace GitCommitTasks.Scope;

/// <summary>A list of paths in a file, as git reads one for <c>--pathspec-from-file</c>.</summary>
/// <remarks>Bytes that are not UTF-8 become U+FFFD, which <see cref="CommitScope"/> refuses (GCT2009): such a path is never taken for another.</remarks>
internal static class PathList
{
    /// <summary>The paths, in order; null with a <paramref name="problem"/> when a line is badly quoted.</summary>
    /// <param name="content">The file.</param>
    /// <param name="nulTerminated">Whether paths end in NUL and are literal. Else they end in a line end, and one in double quotes is unquoted as C
    /// (git-commit(1), --pathspec-from-file).</param>
    /// <param name="problem">Which line, and what is wrong.</param>
    public static IReadOnlyList<string>? TryParse(ReadOnlySpan<byte> content, bool nulTerminated, out string? problem)
    {
        var terminator = nulTerminated ? (byte)0 : (byte)'\n';
        List<string> paths = [];
        problem = null;
        while (!content.IsEmpty)
        {
            var end = content.IndexOf(terminator);
            var item = end < 0 ? content : content[..end];
            content = end < 0 ? [] : content[(end + 1)..];
            if (!nulTerminated && item.EndsWith("\r"u8))
                item = item[..^1];
            if (!nulTerminated && item.StartsWith("\""u8))
            {
                if (Unquote(item) is not { } unquoted)
                {
                    problem = $"line {paths.Count + 1} is badly quoted";
                    return null;
                }

                item = unquoted;
            }

            paths.Add(Encoding.UTF8.GetString(item));
        }

        return paths;
    }

    /// <summary>The bytes between the quotes, or null when they are no C string (quote.c, <c>unquote_c_style</c>).</summary>
    private static byte[]? Unquote(ReadOnlySpan<byte> quoted)
    {
        List<byte> result = [];
        for (var at = 1; at < quoted.Length; at++)
        {
            if (quoted[at] == '"')
                return at == quoted.Length - 1 ? [.. result] : null;
            if (quoted[at] != '\\')
            {
                result.Add(quoted[at]);
            }
            else if (Escape(quoted[(at + 1)..], out var length) is { } value)
            {
                result.Add(value);
                at += length;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private static byte? Escape(ReadOnlySpan<byte> text, out int length)
    {
        length = 1;
        if (text is [>= (byte)'0' and <= (byte)'3', >= (byte)'0' and <= (byte)'7', >= (byte)'0' and <= (byte)'7', ..])
        {
            length = 3;
            return (byte)(((text[0] - '0') << 6) | ((text[1] - '0') << 3) | (text[2] - '0'));
        }

        return text is [var letter, ..] && "abfnrtv\\\"".IndexOf((char)letter, StringComparison.Ordinal) is var found and >= 0 ? "\a\b\f\n\r\t\v\\\""u8[found] : null;
    }
}
