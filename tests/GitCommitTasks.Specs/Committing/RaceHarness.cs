using System.Collections.Concurrent;

namespace GitCommitTasks.Specs.Committing;

/// <summary>How one writer brings its file onto the branch. Given the repository, its path, and a barrier which all writers pass together.</summary>
/// <returns>The commit it made, or null when it failed.</returns>
internal delegate string? Writer(TemporaryRepository repository, string path, Barrier barrier);

/// <summary>What came of a race.</summary>
/// <param name="Commits">Commits that were made.</param>
/// <param name="Failed">Writers whose commit failed.</param>
/// <param name="Contaminated">Commits that touch another writer's file.</param>
internal sealed record RaceReport(int Commits, int Failed, int Contaminated);

/// <summary>N writers, each with a file of its own, all at once in one repository: who fails, and whose commit holds another's file?</summary>
internal static class RaceHarness
{
    /// <summary>Plain git with the race forced: everybody has staged before anybody commits, as happens sooner or later.</summary>
    public static string? Naive(TemporaryRepository repository, string path, Barrier barrier)
    {
        lock (barrier)
            repository.Git("add", path);
        barrier.SignalAndWait(TestContext.Current.CancellationToken);
        string? made = null;
        // One after the other, lest index.lock decides who fails.
        lock (barrier)
        {
            if (repository.TryGit("commit", "-q", "-m", path).ExitCode == 0)
                made = repository.Head;
        }

        barrier.SignalAndWait(TestContext.Current.CancellationToken);
        return made;
    }

    /// <summary>The same with us: everybody has prepared before anybody commits.</summary>
    public static string? Scoped(TemporaryRepository repository, string path, Barrier barrier)
    {
        var result = (repository.Request(path) with { Message = path })
            .At(CommitStep.Prepared, () => barrier.SignalAndWait(TestContext.Current.CancellationToken)).Run();
        barrier.SignalAndWait(TestContext.Current.CancellationToken);
        return result.Outcome == CommitOutcome.Committed ? result.Commit : null;
    }

    public static RaceReport Run(TemporaryRepository repository, int writers, Writer write)
    {
        using Barrier barrier = new(writers);
        ConcurrentDictionary<string, string?> made = new();
        var threads = Enumerable.Range(1, writers).Select(i => new Thread(() =>
        {
            var path = $"file-{i}";
            repository.Write(path, $"{i}\n");
            made[path] = write(repository, path, barrier);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        var commits = made.Where(m => m.Value is not null).ToList();
        return new RaceReport(
            commits.Count,
            writers - commits.Count,
            commits.Count(m => !repository.FilesOf(m.Value!).SequenceEqual([$"A\t{m.Key}"])));
    }
}
