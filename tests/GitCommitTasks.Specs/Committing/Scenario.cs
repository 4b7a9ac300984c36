namespace GitCommitTasks.Specs.Committing;

/// <summary>A change to the working tree and the paths that are to be committed of it.</summary>
/// <param name="Name">A true sentence's subject.</param>
/// <param name="Before">What is committed with git first.</param>
/// <param name="Change">What happens to the working tree.</param>
/// <param name="Paths">The scope.</param>
/// <param name="Expected">What the result says of the commit.</param>
internal sealed record Scenario(
    string Name, Action<TemporaryRepository> Before, Action<TemporaryRepository> Change, string[] Paths, string[] Expected)
{
    /// <summary>Makes the scenario in a repository.</summary>
    public void Arrange(TemporaryRepository repository)
    {
        Before(repository);
        Age(repository);
        repository.Git("add", "-A", "-f");
        repository.Git("commit", "--quiet", "--allow-empty", "-m", "before");
        Change(repository);
    }

    /// <summary>Makes every file older than the index will be, as it is on most days.</summary>
    /// <remarks>Git reads the file of an unchanged entry again if it was written in the same second as the index (racy-git). Where a conversion
    /// was set in between, what git commits hangs on that.</remarks>
    private static void Age(TemporaryRepository repository) =>
        repository.Shell("find . -name .git -prune -o ! -type d -exec touch -h -t 202001010000 {} +");
}
