using System.Diagnostics;
using System.Text.RegularExpressions;
using GitCommitTasks.Specs;

namespace GitCommitTasks.Differential;

/// <summary>The MSBuild front end as users have it: <c>dotnet msbuild</c> on a project that imports the targets.</summary>
internal static partial class BuildFront
{
    private const string Project = "scoped.proj";

    /// <summary>The scenario with the project in its working tree, where git ignores it.</summary>
    public static Scenario WithProject(Scenario scenario) => scenario with
    {
        Build = $"echo {Project} > .git/info/exclude; cat > {Project} <<'END'\n{ProjectOf(scenario)}\nEND\n{scenario.Build}",
    };

    /// <summary>Runs the target.</summary>
    /// <param name="directory">Absolute path of the project's directory.</param>
    /// <param name="environment">All the environment there is.</param>
    public static Answer Commit(string directory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(FrontEndProcess.DotNet, ["msbuild", Project, "-t:Show", "-nologo", "-tl:off", "-clp:NoSummary"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        foreach (var (name, value) in ((string, string)[])[("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0")])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Answer(Outcome().Match(said).Groups[1].Value, [.. Code().Matches(said).Select(m => m.Value)], said);
    }

    private static string ProjectOf(Scenario scenario) => $"""
        <Project>
          <PropertyGroup>
            <ScopedCommitMessage>{scenario.Message}</ScopedCommitMessage>
          </PropertyGroup>
          <ItemGroup>
            <ScopedCommitFile Include="{string.Join(';', scenario.Paths.Select(p => p.Replace(";", "%3b", StringComparison.Ordinal)))}" />
          </ItemGroup>
          <Import Project="{SourceTree.Path("GitCommitTasks.targets")}" />
          <Target Name="Show" DependsOnTargets="ScopedCommit">
            <Message Importance="high" Text="outcome=$(ScopedCommitOutcome)" />
          </Target>
        </Project>
        """;

    [GeneratedRegex(@"outcome=(\S*)")]
    private static partial Regex Outcome();

    [GeneratedRegex(@"\bGCT\d{4}\b")]
    private static partial Regex Code();
}
