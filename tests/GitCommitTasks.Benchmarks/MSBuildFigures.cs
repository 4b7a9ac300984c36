using System.Diagnostics;
using CliWrap.Buffered;
using GitCommitTasks.TestKit;
using Spectre.Console;

namespace GitCommitTasks.Benchmarks;

/// <summary>What the target adds to a run of MSBuild, beside a target that does nothing.</summary>
internal static class MSBuildFigures
{
    private const int Runs = 8;

    public static async Task<Table> OverheadAsync()
    {
        using var repository = SampleRepository.Create(100, 1);
        repository.Write("bench.proj", $"""
            <Project>
              <PropertyGroup>
                <ScopedCommitMessage>bench</ScopedCommitMessage>
              </PropertyGroup>
              <ItemGroup>
                <ScopedCommitFile Include="own/0.txt" />
              </ItemGroup>
              <Target Name="Empty" />
              <Import Project="{Path.Combine(BuiltFiles.SourceRoot, "GitCommitTasks.targets")}" />
            </Project>
            """);
        await RunAsync(repository, "Empty");
        await RunAsync(repository, "ScopedCommit");
        List<double> empty = [], ours = [];
        for (var i = 0; i < Runs; i++)
        {
            empty.Add(await RunAsync(repository, "Empty"));
            ours.Add(await RunAsync(repository, "ScopedCommit"));
        }

        var (nothing, commit) = (new Samples(empty), new Samples(ours));
        return new Table().AddColumns("dotnet msbuild, a process of its own each time", "median ms")
            .AddRow("an empty target", Samples.Text(nothing.Median))
            .AddRow("ScopedCommit of one changed file", Samples.Text(commit.Median))
            .AddRow("the target's overhead", Samples.Text(commit.Median - nothing.Median));
    }

    private static async Task<double> RunAsync(TemporaryRepository repository, string target)
    {
        repository.Write("own/0.txt", Guid.NewGuid().ToString("n"));
        var start = Stopwatch.GetTimestamp();
        var result = await repository.Command("dotnet", "msbuild", "bench.proj", $"-t:{target}", "-nologo", "-v:q", "-nodeReuse:false").ExecuteBufferedAsync();
        if (result.ExitCode != 0)
            throw new InvalidOperationException(result.StandardOutput + result.StandardError);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
