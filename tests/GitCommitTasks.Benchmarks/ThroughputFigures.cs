using System.Diagnostics.CodeAnalysis;
using GitCommitTasks.TestKit;
using Spectre.Console;

namespace GitCommitTasks.Benchmarks;

/// <summary>16 processes × 5 commits of their own files, ours and the rivals' in one run.</summary>
internal static class ThroughputFigures
{
    private const int Writers = 16, CommitsEach = 5, Rounds = 3;

    /// <summary>What people write by hand: a directory as a lock, tried once a second.</summary>
    private const string MkdirLock = "for i in 1 2 3 4 5; do echo $i $RANDOM > own/{0}.txt; until mkdir .git/own.lock 2>/dev/null; do sleep 1; done; "
        + "git add own/{0}.txt; git commit -q -m bench; rmdir .git/own.lock; done";

    /// <summary>The rival to beat.</summary>
    private const string FlockOnly = "for i in 1 2 3 4 5; do echo $i $RANDOM > own/{0}.txt; flock .git/own.lock git commit -q --only -m bench -- own/{0}.txt; done";

    /// <summary>The rivals are one process a commit, so they are compared with ours that is one too, as it is installed.</summary>
    public static async Task<Table> MeasureAsync()
    {
        var program = await NativeTool.PublishAsync();
        var table = new Table().AddColumns("16 processes × 5 commits, median of 3 rounds", "files", "made", "seconds", "commits/s", "ours is × as fast", "aim");
        foreach (var files in (int[])[100, 10_000])
        {
            List<(double Seconds, int Made)> native = [], mkdir = [], flock = [], warm = [];
            // In turns: a machine whose speed changes from minute to minute would show in the comparison.
            for (var round = 0; round < Rounds; round++)
            {
                native.Add(await ScriptAsync(files, ToolScript(program)));
                mkdir.Add(await ScriptAsync(files, MkdirLock));
                flock.Add(await ScriptAsync(files, FlockOnly));
                warm.Add(await RunAsync(files, (crew, repository, i) => crew.Add("commit", repository.Top, $"own/{i}.txt", $"{CommitsEach}")));
            }

            var ours = Median(native);
            Row(table, "ours, one git-scoped process a commit", files, ours, ours, "");
            Row(table, "(a) mkdir, 1 s retries, add + commit", files, Median(mkdir), ours, "× 15");
            Row(table, "(b) flock + git commit --only", files, Median(flock), ours, files == 100 ? "× 1" : "× 2");
            Row(table, "ours, in warm .NET processes", files, Median(warm), ours, "");
            Row(table, "ours, git-scoped not compiled to native code", files, await ScriptAsync(files, ToolScript("dotnet " + BuiltFiles.Tool)), ours, "");
        }

        return table;
    }

    private static (double Seconds, int Made) Median(List<(double Seconds, int Made)> rounds) => rounds.OrderBy(r => r.Seconds / r.Made).ElementAt(rounds.Count / 2);

    private static Task<(double Seconds, int Made)> ScriptAsync(int files, [StringSyntax(StringSyntaxAttribute.CompositeFormat)] string script) =>
        RunAsync(files, (crew, repository, i) => crew.AddScript(string.Format(null, System.Text.CompositeFormat.Parse(script), i), repository.Top, repository.Environment));

    private static async Task<(double Seconds, int Made)> RunAsync(int files, Action<Crew, TemporaryRepository, int> add)
    {
        using var repository = SampleRepository.Create(files, Writers);
        var crew = new Crew();
        for (var i = 0; i < Writers; i++)
            add(crew, repository, i);
        var (elapsed, _, _) = await crew.GoAsync();
        return (elapsed.TotalSeconds, repository.CommitsMade());
    }

    private static string ToolScript(string tool) =>
        "for i in 1 2 3 4 5; do echo $i $RANDOM > own/{0}.txt; " + tool + " commit -m bench own/{0}.txt > /dev/null 2>&1; done";

    private static void Row(Table table, string name, int files, (double Seconds, int Made) measured, (double Seconds, int Made) ours, string aim)
    {
        double rate = measured.Made / measured.Seconds, oursRate = ours.Made / ours.Seconds;
        table.AddRow(name, $"{files:N0}", $"{measured.Made} of {Writers * CommitsEach}", $"{measured.Seconds:0.00}", $"{rate:0.0}", $"{oursRate / rate:0.0}", aim);
    }
}
