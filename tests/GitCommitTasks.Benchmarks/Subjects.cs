using Spectre.Console;

namespace GitCommitTasks.Benchmarks;

/// <summary>The subjects by name, in the order in which they are run.</summary>
internal static class Subjects
{
    private static readonly (string Name, Func<Task<Table>> Measure)[] All =
    [
        ("lock", LockFigures.UncontendedAsync),
        ("hold", CommitFigures.HoldAsync),
        ("contention", LockFigures.ContendedAsync),
        ("beside", CommitFigures.BesideAnotherAsync),
        ("throughput", ThroughputFigures.MeasureAsync),
        ("windows", WindowFigures.MeasureAsync),
        ("msbuild", MSBuildFigures.OverheadAsync),
    ];

    public static async Task<int> RunAsync(string[] names)
    {
        var chosen = All.Where(s => names.Length == 0 || names.Contains(s.Name)).ToArray();
        if (chosen.Length == 0 || names.Except(All.Select(s => s.Name)).Any())
        {
            Console.Error.WriteLine($"subjects: {string.Join(' ', All.Select(s => s.Name))}");
            return 2;
        }

        // A pipe has no width of its own.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 120);
        foreach (var (name, measure) in chosen)
            AnsiConsole.Write((await measure()).Title(name).Border(TableBorder.Markdown));
        return 0;
    }
}
