using System.Diagnostics;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.SideBySide;

/// <summary>One large file with many owners: what a commit of one of them costs.</summary>
internal static class Scale
{
    private const int LineCount = 20_000, Owners = 50, Edits = 2_000, Repetitions = 15;

    public static void Print(TextWriter output)
    {
        var random = new Random(1);
        List<string> lines = [.. Enumerable.Range(0, LineCount).Select(n => random.Next(5) == 0 ? "  }" : $"line {n} of the file, about as long as lines are")];
        var head = Of(lines);
        var provenance = FileProvenance.Of(head);
        var capturing = Stopwatch.StartNew();
        for (var edit = 0; edit < Edits; edit++)
        {
            var at = random.Next(lines.Count - 3);
            lines.RemoveRange(at, random.Next(3));
            lines.InsertRange(at, Enumerable.Range(0, random.Next(1, 4)).Select(n => $"line {n} of edit {edit}"));
            provenance.Capture(Of(lines), $"task-{edit % Owners}", isObserved: true);
        }

        capturing.Stop();
        var (disk, stored) = (Of(lines), ProvenanceFormat.Write("file", provenance));
        output.WriteLine($"{LineCount} lines, {Owners} owners, {Edits} edits; {stored.Length / 1024} KiB stored; medians of {Repetitions}.");
        output.WriteLine();
        output.WriteLine("| step | ms |");
        output.WriteLine("|---|---:|");
        Row(output, "capture an edit (mean of all)", capturing.Elapsed.TotalMilliseconds / Edits);
        Row(output, "load", Median(() => ProvenanceFormat.Read(stored)));
        Row(output, "compare with HEAD and disk", Median(() => Take(provenance, head, disk)));
        Row(output, "compose", Median(() => Composition.For(provenance, head, disk, "task-7")));
        Row(output, "store", Median(() => ProvenanceFormat.Write("file", provenance)));
        Row(output, "load, compare, compose together", Median(() =>
        {
            var loaded = ProvenanceFormat.Read(stored);
            Take(loaded, head, disk);
            Composition.For(loaded, head, disk, "task-7");
        }));
    }

    private static void Take(FileProvenance provenance, FileState head, FileState disk)
    {
        provenance.Rehead(head);
        provenance.Capture(disk, owner: null, isObserved: false);
    }

    private static double Median(Action action)
    {
        double[] times = [.. Enumerable.Range(0, Repetitions).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            action();
            return watch.Elapsed.TotalMilliseconds;
        }).Order()];
        return times[Repetitions / 2];
    }

    private static void Row(TextWriter output, string step, double milliseconds) => output.WriteLine(FormattableString.Invariant($"| {step} | {milliseconds:0.0} |"));

    private static FileState Of(List<string> lines) => new(EntryMode.File, new TextLines(lines, EndsInLineFeed: true).Join());
}
