namespace GitCommitTasks.Specs.Committing;

/// <summary>I9: a repository in which git would do more than we can is refused before anything is touched.</summary>
public sealed class RepositorySupportSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("git config core.repositoryFormatVersion 1; git config extensions.refStorage tomorrow", "GCT9004")]
    [InlineData("git config core.repositoryFormatVersion 1; git config extensions.tomorrow yes", "GCT9004")]
    [InlineData("git config core.repositoryFormatVersion 2", "GCT9004")]
    [InlineData("git config core.bare true", "GCT9002")]
    [InlineData("mkdir ../elsewhere; git config core.worktree ../../elsewhere", "GCT9004")]
    public void a_repository_that_asks_for_more_is_refused(string arrange, string code)
    {
        repository.Write("f", "1\n");
        repository.Shell(arrange);

        var result = repository.Commit("f");

        result.Codes().ShouldBe([code]);
        result.Outcome.ShouldBe(CommitOutcome.Refused);
        File.Exists(Path.Combine(repository.GitDirectory, "logs", "HEAD")).ShouldBeTrue();
        File.ReadAllLines(Path.Combine(repository.GitDirectory, "logs", "HEAD")).Length.ShouldBe(1, "no commit was made");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void a_working_tree_that_the_environment_puts_elsewhere_is_refused()
    {
        repository.Write("f", "1\n");
        var environment = new Dictionary<string, string>(repository.Environment) { ["GIT_WORK_TREE"] = repository.Outside.Path };

        (repository.Request("f") with { Environment = environment }).Run().Codes().ShouldBe(["GCT9015"], "git would take the files from there");
    }

    [Fact]
    public void a_submodule_is_a_working_tree_like_any_other()
    {
        repository.Shell("git init -q ../lib; git -C ../lib -c user.name=x -c user.email=x commit -q --allow-empty -m lib");
        repository.Shell("git -c protocol.file.allow=always submodule --quiet add ../lib sub; git commit -qm sub; git -C sub config user.name x; git -C sub config user.email x");
        repository.Write("sub/f", "1\n");

        (repository.Request("f") with { Directory = repository["sub"] }).Run().Codes().ShouldBeEmpty();

        repository.Git("-C", "sub", "log", "--format=%s").ShouldBe("scoped\nlib\n");
        repository.Commit("sub").Names().ShouldBe(["Modified:sub"], "its new commit is recorded");
    }

    [Fact]
    public void a_directory_without_a_repository_is_refused()
    {
        (repository.Request("f") with { Directory = repository.Outside.Path }).Run().Codes().ShouldBe(["GCT9001"]);
    }

    [Fact]
    public void a_bare_repository_is_refused()
    {
        repository.Git("clone", "--quiet", "--bare", ".", "../bare.git");

        (repository.Request("f") with { Directory = repository.Outside["bare.git"] }).Run().Codes().ShouldBe(["GCT9002"]);
    }

    public void Dispose() => repository.Dispose();
}
