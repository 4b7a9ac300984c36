using Spectre.Console;

namespace GitCommitTasks.Benchmarks;

/// <summary>How long one commit takes and holds the lock, alone and beside another writer.</summary>
internal static class CommitFigures
{
    private const int Commits = 100, Rounds = 5;

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
        var table = new Table().AddColumns("latency of one commit", "median ms", "mean ms", "median more by", "mean more by", "aim");
        List<double> alone = [], pausing = [], busy = [];
        // In turns: a machine whose speed changes from minute to minute would show in the comparison.
        for (var round = 0; round < Rounds; round++)
        {
            alone.AddRange((await MeasureAsync(100, writers: 1)).Latency.Values);
            pausing.AddRange((await MeasureAsync(100, writers: 1, pausing: 1)).Latency.Values);
            busy.AddRange((await MeasureAsync(100, writers: 2)).Latency.Values);
        }

        Row(table, "alone", new(alone), new(alone), "");
        Row(table, "beside a writer that pauses 50 to 100 ms after each commit", new(pausing), new(alone), "< 10 %");
        Row(table, "beside a writer that never pauses", new(busy), new(alone), "");
        return table;
    }

    private static void Row(Table table, string name, Samples measured, Samples alone, string aim) => table.AddRow(
        name, Samples.Text(measured.Median), Samples.Text(measured.Mean), More(measured.Median, alone.Median), More(measured.Mean, alone.Mean), aim);

    private static string More(double measured, double alone) => $"{100 * ((measured / alone) - 1):0} %";

    /// <param name="files">How many files the repository has.</param>
    /// <param name="writers">How many commit without a pause; these are measured.</param>
    /// <param name="pausing">How many more commit with pauses as long as the others work.</param>
    private static async Task<(Samples Latency, Samples Held)> MeasureAsync(int files, int writers, int pausing = 0)
    {
        using var repository = SampleRepository.Create(files, writers + pausing);
        var crew = new Crew();
        for (var i = 0; i < writers; i++)
            crew.Add("commit", repository.Top, $"own/{i}.txt", $"{Commits}");
        for (var i = writers; i < writers + pausing; i++)
            crew.AddCompanion("pausing", repository.Top, $"own/{i}.txt");
        var (_, lines, _) = await crew.GoAsync();
        return (new Samples(lines.Select(l => l[0])), new Samples(lines.Select(l => l[1])));
    }
}
