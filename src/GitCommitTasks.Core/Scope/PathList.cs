using GitCommitTasks.Objects;

namespace GitCommitTasks.Scope;

/// <summary>A list of paths in a file, as git reads one for <c>--pathspec-from-file</c>.</summary>
/// <remarks>The strings keep every byte (<see cref="PathText.Decode"/>): this is the way in for names that are not UTF-8, which arguments cannot carry.</remarks>
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
                if (PathText.Unquote(item) is not { } unquoted)
                {
                    problem = $"line {paths.Count + 1} is badly quoted";
                    return null;
                }

                item = unquoted;
            }

            paths.Add(PathText.Decode(item));
        }

        return paths;
    }
}
