namespace GitCommitTasks.Specs.Committing;

/// <summary>Repositories that libgit2 cannot open or handle, and one in which everything is left to git.</summary>
internal static class RepositoryKind
{
    public const string Sha256 = "SHA-256", GitEngine = "git's engine", SplitIndex = "split index";

    public static string[] All => [Sha256, GitEngine, SplitIndex];

    /// <summary>A repository of that kind.</summary>
    public static TemporaryRepository Create(string kind, bool firstCommit = true)
    {
        TemporaryRepository repository = new(firstCommit, kind == Sha256 ? ["--object-format=sha256"] : []);
        if (kind == GitEngine)
            repository.Git("config", "scoped.engine", "git");
        if (kind == SplitIndex && firstCommit)
            repository.Git("update-index", "--split-index");
        if (kind == SplitIndex)
            repository.Git("config", "core.splitIndex", "true");
        return repository;
    }

    /// <summary>The repository is still of its kind, and git finds nothing wrong with it.</summary>
    public static void ShouldBeSound(this TemporaryRepository repository, string kind)
    {
        repository.Fsck().ShouldBeEmpty();
        if (kind == Sha256)
            repository.Head.Length.ShouldBe(64);
        if (kind == SplitIndex)
            File.Exists(repository[repository.Git("rev-parse", "--shared-index-path").Trim()]).ShouldBeTrue("the index is still split");
        repository.Leftovers().ShouldBeEmpty();
    }
}
