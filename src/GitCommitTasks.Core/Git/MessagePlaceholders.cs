using System.Text;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>Placeholders <c>{name}</c> in a message. Git has none: without fields, braces are literal.</summary>
internal static class MessagePlaceholders
{
    /// <summary>The text with its placeholders filled, or null after reporting GCT2015.</summary>
    /// <param name="text">One char for each byte.</param>
    /// <param name="fields">Their values are put in as UTF-8.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public static string? TryFill(string text, IReadOnlyDictionary<string, string> fields, DiagnosticBag diagnostics)
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

            filled.Append(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value)));
            at = close + 1;
        }

        return filled.ToString();
    }

    private static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
