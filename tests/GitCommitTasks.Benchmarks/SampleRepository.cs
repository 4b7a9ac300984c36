using GitCommitTasks.TestKit;

namespace GitCommitTasks.Benchmarks;

/// <summary>A repository with many committed files, and one tracked file <c>own/N.txt</c> for each of some writers.</summary>
internal static class SampleRepository
{
    public static TemporaryRepository Create(int files, int writers)
    {
        var repository = new TemporaryRepository();
        for (var i = 0; i < files; i++)
            repository.Write($"src/d{i / 100:000}/f{i:00000}.txt", $"file {i}\n");
        for (var i = 0; i < writers; i++)
            repository.Write($"own/{i}.txt", "start\n");
        repository.Git("add", ".");
        repository.Git("commit", "--quiet", "-m", "sample");
        repository.Git("gc", "--quiet");
        // Neither we nor git pack in the background while others are measured.
        repository.Git("config", "maintenance.auto", "false");
        // The files are older than the index by now, as in any checkout that was not made this very second.
        Thread.Sleep(1100);
        repository.Git("update-index", "--refresh", "-q");
        repository.Git("status", "--porcelain");
        return repository;
    }

    /// <summary>How many commits are on the branch beyond the first two.</summary>
    public static int CommitsMade(this TemporaryRepository repository) =>
        int.Parse(repository.Git("rev-list", "--count", "HEAD"), System.Globalization.CultureInfo.InvariantCulture) - 2;
}
