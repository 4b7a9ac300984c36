namespace GitCommitTasks.Specs.Committing;

/// <summary>The race itself: the harness finds it in plain git, and not in us.</summary>
public sealed class RaceHarnessSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void plain_add_and_commit_takes_others_files_and_leaves_them_nothing()
    {
        RaceHarness.Run(repository, 8, RaceHarness.Naive).ShouldBe(new RaceReport(Commits: 1, Failed: 7, Contaminated: 1), "the first takes all, the others find nothing to commit");
    }

    [Fact]
    public void scoped_commits_hold_their_own_file_and_all_are_made()
    {
        RaceHarness.Run(repository, 8, RaceHarness.Scoped).ShouldBe(new RaceReport(Commits: 8, Failed: 0, Contaminated: 0));

        repository.Git("rev-list", "--count", "--first-parent", "HEAD").Trim().ShouldBe("9", "linear");
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
        repository.Leftovers().ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();
}
