using GitCommitTasks.Git;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Which engine does the work, and what a crash of git itself leaves.</summary>
public sealed class EngineSpecs : IDisposable
{
    /// <summary>The environment that names an engine, whichever the run of the specs names.</summary>
    internal static readonly Dictionary<string, string?> Auto = new() { [EngineChoice.Variable] = "auto" }, Git = new() { [EngineChoice.Variable] = "git" };

    private readonly TemporaryRepository repository = new();

    public EngineSpecs() => repository.GitCommit(("f", "1\n"), ("g", "1\n"));

    [Fact]
    public void the_environment_goes_before_the_configuration()
    {
        using TemporaryRepository plain = new(initArguments: "--object-format=sha1");
        plain.Git("config", "scoped.engine", "git");
        plain.Write("f", "2\n");
        var withoutGit = plain.EnvironmentWith(("PATH", plain.Outside.Path));
        withoutGit.Remove("GIT_SCOPED_ENGINE");

        (plain.Request("f") with { Environment = withoutGit }).Run().Codes().ShouldBe(["GCT9017"], "git does the work");
        withoutGit["GIT_SCOPED_ENGINE"] = "auto";
        (plain.Request("f") with { Environment = withoutGit }).Run().Codes().ShouldBeEmpty("nothing needs git");
    }

    [Theory]
    [InlineData("svn")]
    [InlineData("Git")]
    public void an_engine_that_there_is_not_is_an_error(string engine)
    {
        repository.Write("f", "2\n");
        var environment = repository.EnvironmentWith(("GIT_SCOPED_ENGINE", engine));

        var result = (repository.Request("f") with { Environment = environment }).Run();

        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe($"the setting scoped.engine has the value '{engine}': give auto or git.");
    }

    [Theory]
    [InlineData("git config core.repositoryFormatVersion 2")]
    [InlineData("git config core.repositoryFormatVersion 1; git config extensions.tomorrow yes")]
    public void a_format_that_git_refuses_is_refused_in_its_words(string arrange)
    {
        repository.Write("f", "2\n");
        repository.Shell(arrange);

        var result = repository.Commit("f");

        result.Codes().ShouldBe(["GCT9004"]);
        var words = repository.TryGit("rev-parse", "HEAD").StandardError.Split('\n')[0];
        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain($"(git: '{words}')");
    }

    [Theory]
    [InlineData("/../outside.conf", true)]
    [InlineData("/none.conf", false)]
    public void a_conditional_include_is_read_by_git(string file, bool isThere)
    {
        repository.Git("config", "scoped.engine", "git");
        repository.Git("config", "--unset", "user.name");
        File.WriteAllText(repository.Outside["outside.conf"], "[user]\n\tname = Included\n");
        repository.Git("config", $"includeIf.gitdir:{repository.GitDirectory}.path", repository.Top + file);
        repository.Write("f", "2\n");

        repository.Commit("f").Codes().ShouldBe(isThere ? [] : ["GCT9003"]);

        repository.Git("log", "-1", "--format=%an").ShouldBe(isThere ? "Included\n" : "Tester\n");
    }

    [Fact]
    public void a_worktree_that_is_linked_by_relative_paths_is_one_like_any_other()
    {
        repository.Git("worktree", "add", "--quiet", "-b", "side", "../side");
        var side = repository.Outside["side"];
        File.WriteAllText(Path.Combine(side, ".git"), "gitdir: ../tree/.git/worktrees/side\n");
        File.WriteAllText(Path.Combine(repository.GitDirectory, "worktrees", "side", "gitdir"), "../../../../side/.git\n");
        File.WriteAllText(Path.Combine(side, "f"), "side\n");

        (repository.Request("f") with { Directory = side }).Run().Codes().ShouldBeEmpty();

        repository.Git("show", "side:f").ShouldBe("side\n");
        repository.Git("-C", side, "status", "--porcelain").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("group", "rw-rw-r--")]
    [InlineData("0640", "rw-r-----")]
    public void files_of_a_shared_repository_get_the_permissions_git_gives_them(string shared, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        repository.Git("config", "core.sharedRepository", shared);
        repository.Write("f", "2\n");
        var objects = ObjectFiles();

        repository.Commit("f").Codes().ShouldBeEmpty();

        Permissions(Path.Combine(repository.GitDirectory, "index")).ShouldBe(expected);
        Permissions(Path.Combine(repository.GitDirectory, "refs", "heads", "main")).ShouldBe(expected);
        ObjectFiles().Except(objects).Select(Permissions).Distinct().ShouldBe([expected.Replace('w', '-')], "objects are for reading");
        repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task when_git_is_killed_with_the_operation_its_ref_locks_are_recognised(bool wereNoted)
    {
        var environment = repository.EnvironmentWith(("GIT_SCOPED_ENGINE", "git"));
        repository.Write("f", "2\n");
        using (var contender = ContenderProcess.StartWith(environment, "commit", repository.Top, "f", "--stop-at", "RefsLocked"))
        {
            (await contender.Says()).ShouldBe("RefsLocked");
            ProcessIdentity.Signal(GitOf(Notes()), 9);
            contender.Signal(9);
            await contender.Ended();
        }

        repository.Leftovers().ShouldContain("HEAD.lock");
        repository.Leftovers().ShouldContain("refs/heads/main.lock");
        if (!wereNoted)
            await File.WriteAllLinesAsync(Journal(), Notes().Take(3), TestContext.Current.CancellationToken);
        repository.Write("g", "2\n");

        repository.Commit("g").Outcome.ShouldBe(CommitOutcome.Committed);

        repository.FilesOf("HEAD").ShouldBe(["M\tg"]);
        repository.Git("status", "--porcelain").ShouldBe(" M f\n");
        repository.Leftovers().ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_ref_lock_of_somebody_else_is_not_taken_for_that_of_a_killed_git()
    {
        var environment = repository.EnvironmentWith(("GIT_SCOPED_ENGINE", "git"));
        repository.Write("f", "2\n");
        using (var contender = ContenderProcess.StartWith(environment, "commit", repository.Top, "f", "--stop-at", "RefsLocked"))
        {
            (await contender.Says()).ShouldBe("RefsLocked");
            ProcessIdentity.Signal(GitOf(Notes()), 9);
            contender.Signal(9);
            await contender.Ended();
        }

        foreach (var name in (string[])["HEAD.lock", "refs/heads/main.lock"])
        {
            File.Delete(Path.Combine(repository.GitDirectory, name));
            await File.WriteAllTextAsync(Path.Combine(repository.GitDirectory, name), string.Empty, TestContext.Current.CancellationToken);
        }

        Repair();

        repository.Leftovers().ShouldContain("HEAD.lock", "an empty file with another identity is somebody else's");
        repository.Leftovers().ShouldContain("refs/heads/main.lock");
    }

    [Fact]
    public async Task a_git_that_is_still_rolling_back_is_waited_for()
    {
        var environment = repository.EnvironmentWith(("GIT_SCOPED_ENGINE", "git"));
        repository.Write("f", "2\n");
        int git;
        using (var contender = ContenderProcess.StartWith(environment, "commit", repository.Top, "f", "--stop-at", "RefsLocked"))
        {
            (await contender.Says()).ShouldBe("RefsLocked");
            git = GitOf(Notes());
            ProcessIdentity.Signal(git, 19);
            contender.Signal(9);
            await contender.Ended();
        }

        Repair().ShouldBeEmpty("its operation is not over: a git that was stopped may go on");
        repository.Leftovers().ShouldContain("HEAD.lock");
        ProcessIdentity.Signal(git, 18);

        Repair();

        repository.Leftovers().ShouldNotContain("HEAD.lock", "it rolled back by itself");
        repository.Leftovers().ShouldNotContain("index.lock");
        repository.Git("log", "-1", "--format=%s").ShouldBe("plain\n");
    }

    public void Dispose() => repository.Dispose();

    private string Journal() => Directory.GetFiles(Path.Combine(repository.GitDirectory, "scoped", "journal")).ShouldHaveSingleItem();

    /// <summary>Its lines, read by another program: .NET respects the lock of the operation.</summary>
    private string[] Notes() => repository.Shell($"cat '{Journal()}'").Split('\n');

    private static int GitOf(string[] notes) => int.Parse(notes[2].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private string[] ObjectFiles() => [.. Directory.GetFiles(Path.Combine(repository.GitDirectory, "objects"), "*", SearchOption.AllDirectories)];

    private static string Permissions(string file)
    {
        if (OperatingSystem.IsWindows())
            return string.Empty;
        var mode = (int)File.GetUnixFileMode(file);
        return string.Concat(Enumerable.Range(0, 9).Select(i => (mode >> (8 - i) & 1) != 0 ? "rwx"[i % 3] : '-'));
    }

    private IReadOnlyList<RepairAction> Repair()
    {
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, TimeProvider.System, new());
        return new Recovery(workspace!).Repair(TestContext.Current.CancellationToken);
    }
}
