using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Security;

/// <summary>A repository that belongs to another user is refused as git refuses it (<c>safe.directory</c>), whoever does the steps.</summary>
public sealed class ForeignOwnerSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData(null)]
    [InlineData("git")]
    public void a_repository_of_somebody_else_is_refused_until_it_is_called_safe(string? engine)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can give a directory away");
        repository.Write("f", "1\n");
        repository.Git("config", "user.useConfigOnly", "true");
        var head = repository.Head;
        repository.Shell("chown -R 12345 .");
        var environment = new Dictionary<string, string>(repository.Environment);
        environment.Remove("SUDO_UID");
        if (engine is not null)
            environment["GIT_SCOPED_ENGINE"] = engine;

        (repository.Request("f") with { Environment = environment }).Run().Codes().ShouldBe(["GCT9011"]);
        repository.TryGit("rev-parse", "HEAD").ExitCode.ShouldBe(128, "git refuses it, too");
        File.ReadAllText(Path.Combine(repository.GitDirectory, "refs/heads/main")).Trim().ShouldBe(head);

        File.WriteAllText(environment["GIT_CONFIG_GLOBAL"], $"[safe]\n\tdirectory = {repository.Top}\n");
        repository.TryGit("rev-parse", "HEAD").ExitCode.ShouldBe(0);
        (repository.Request("f") with { Environment = environment }).Run().Codes().ShouldBeEmpty("git would do it now");
    }

    [Fact]
    public void a_repository_cannot_call_itself_safe()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can give a directory away");
        repository.Write("f", "1\n");
        repository.Git("config", "safe.directory", "*");
        repository.Shell("chown -R 12345 .");

        repository.Commit("f").Codes().ShouldBe(["GCT9011"]);
        (repository.Request("f") with { Environment = repository.EnvironmentWith(("GIT_SCOPED_ENGINE", "git")) }).Run().Codes().ShouldBe(["GCT9011"]);
    }

    public void Dispose() => repository.Dispose();
}
