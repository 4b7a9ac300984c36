using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;
using GitCommitTasks.TestKit;
using Spectre.Console;

namespace GitCommitTasks.Benchmarks;

/// <summary>What the lock costs when it is free, and whether everybody gets it when it is not.</summary>
internal static class LockFigures
{
    private const int Contenders = 32, AcquisitionsEach = 10, Abandoners = 16;

    public static Task<Table> UncontendedAsync()
    {
        using var folder = new TemporaryFolder();
        var scoped = new ScopedDirectory(folder.Path);
        List<double> waits = [];
        for (var i = 0; i < 1000; i++)
        {
            var attempt = new CommitLock(scoped, new LockOptions(), TimeProvider.System, new DiagnosticBag()).Acquire();
            waits.Add(attempt.Wait.TotalMilliseconds);
            attempt.Handle!.Dispose();
        }

        var samples = new Samples(waits.Skip(50));
        return Task.FromResult(new Table().AddColumns("uncontended acquisition", "mean ms", "p99 ms", "max ms", "aim")
            .AddRow("ours, warm, one process", Samples.Text(samples.Mean), Samples.Text(samples.P99), Samples.Text(samples.Max), "mean < 5")
            .AddRow("ours, the process's first", Samples.Text(waits[0]), "", "", ""));
    }

    /// <summary>Contenders that acquire again and again, among them processes that die with the lock in hand and leave a stale record each.</summary>
    public static async Task<Table> ContendedAsync()
    {
        using var folder = new TemporaryFolder();
        var crew = new Crew();
        for (var i = 0; i < Contenders; i++)
            crew.Add("acquire", folder.Path, $"{AcquisitionsEach}");
        for (var i = 0; i < Abandoners; i++)
            crew.Add("abandon", folder.Path);
        var (elapsed, lines, _) = await crew.GoAsync();
        // The last abandoner may have nobody behind it.
        var last = new CommitLock(new ScopedDirectory(folder.Path), new LockOptions(), TimeProvider.System, new DiagnosticBag()).Acquire();
        last.Handle!.Dispose();
        var cleaned = lines.Count(l => l[1] > 0) + (last.BrokeStale ? 1 : 0);
        var contended = lines.Where(l => l[2] == 0).ToList();
        var samples = new Samples(contended.Select(l => l[0]));
        return new Table().AddColumns("32 contenders × 10, 16 die holding it", "result", "aim")
            .AddRow("granted within 60 s", $"{100.0 * contended.Count / (Contenders * AcquisitionsEach):0.0} %", "> 99 %")
            .AddRow("stale locks cleaned", $"{cleaned} of {Abandoners}", "all")
            .AddRow("wait, median / p99 ms", $"{Samples.Text(samples.Median)} / {Samples.Text(samples.P99)}", "")
            .AddRow("all done after", $"{elapsed.TotalSeconds:0.0} s", "");
    }
}
