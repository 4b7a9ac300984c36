using Spectre.Console;

namespace GitCommitTasks.Benchmarks;

/// <summary>How long one commit takes and holds the lock, alone and beside another writer.</summary>
internal static class CommitFigures
{
    private const int Commits = 100;

    public static async Task<Table> HoldAsync()
    {
        var table = new Table().AddColumns("one writer, 100 commits, warm", "latency mean ms", "p99 ms", "lock held mean ms", "p99 ms", "aim");
        foreach (var files in (int[])[100, 10_000, 100_000])
        {
            var (latency, held) = await MeasureAsync(files, writers: 1);
            table.AddRow($"{files:N0} files", Samples.Text(latency.Mean), Samples.Text(latency.P99), Samples.Text(held.Mean), Samples.Text(held.P99), "held < 50");
        }

        return table;
    }

    public static async Task<Table> BesideAnotherAsync()
    {
        var (alone, _) = await MeasureAsync(100, writers: 1);
        var (beside, _) = await MeasureAsync(100, writers: 2);
        return new Table().AddColumns("latency of one commit", "median ms", "mean ms", "aim")
            .AddRow("alone", Samples.Text(alone.Median), Samples.Text(alone.Mean), "")
            .AddRow("beside one other writer that never pauses", Samples.Text(beside.Median), Samples.Text(beside.Mean), "")
            .AddRow("more by", $"{100 * ((beside.Median / alone.Median) - 1):0} %", $"{100 * ((beside.Mean / alone.Mean) - 1):0} %", "< 10 %");
    }

    private static async Task<(Samples Latency, Samples Held)> MeasureAsync(int files, int writers)
    {
        using var repository = SampleRepository.Create(files, writers);
        var crew = new Crew();
        for (var i = 0; i < writers; i++)
            crew.Add("commit", repository.Top, $"own/{i}.txt", $"{Commits}");
        var (_, lines, _) = await crew.GoAsync();
        return (new Samples(lines.Select(l => l[0])), new Samples(lines.Select(l => l[1])));
    }
}
