namespace GitCommitTasks.SideBySide;

/// <summary>Counts what became of the commits of one way of committing.</summary>
internal sealed class Tally(IWayToCommit way)
{
    private int tried, foreign, named, failed, misplaced, lost, histories, diverged;

    /// <summary>Lets every owner of the history commit once.</summary>
    public void Play(SharedHistory history)
    {
        var head = history.Base;
        HashSet<string> committed = [];
        foreach (var owner in history.Order)
        {
            tried++;
            if (way.Commit(history, head, owner) is not { } made)
            {
                failed++;
                continue;
            }

            committed.Add(owner);
            Judge(history, head, made, committed, owner);
            head = made;
        }

        histories++;
        diverged += head.SequenceEqual(history.Disk) ? 0 : 1;
    }

    public static void Print(TextWriter output, IReadOnlyList<Tally> tallies)
    {
        output.WriteLine($"{tallies[0].histories} histories, {tallies[0].tried} commits each way.");
        output.WriteLine();
        output.WriteLine("| | with foreign changes | with foreign changes, and saying so | failed | in a wrong place | own changes missing | histories not converged |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var t in tallies)
            output.WriteLine($"| {t.Name} | {t.Share(t.foreign)} | {t.Share(t.named)} | {t.Share(t.failed)} | {t.Share(t.misplaced)} | {t.Share(t.lost)} | {t.diverged} |");
    }

    private string Name => way.Name;

    private string Share(int count) => FormattableString.Invariant($"{count} ({100.0 * count / tried:0.#} %)");

    /// <summary>Only lines whose text is there once tell whose they are and where they belong: in the order in which they were on disk together.</summary>
    private void Judge(SharedHistory history, string[] head, string[] made, HashSet<string> committed, string owner)
    {
        var (before, texts) = (head.ToHashSet(), made.ToHashSet());
        bool IsTaken(Line line) => line.Owner is null ? !texts.Contains(line.Text) : texts.Contains(line.Text);
        bool IsNew(Line line) => before.Contains(line.Text) != texts.Contains(line.Text);
        var unique = history.Lines.Where(l => l.IsUnique).ToList();
        string? ChangedBy(Line line) => line.Owner ?? line.Deleter;
        string[] others = [.. unique.Where(l => IsNew(l) && IsTaken(l)).Select(ChangedBy).OfType<string>().Where(o => !committed.Contains(o)).Distinct()];
        var isMissing = unique.Any(l => ChangedBy(l) == owner && (l.Owner is null || l.IsOnDisk) && !IsTaken(l));
        foreign += others.Except(way.Named).Any() ? 1 : 0;
        named += others.Length > 0 && !others.Except(way.Named).Any() ? 1 : 0;
        lost += isMissing ? 1 : 0;
        misplaced += history.IsInOrder(made) ? 0 : 1;
    }
}
