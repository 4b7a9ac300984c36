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

    private static string Fixed(string command) =>
        $"env GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x GIT_AUTHOR_DATE='@1 +0000' GIT_COMMITTER_DATE='@1 +0000' {command}";

    private static string? LastLine(TemporaryRepository repository, string log)
    {
        var path = Path.Combine(repository.GitDirectory, "logs", log);
        return File.Exists(path) ? File.ReadAllLines(path).LastOrDefault() : null;
    }
}
