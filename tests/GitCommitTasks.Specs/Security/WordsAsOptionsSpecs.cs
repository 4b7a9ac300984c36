using GitCommitTasks.Specs.CommandLine;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Security;

/// <summary>A name is a name, whatever it begins with: neither our command line nor git's takes it for an option.</summary>
[Trait("Category", "Slow")]
public sealed class WordsAsOptionsSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("-f")]
    [InlineData("--force")]
    [InlineData("--output=pwned")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData(":(top)f")]
    [InlineData("$(touch pwned)")]
    [InlineData("a'b\"c\\d")]
    [InlineData("*?[x]")]
    [InlineData("new\nline")]
    public void a_path_is_literal(string path)
    {
        foreach (var engine in (string[])["libgit2", "git"])
        {
            repository.Write(path, engine);
            repository.Git("config", "scoped.engine", engine == "git" ? "git" : "auto");

            repository.Scoped("commit", "-m", "x", "--owner=-o", "--", path).ExitCode.ShouldBe(0, engine);

            repository.Git("diff-tree", "--no-commit-id", "--name-only", "-r", "-z", "HEAD").ShouldBe(path + "\0");
        }

        File.Exists(repository["pwned"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("git")]
    public void a_branch_that_begins_with_a_dash_is_a_branch(string? engine)
    {
        repository.Shell("git update-ref refs/heads/-x HEAD; git symbolic-ref HEAD refs/heads/-x");
        repository.Write("f", "1\n");
        var environment = repository.EnvironmentWith(("GIT_SCOPED_ENGINE", engine ?? "auto"));

        (repository.Request("f") with { ExpectBranch = "-x", Environment = environment }).Run().Codes().ShouldBeEmpty();
        (repository.Request("f") with { ExpectBranch = "--all", Environment = environment }).Run().Codes().ShouldBe(["GCT3005"]);

        repository.Git("log", "-1", "--format=%s", "refs/heads/-x", "--").ShouldBe("scoped\n");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("git")]
    public void a_commit_that_is_named_like_an_option_names_none(string? engine)
    {
        repository.Git("config", "scoped.engine", engine ?? "auto");

        repository.Scoped("validate", "--scope=README.md", "--", "--all").Codes().ShouldBe(["GCT4007"]);
        repository.Scoped("validate", "--scope=README.md", "--", "--output=pwned").Codes().ShouldBe(["GCT4007"]);
        File.Exists(repository["pwned"]).ShouldBeFalse();
    }

    [Fact]
    public void what_goes_into_the_message_is_no_option_of_git()
    {
        (repository.Request("README.md") with { AllowEmpty = true, Message = "--amend", Author = "-x <-y>", Date = "--date", Trailers = ["--in-place"] }).Run()
            .Codes().ShouldBe(["GCT9010"], "the date is none, and that is all that is wrong");
        (repository.Request("README.md") with { AllowEmpty = true, Message = "--amend", Author = "-x <-y>", Trailers = ["--in-place"] }).Run().Codes().ShouldBeEmpty();
        repository.Git("log", "-1", "--format=%an <%ae> %B").ShouldBe("-x <-y> --amend\n\n--in-place:\n\n");
    }

    public void Dispose() => repository.Dispose();
}
