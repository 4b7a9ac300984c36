using GitCommitTasks.Specs.Ownership;

namespace GitCommitTasks.Specs.Committing;

/// <summary>The reflog has the lines that git would have written.</summary>
public sealed class ReflogSpecs
{
    private static readonly Dictionary<string, string> Times = new()
    {
        ["GIT_AUTHOR_DATE"] = "@1700000000 +0200",
        ["GIT_COMMITTER_DATE"] = "@1700000100 -0330",
        ["GIT_AUTHOR_NAME"] = "Äuthor O'Brien",
        ["GIT_AUTHOR_EMAIL"] = "a@example.invalid",
        ["GIT_COMMITTER_NAME"] = "Committer, Jr.",
        ["GIT_COMMITTER_EMAIL"] = "c@example.invalid",
    };

    [Theory]
    [InlineData("one line", "")]
    [InlineData("subject\n\nbody\n", "")]
    [InlineData("  blanks \t  inside\tand\t", "")]
    [InlineData("\n\nleading line ends", "")]
    [InlineData("ümlaut \U0001F600", "")]
    [InlineData("off", "git config core.logAllRefUpdates false")]
    [InlineData("off, but there is one already", "git config core.logAllRefUpdates false; mkdir -p .git/logs/refs/heads; touch .git/logs/refs/heads/main")]
    [InlineData("always", "git config core.logAllRefUpdates always")]
    [InlineData("a detached HEAD", "git switch -q --detach")]
    [InlineData("the first", "git switch -q --orphan fresh")]
    public void commits_and_logs_are_the_very_ones_of_git(string message, string arrange)
    {
        using var twins = new Twins();
        foreach (var repository in (TemporaryRepository[])[twins.Ours, twins.Gits])
        {
            // The first commits differ in time; from here on both are the same.
            repository.Shell($"git reset -q --hard $(echo root | {Fixed("git commit-tree HEAD^{tree}")}); rm -rf .git/logs/*; {arrange}");
            repository.Write("f", "1\n");
        }

        var environment = twins.Ours.Environment.Concat(Times).ToDictionary();
        (twins.Ours.Request("f") with { Environment = environment, Message = message }).Run().Codes().ShouldBeEmpty();
        twins.Gits.Git("add", "f");
        twins.Gits.GitWith(environment, "commit", "-q", "--only", "-m", message, "f");

        twins.Ours.Git("cat-file", "commit", "HEAD").ShouldBe(twins.Gits.Git("cat-file", "commit", "HEAD"), "author, committer and message to the byte");
        foreach (var log in (string[])["HEAD", "refs/heads/main", "refs/heads/fresh"])
            LastLine(twins.Ours, log).ShouldBe(LastLine(twins.Gits, log), $"the reflog of {log}");
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("git")]
    public void a_setting_that_git_cannot_read_is_refused_as_by_git(string engine)
    {
        using TemporaryRepository repository = new();
        repository.Write("README.md", "2\n");
        repository.Git("config", "core.logAllRefUpdates", "bogus");

        repository.TryGit("commit", "-q", "--only", "-m", "x", "README.md").ExitCode.ShouldBe(128);
        (repository.Request("README.md") with { Environment = repository.EnvironmentWith(("GIT_SCOPED_ENGINE", engine)) }).Run().Codes().ShouldBe(["GCT9010"]);

        repository.Git("config", "core.logAllRefUpdates", "true");
        repository.Git("rev-list", "--count", "HEAD").ShouldBe("1\n");
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("git")]
    public void the_time_is_that_of_the_commit_whoever_moves_the_branch(string engine)
    {
        using TemporaryRepository repository = new();
        repository.Write("README.md", "2\n");
        var request = repository.Request("README.md") with { Environment = repository.EnvironmentWith(("GIT_SCOPED_ENGINE", engine)) };

        ScopedCommit.Run(request, time: new LaterClock(TimeSpan.FromDays(-1)), cancellation: TestContext.Current.CancellationToken).Outcome.ShouldBe(CommitOutcome.Committed);

        foreach (var log in (string[])["HEAD", "refs/heads/main"])
            LastLine(repository, log)!.ShouldContain(repository.Git("log", "-1", "--format=> %cd\t", "--date=raw").TrimEnd('\n'), Case.Sensitive, "it was a day ago");
    }

    private static string Fixed(string command) =>
        $"env GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x GIT_AUTHOR_DATE='@1 +0000' GIT_COMMITTER_DATE='@1 +0000' {command}";

    private static string? LastLine(TemporaryRepository repository, string log)
    {
        var path = Path.Combine(repository.GitDirectory, "logs", log);
        return File.Exists(path) ? File.ReadAllLines(path).LastOrDefault() : null;
    }
}
