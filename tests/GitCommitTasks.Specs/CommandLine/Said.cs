using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap.Buffered;

namespace GitCommitTasks.Specs.CommandLine;

/// <summary>What the tool said, taken apart.</summary>
internal static partial class Said
{
    /// <summary>Stdout as the one JSON object it must be.</summary>
    public static JsonElement Json(this BufferedCommandResult result)
    {
        result.StandardOutput.Count(c => c == '\n').ShouldBe(1, "one object, one line: " + result.StandardOutput + result.StandardError);
        return JsonDocument.Parse(result.StandardOutput).RootElement;
    }

    /// <summary>The codes on stderr, in order; every line there must have MSBuild's canonical form.</summary>
    public static string[] Codes(this BufferedCommandResult result) =>
        [.. result.StandardError.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Canonical().Match(line) is { Success: true } m ? m.Groups[1].Value : $"not canonical: {line}")];

    /// <summary>The value of a property, as text.</summary>
    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>The strings of a list.</summary>
    public static string?[] Texts(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetString())];

    /// <summary>Asserts that these properties are there, in this order, and no others.</summary>
    public static JsonElement ShouldHold(this JsonElement element, params string[] names)
    {
        element.EnumerateObject().Select(p => p.Name).ShouldBe(names);
        return element;
    }

    [GeneratedRegex(@"^git-scoped : (?:error|warning|message) (GCT\d{4}): ")]
    private static partial Regex Canonical();
}
