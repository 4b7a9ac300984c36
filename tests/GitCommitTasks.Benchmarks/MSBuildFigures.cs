using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using CliWrap;
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
        Write(repository, "source.proj", BuiltFiles.SourceRoot);
        Write(repository, "package.proj", await PackAsync());
        (string Name, string Project, string Target, List<double> Times)[] rows =
        [
            ("an empty target", "source.proj", "Empty", []),
            ("ScopedCommit of one changed file, the tasks compiled when they run", "source.proj", "ScopedCommit", []),
            ("ScopedCommit of one changed file, the tasks compiled ahead", "package.proj", "ScopedCommit", []),
        ];
        // In turns: a machine whose speed changes from minute to minute would show in the comparison. The first of each is not counted.
        for (var i = 0; i <= Runs; i++)
        {
            foreach (var (_, project, target, times) in rows)
                times.Add(await RunAsync(repository, project, target));
        }

        var table = new Table().AddColumns("dotnet msbuild, a process of its own each time", "median ms", "more than the empty target");
        var empty = new Samples(rows[0].Times.Skip(1)).Median;
        foreach (var (name, _, _, times) in rows)
            table.AddRow(name, Samples.Text(new Samples(times.Skip(1)).Median), Samples.Text(new Samples(times.Skip(1)).Median - empty));
        return table;
    }

    private static void Write(TemporaryRepository repository, string name, string tasks) => repository.Write(name, $"""
        <Project>
          <PropertyGroup>
            <ScopedCommitMessage>bench</ScopedCommitMessage>
          </PropertyGroup>
          <ItemGroup>
            <ScopedCommitFile Include="own/0.txt" />
          </ItemGroup>
          <Target Name="Empty" />
          <Import Project="{Path.Combine(tasks, "GitCommitTasks.targets")}" />
        </Project>
        """);

    /// <summary>Packs the tasks with those compiled for this platform, and returns the folder of what the package holds.</summary>
    private static async Task<string> PackAsync()
    {
        Console.Error.WriteLine("compiling the tasks ahead …");
        var feed = Path.Combine(BuiltFiles.SourceRoot, "artifacts", "ahead", "feed");
        await Cli.Wrap("dotnet")
            .WithArguments(["pack", Path.Combine(BuiltFiles.SourceRoot, "src", "GitCommitTasks"), "-c", "Release", "-o", feed, $"-p:CompileAheadFor={RuntimeInformation.RuntimeIdentifier}"])
            .ExecuteBufferedAsync();
        var folder = Path.Combine(feed, "package");
        ZipFile.ExtractToDirectory(Directory.GetFiles(feed, "*.nupkg").Single(), folder, overwriteFiles: true);
        return folder;
    }

    private static async Task<double> RunAsync(TemporaryRepository repository, string project, string target)
    {
        repository.Write("own/0.txt", Guid.NewGuid().ToString("n"));
        var start = Stopwatch.GetTimestamp();
        var result = await repository.Command("dotnet", "msbuild", project, $"-t:{target}", "-nologo", "-v:q", "-nodeReuse:false").ExecuteBufferedAsync();
        if (result.ExitCode != 0)
            throw new InvalidOperationException(result.StandardOutput + result.StandardError);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
