using System.Text.RegularExpressions;

namespace GitCommitTasks.Specs.MSBuild;

/// <summary>One finished run of <c>dotnet msbuild</c> or <c>dotnet build</c>.</summary>
/// <param name="ExitCode">0 when the build succeeded.</param>
/// <param name="Output">Everything it said.</param>
public sealed partial record BuildRun(int ExitCode, string Output)
{
    /// <summary>Every warning and error, as <c>warning GCT1001</c>, in order of appearance.</summary>
    public string[] Problems => [.. Problem().Matches(Output).Select(m => $"{m.Groups["severity"]} {m.Groups["code"]}")];

    /// <summary>Whether the build succeeded; the output is there for the message of a failed assertion.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>What a project said after <c>name=</c> on a line of its own.</summary>
    public string Said(string name) => Regex.Match(Output, $@"^\s*(?:\d+>)?\s*{name}=(?<value>.*?)\s*$", RegexOptions.Multiline) is { Success: true } match
        ? match.Groups["value"].Value
        : throw new InvalidOperationException($"nobody said {name}: {Output}");

    /// <summary>MSBuild's canonical form: ORIGIN : CATEGORY CODE: TEXT.</summary>
    [GeneratedRegex(@"^.*? : (?<severity>warning|error) (?<code>[A-Z]+\d+): |^.*?\(\d+,\d+\): (?<severity>warning|error) ?(?<code>[A-Z]*\d*) ?: ", RegexOptions.Multiline)]
    private static partial Regex Problem();
}
