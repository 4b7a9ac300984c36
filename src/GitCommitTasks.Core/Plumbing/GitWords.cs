using System.Text;

namespace GitCommitTasks.Plumbing;

/// <summary>Questions to git that one call answers.</summary>
internal static class GitWords
{
    /// <summary>Whether git knows and trusts the repository; its own words when it does not. In English, so that a reason can be told from another.</summary>
    /// <exception cref="Diagnostics.DiagnosedException">There is no git (GCT9017).</exception>
    public static string? WhyRefused(GitProgram program, string need)
    {
        var call = new GitCall(need, "rev-parse", "--git-dir").With("LC_ALL", "C");
        var result = program.Run(call);
        return result.ExitCode == 0 ? null : result.Errors.Split('\n')[0].Trim();
    }

    /// <summary>The id of what <paramref name="revision"/> names (gitrevisions(7)), or null when it names nothing, or more than one thing.</summary>
    /// <exception cref="Diagnostics.DiagnosedException">There is no git (GCT9017).</exception>
    public static string? TryResolve(GitProgram program, string need, string revision)
    {
        var result = program.Run(new GitCall(need, "rev-parse", "--verify", "--quiet", "--end-of-options", revision));
        return result.ExitCode == 0 ? Encoding.UTF8.GetString(result.Output).Trim() : null;
    }

    /// <summary>The configuration with all its includes and scopes: name and value, in git's order.</summary>
    /// <exception cref="Diagnostics.DiagnosedException">There is no git (GCT9017), or the configuration cannot be read (GCT9018).</exception>
    public static IEnumerable<(string Name, string Value)> Configuration(GitProgram program, string need)
    {
        var output = Encoding.UTF8.GetString(program.Read(new GitCall(need, "config", "--list", "-z", "--includes")));
        foreach (var entry in output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // A name without a value is a boolean that is true.
            var end = entry.IndexOf('\n', StringComparison.Ordinal);
            yield return end < 0 ? (entry, "true") : (entry[..end], entry[(end + 1)..]);
        }
    }
}
