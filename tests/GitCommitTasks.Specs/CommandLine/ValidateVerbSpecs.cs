namespace GitCommitTasks.Specs.CommandLine;

[Trait("Category", "Slow")]
public sealed class ValidateVerbSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public ValidateVerbSpecs()
    {
        repository.Write("a.txt", "a\n");
        repository.Write("b.txt", "b\n");
        repository.Git("add", ".");
        repository.Git("commit", "--quiet", "-m", "both");
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("main")]
    [InlineData("v1")]
    [InlineData("abbreviated")]
    public void a_commit_is_named_as_for_git(string name)
    {
        repository.Git("tag", "-a", "v1", "-m", "annotated");

        var result = repository.Scoped("validate", name == "abbreviated" ? repository.Head[..8] : name, "--json", "--scope", "a.txt", "b.txt");

        var json = result.Json().ShouldHold("commit", "ok", "missing", "notStaged", "unexpected", "diagnostics");
        (result.ExitCode, json.Text("commit"), json.GetProperty("ok").GetBoolean()).ShouldBe((0, repository.Head, true));
    }

    [Fact]
    public void what_is_missing_unchanged_or_foreign_is_found()
    {
        repository.Write("README.md", "changed since\n");
        repository.Write("old.txt", "old\n");
        repository.Git("add", "old.txt");
        repository.Git("commit", "--quiet", "-m", "old");
        repository.Write("new.txt", "new\n");

        var result = repository.Scoped("validate", "HEAD", "--json", "--scope", "new.txt", "README.md", "a.txt");

        var json = result.Json();
        (result.ExitCode, json.GetProperty("ok").GetBoolean()).ShouldBe((0, false));
        result.Codes().Order().ShouldBe(["GCT4001", "GCT4001", "GCT4002", "GCT4003"]);
        json.GetProperty("missing").EnumerateArray().Select(p => p.GetString()).ShouldBe(["README.md", "new.txt"], ignoreOrder: true);
        json.GetProperty("notStaged")[0].GetString().ShouldBe("a.txt");
        json.GetProperty("unexpected")[0].GetString().ShouldBe("old.txt");
        File.ReadAllText(Path.Combine(repository.GitDirectory, "scoped", "errors.json")).Split("git_commit_validation_warning").Length.ShouldBe(5);
    }

    [Fact]
    public void a_commit_that_deleted_a_file_is_as_its_scope_says()
    {
        repository.Git("rm", "--quiet", "a.txt");
        repository.Git("commit", "--quiet", "-m", "gone");

        repository.Scoped("validate", "HEAD", "--strict", "--scope", "a.txt").ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("0123456789012345678901234567890123456789")]
    [InlineData("HEAD:a.txt")]
    [InlineData("HEAD~9")]
    [InlineData("main..")]
    [InlineData("")]
    public void what_names_no_commit_is_refused(string name)
    {
        var result = repository.Scoped("validate", name, "--scope", "a.txt");

        (result.ExitCode, result.Codes().Single(), result.StandardOutput).ShouldBe((1, "GCT4007", ""));
    }

    public void Dispose() => repository.Dispose();
}
