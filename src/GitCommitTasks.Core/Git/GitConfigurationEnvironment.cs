using System.Globalization;

namespace GitCommitTasks.Git;

/// <summary>Configuration that comes by the environment: <c>git -c name=value</c> and <c>GIT_CONFIG_COUNT</c> (git-config(1), ENVIRONMENT).</summary>
internal static class GitConfigurationEnvironment
{
    /// <summary>Names and values in git's order. Malformed variables are passed over.</summary>
    public static IEnumerable<(string Name, string Value)> Entries(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.TryGetValue("GIT_CONFIG_PARAMETERS", out var parameters))
        {
            foreach (var entry in Parameters(parameters))
                yield return entry;
        }

        if (!environment.TryGetValue("GIT_CONFIG_COUNT", out var text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            yield break;
        for (var i = 0; i < count; i++)
        {
            if (environment.TryGetValue($"GIT_CONFIG_KEY_{i}", out var name) && environment.TryGetValue($"GIT_CONFIG_VALUE_{i}", out var value))
                yield return (name, value);
        }
    }

    /// <summary>Git quotes for the shell: <c>'name'='value'</c> since 2.31, <c>'name=value'</c> before; a quote inside is <c>'\''</c> (config.c, <c>git_config_from_parameters</c>).</summary>
    private static IEnumerable<(string Name, string Value)> Parameters(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\'')
            {
                at++;
                continue;
            }

            var word = Unquote(text, ref at);
            if (at < text.Length && text[at] == '=')
            {
                at++;
                yield return (word, at < text.Length && text[at] == '\'' ? Unquote(text, ref at) : "true");
            }
            else
            {
                var equals = word.IndexOf('=', StringComparison.Ordinal);
                yield return equals < 0 ? (word, "true") : (word[..equals], word[(equals + 1)..]);
            }
        }
    }

    private static string Unquote(string text, ref int at)
    {
        var word = new System.Text.StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '\'')
            {
                word.Append(text[at]);
            }
            else if (at + 3 < text.Length && text[at + 1] == '\\' && text[at + 3] == '\'')
            {
                word.Append(text[at + 2]);
                at += 3;
            }
            else
            {
                at++;
                break;
            }
        }

        return word.ToString();
    }
}
