namespace GitCommitTasks.Specs.CommandLine;

/// <summary>What is refused: with its code, exit code 1, and without a trace.</summary>
[Trait("Category", "Slow")]
public sealed class BadInputSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public BadInputSpecs()
    {
        repository.Write("a.txt", "a\n");
        repository.Write(".gitignore", "*.log\n");
        repository.Write("ignored.log", "x\n");
        Directory.CreateSymbolicLink(repository["link"], repository.Top);
    }

    [Theory]
    [InlineData("GCT2003", "../a.txt")]
    [InlineData("GCT2006", "")]
    [InlineData("GCT2004", ".git/config")]
    [InlineData("GCT2004", ".GIT/config")]
    [InlineData("GCT2005", "link/a.txt")]
    [InlineData("GCT2006", "nowhere.txt")]
    [InlineData("GCT2007", "ignored.log")]
    [InlineData("GCT2001")]
    public void a_path_that_cannot_be_committed_is_refused(string code, params string[] paths) => IsRefused(code, ["-m", "x", "--", .. paths]);

    [Fact]
    public void an_empty_message_is_refused() => IsRefused("GCT2002", "-m", "", "-m", " \n", "a.txt");

    [Fact]
    public void a_placeholder_without_a_value_is_refused() => IsRefused("GCT2015", "-m", "{a} {b}", "--field", "a=1", "a.txt");

    [Fact]
    public void a_message_file_that_is_missing_is_refused()
    {
        IsRefused("GCT9013", "-F", "../nowhere", "a.txt");
    }

    [Fact]
    public void another_branch_than_expected_is_refused() => IsRefused("GCT3005", "--expect-branch", "other", "-m", "x", "a.txt");

    [Fact]
    public void a_commit_without_an_identity_is_refused()
    {
        repository.Git("config", "--unset", "user.email");
        IsRefused("GCT9003", "-m", "x", "a.txt");
    }

    [Fact]
    public void a_setting_that_is_no_number_is_refused()
    {
        repository.Git("config", "scoped.lockTimeout", "soon");
        IsRefused("GCT9010", "-m", "x", "a.txt");
    }

    [Fact]
    public void a_bare_repository_and_no_repository_are_refused()
    {
        repository.Git("init", "--quiet", "--bare", repository.Outside["bare"]);
        Directory.CreateDirectory(repository.Outside["empty"]);

        IsRefused("GCT9002", "-C", repository.Outside["bare"], "-m", "x", "a.txt");
        IsRefused("GCT9001", "-C", repository.Outside["empty"], "-m", "x", "a.txt");
        foreach (var verb in (string[][])[["status"], ["lock", "status"], ["lock", "break"], ["repair"], ["validate", "HEAD", "--scope", "a"]])
        {
            var result = repository.Scoped([.. verb, "--json", "-C", repository.Outside["empty"]]);
            (result.ExitCode, result.Codes().Single()).ShouldBe((1, "GCT9001"));
            result.Json().GetProperty("diagnostics")[0].Text("code").ShouldBe("GCT9001");
        }
    }

    public void Dispose() => repository.Dispose();

    private void IsRefused(string code, params string[] words)
    {
        var before = State();

        var result = repository.Scoped(["commit", "--json", .. words]);

        result.ExitCode.ShouldBe(1);
        result.Codes().ShouldBe([code], result.StandardError);
        result.Json().Text("outcome").ShouldBe("refused");
        State().ShouldBe(before, "a refusal leaves no trace but its entry in the error log");
    }

    private string[] State()
    {
        var scoped = Path.Combine(repository.GitDirectory, "scoped");
        var left = Directory.Exists(scoped) ? Directory.EnumerateFiles(scoped, "*", SearchOption.AllDirectories).Select(Path.GetFileName) : [];
        return [repository.Head, .. repository.Status(), .. left.Where(f => f is not ("errors.json" or "errors.lock"))!];
    }
}
