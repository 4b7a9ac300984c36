using System.Diagnostics;
using CliWrap.Buffered;
using GitCommitTasks.TestKit;
using Spectre.Console;

namespace GitCommitTasks.Benchmarks;

/// <summary>What an edit window costs whoever opens and closes it: a process each, as the hooks around an agent's tools do.</summary>
internal static class WindowFigures
{
    private const int Runs = 20, Files = 10_000;

    public static async Task<Table> MeasureAsync()
    {
        var program = await NativeTool.PublishAsync();
        using var repository = SampleRepository.Create(Files, 1);
        var table = new Table().AddColumns("a native process each, median", "edit begin ms", "edit end ms");
        foreach (var (name, path) in ((string, string)[])[("a file", "own/0.txt"), ($"a directory with {Files:N0} files, of which one is changed", ".")])
        {
            List<double> begins = [], ends = [];
            for (var i = 0; i < Runs; i++)
            {
                begins.Add(await RunAsync(repository, program, "edit", "begin", "--owner", "bench", path));
                repository.Write("own/0.txt", Guid.NewGuid().ToString("n"));
                ends.Add(await RunAsync(repository, program, "edit", "end", "--owner", "bench", path));
            }

            table.AddRow(name, Samples.Text(new Samples(begins).Median), Samples.Text(new Samples(ends).Median));
        }

        return table;
    }

    private static async Task<double> RunAsync(TemporaryRepository repository, string program, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await repository.Command(program, arguments).ExecuteBufferedAsync();
        return result.ExitCode == 0 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException(result.StandardError);
    }
}
