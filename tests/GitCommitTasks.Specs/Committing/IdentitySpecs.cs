namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for who and when: author and committer are found where git finds them, and never guessed.</summary>
public sealed class IdentitySpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("")]
    [InlineData("GIT_AUTHOR_NAME=A B", "GIT_AUTHOR_EMAIL=<a@b>", "GIT_COMMITTER_NAME= C; ", "GIT_COMMITTER_EMAIL=c@d")]
    [InlineData("GIT_AUTHOR_DATE=2001-02-03T04:05:06+07:00", "GIT_COMMITTER_DATE=2001-02-03T04:05:06Z")]
    [InlineData("GIT_AUTHOR_DATE=1112911993 -0700", "GIT_COMMITTER_DATE=@1112911993 +0545")]
    [InlineData("GIT_AUTHOR_DATE=Thu, 07 Apr 2005 22:13:13 +0200", "GIT_COMMITTER_DATE=2005-04-07 22:13:13 -0130")]
    [InlineData("GIT_AUTHOR_EMAIL=")]
    [InlineData("GIT_AUTHOR_DATE=", "EMAIL=e@f")]
    [InlineData("GIT_AUTHOR_NAME=x\ny <z>")]
    public void author_and_committer_are_those_of_git(params string[] variables)
    {
        var environment = repository.Environment.ToDictionary();
        // Both commits happen at one moment, unless the row says another.
        (environment["GIT_AUTHOR_DATE"], environment["GIT_COMMITTER_DATE"]) = ("@1500000000 +0000", "@1500000000 +0000");
        foreach (var variable in variables.Where(v => v.Length > 0))
            environment[variable.Split('=')[0]] = variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..];

        (repository.Request("README.md") with { AllowEmpty = true, Environment = environment }).Run().Outcome.ShouldBe(CommitOutcome.Committed);
        repository.GitWith(environment, "commit", "-q", "--allow-empty", "-m", "x");

        var format = variables.Contains("GIT_AUTHOR_DATE=") ? "--format=%an|%ae|%cn|%ce" : "--format=%an|%ae|%ad|%cn|%ce|%cd";
        repository.Git("log", "-1", "--date=raw", format, "HEAD~").ShouldBe(repository.Git("log", "-1", "--date=raw", format, "HEAD"));
    }

    [Fact]
    public void author_and_committer_sections_come_before_user()
    {
        repository.Shell("git config author.name A; git config author.email a@a; git config committer.name C; git config committer.email c@c");

        (repository.Request("README.md") with { AllowEmpty = true }).Run();

        repository.Git("log", "-1", "--format=%an <%ae> %cn <%ce>").ShouldBe("A <a@a> C <c@c>\n");
    }

    [Fact]
    public void author_and_date_can_be_given()
    {
        (repository.Request("README.md") with { AllowEmpty = true, Author = "Some One <some@one>", Date = "2020-01-02T03:04:05+0100" }).Run();

        repository.Git("log", "-1", "--format=%an <%ae> %aI %cn").ShouldBe("Some One <some@one> 2020-01-02T03:04:05+01:00 Tester\n");
    }

    [Theory]
    [InlineData("git config --unset user.name")]
    [InlineData("git config --unset user.email")]
    [InlineData("git config user.name ' ., '")]
    public void without_an_identity_nothing_is_guessed(string arrange)
    {
        repository.Shell(arrange);
        repository.Write("f", "1\n");
        var before = repository.Head;

        var result = repository.Commit("f");

        result.Outcome.ShouldBe(CommitOutcome.Refused);
        result.Codes().ShouldBe(["GCT9003"]);
        repository.Head.ShouldBe(before);
    }

    [Theory]
    [InlineData("no angle brackets")]
    [InlineData("backwards> <")]
    public void an_author_that_cannot_be_read_is_refused(string author)
    {
        repository.Write("f", "1\n");

        (repository.Request("f") with { Author = author }).Run().Codes().ShouldBe(["GCT9010"]);
    }

    public void Dispose() => repository.Dispose();
}
