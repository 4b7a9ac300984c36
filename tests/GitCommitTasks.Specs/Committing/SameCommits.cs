using CliWrap.Buffered;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Two histories that begin with the same commit: one grows by our commits, the other by <c>git commit</c>. As long as the commits are the same, so are their ids.</summary>
internal sealed class SameCommits : IDisposable
{
    private static readonly Dictionary<string, string> Dates = new() { ["GIT_AUTHOR_DATE"] = "@1700000000 +0200", ["GIT_COMMITTER_DATE"] = "@1700000100 -0330" };

    public SameCommits()
    {
        foreach (var repository in (TemporaryRepository[])[Ours, Gits])
        {
            repository.Write("README.md", "first\n");
            repository.Git("add", "README.md");
            repository.GitWith(repository.Environment.Concat(Dates).ToDictionary(), "commit", "-q", "-m", "first");
        }
    }

    public TemporaryRepository Ours { get; } = new(firstCommit: false);

    public TemporaryRepository Gits { get; } = new(firstCommit: false);

    /// <summary>Does the same in both.</summary>
    public void Both(Action<TemporaryRepository> change)
    {
        change(Ours);
        change(Gits);
    }

    /// <summary>Commits in both; they must make the same commit, or both refuse.</summary>
    /// <param name="change">What our commit is to be.</param>
    /// <param name="variables">What the environment of both has more, or (null) has not.</param>
    /// <param name="arguments">For <c>git commit</c>.</param>
    /// <returns>What became of ours.</returns>
    public CommitResult Commit(Func<CommitRequest, CommitRequest> change, IReadOnlyDictionary<string, string?>? variables, params string[] arguments)
    {
        var (ours, gits) = (EnvironmentOf(Ours, variables), EnvironmentOf(Gits, variables));
        // After a difference (that is being shrunk) both begin anew.
        if (HeadOf(Ours) != HeadOf(Gits))
            Both(r => r.Shell("git reset -q --hard $(git rev-list --max-parents=0 HEAD)"));
        var before = HeadOf(Ours);
        var result = change(Ours.Request("README.md") with { AllowEmpty = true, Environment = ours }).Run();
        var told = Gits.Command("git", ["commit", "-q", "--allow-empty", .. arguments]).WithEnvironmentVariables(gits!).ExecuteBufferedAsync().GetAwaiter().GetResult();

        var story = $"git {string.Join(' ', arguments)}\ngit: {told.ExitCode} {told.StandardError}\nours: {string.Join("; ", result.Diagnostics.Select(d => d.Message))}";
        (result.Outcome == CommitOutcome.Committed).ShouldBe(told.ExitCode == 0, story);
        if (HeadOf(Ours) != HeadOf(Gits))
            Ours.Git("cat-file", "commit", "HEAD").ShouldBe(Gits.Git("cat-file", "commit", "HEAD"), story);
        HeadOf(Ours).ShouldBe(HeadOf(Gits), story);
        if (told.ExitCode != 0)
            HeadOf(Ours).ShouldBe(before);
        return result;
    }

    public void Dispose()
    {
        Ours.Dispose();
        Gits.Dispose();
    }

    private static string HeadOf(TemporaryRepository repository) => File.ReadAllText(Path.Combine(repository.GitDirectory, "refs/heads/main"));

    private static Dictionary<string, string> EnvironmentOf(TemporaryRepository repository, IReadOnlyDictionary<string, string?>? variables)
    {
        var environment = repository.Environment.Concat(Dates).ToDictionary();
        foreach (var (name, value) in variables ?? new Dictionary<string, string?>())
        {
            if (value is null)
                environment.Remove(name);
            else
                environment[name] = value;
        }

        return environment;
    }
}
