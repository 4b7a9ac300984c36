namespace GitCommitTasks.Specs.MSBuild;

/// <summary>What makes errors of our warnings in somebody else's build, and what lets them be warnings again.</summary>
public sealed class WarningsAsErrorsSpecs : BuildSpecs
{
    [Theory]
    [InlineData("warning", "TreatWarningsAsErrors=true")]
    [InlineData("error", "MSBuildTreatWarningsAsErrors=true")]
    [InlineData("warning", "MSBuildTreatWarningsAsErrors=true", "WarningsNotAsErrors=GCT2006")]
    [InlineData("warning", "MSBuildTreatWarningsAsErrors=true", "MSBuildWarningsNotAsErrors=GCT2006")]
    [InlineData("error", "MSBuildWarningsAsErrors=GCT2006")]
    public async Task in_an_SDK_project_a_property_decides(string severity, params string[] properties) => await ShouldSay(severity, properties);

    [Theory]
    [InlineData("error", "-warnaserror")]
    [InlineData("warning", "-warnaserror", "-warnnotaserror:GCT2006")]
    public async Task on_the_command_line_a_switch_does(string severity, params string[] switches) => await ShouldSay(severity, [], switches);

    private async Task ShouldSay(string severity, string[] properties, params string[] switches)
    {
        Repository.Write("own.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ScopedCommitMessage>scoped</ScopedCommitMessage>
                {string.Concat(properties.Select(p => p.Split('=')).Select(p => $"<{p[0]}>{p[1]}</{p[0]}>"))}
              </PropertyGroup>
              <ItemGroup><ScopedCommitFile Include="no-such-file.txt" /></ItemGroup>
              <Import Project="{Targets}" />
            </Project>
            """);

        var run = await Build("own.csproj", ["-t:ScopedCommit", .. switches]);

        run.Problems.ShouldBe([severity + " GCT2006"], run.Output);
        run.Succeeded.ShouldBe(severity == "warning", run.Output);
    }
}
