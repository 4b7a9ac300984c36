using CliWrap.Buffered;

namespace GitCommitTasks.Specs.CommandLine;

public sealed class CommitVerbSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void it_says_like_git_what_it_committed()
    {
        repository.Write("a.txt", "a\n");
        repository.Write("README.md", "second\n");

        var result = repository.Scoped("commit", "-m", "two files", "-m", "and why", "--", "a.txt", "README.md");

        result.StandardOutput.ShouldBe($"[main {repository.Head[..7]}] two files\n M README.md\n A a.txt\n");
        (result.ExitCode, result.StandardError).ShouldBe((0, ""));
        repository.Git("log", "-1", "--format=%B").ShouldBe("two files\n\nand why\n\n");
        repository.FilesOf("HEAD").ShouldBe(["M\tREADME.md", "A\ta.txt"]);
    }

    [Fact]
    public void its_json_holds_exactly_what_the_interface_says()
    {
        repository.Write("a.txt", "a\n");
        var parent = repository.Head;

        var json = repository.Scoped("commit", "--json", "--owner", "task-307", "-m", "x", "a.txt", "README.md").Json();

        json.ShouldHold("outcome", "commit", "parent", "branch", "owner", "files", "unchanged", "isolation", "lock", "validation", "diagnostics");
        (json.Text("outcome"), json.Text("commit"), json.Text("parent")).ShouldBe(("committed", repository.Head, parent));
        (json.Text("branch"), json.Text("owner")).ShouldBe(("refs/heads/main", "task-307"));
        var file = json.GetProperty("files")[0].ShouldHold("path", "status", "oid");
        (file.Text("path"), file.Text("status"), file.Text("oid")).ShouldBe(("a.txt", "added", repository.Git("rev-parse", "HEAD:a.txt").Trim()));
        var unchanged = json.GetProperty("unchanged")[0].ShouldHold("path", "lastCommit", "lastSubject", "ageSeconds");
        (unchanged.Text("path"), unchanged.Text("lastCommit"), unchanged.Text("lastSubject")).ShouldBe(("README.md", parent, "first"));
        json.GetProperty("isolation").ShouldHold("leftOut", "entangled");
        json.GetProperty("lock").ShouldHold("waitMs", "holdMs", "position", "attempts", "brokeStale");
        json.GetProperty("validation").ShouldHold("ok", "missing", "notStaged", "unexpected").GetProperty("ok").GetBoolean().ShouldBeTrue();
        json.GetProperty("diagnostics")[0].ShouldHold("code", "severity", "message").Text("severity").ShouldBe("message");
    }

    [Fact]
    public void nothing_to_commit_is_said_and_is_no_failure()
    {
        var head = repository.Head;

        var said = repository.Scoped("commit", "-m", "x", "README.md");
        var json = repository.Scoped("commit", "--json", "-m", "x", "README.md");

        (said.ExitCode, said.StandardOutput, said.StandardError).ShouldBe((0, "nothing to commit\n", ""));
        (json.ExitCode, json.Json().Text("outcome")).ShouldBe((0, "nothing-to-commit"));
        repository.Head.ShouldBe(head);
    }

    [Fact]
    public void a_dry_run_says_what_it_would_commit_and_does_not()
    {
        var head = repository.Head;
        repository.Write("a.txt", "a\n");

        var result = repository.Scoped("commit", "--dry-run", "-m", "x", "a.txt");

        (result.ExitCode, result.StandardOutput, repository.Head).ShouldBe((0, "would commit\n A a.txt\n", head));
    }

    [Fact]
    public async Task paths_are_relative_to_the_current_directory_and_to_C()
    {
        repository.Write("sub/inner/a.txt", "a\n");
        repository.Write("sub/b.txt", "b\n");

        var inside = await repository.ScopedCommand("commit", "--json", "-m", "x", "inner/a.txt", "../sub/b.txt").WithWorkingDirectory(repository["sub"])
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        repository.Write("sub/inner/a.txt", "again\n");
        Directory.CreateSymbolicLink(repository.Outside["link"], repository["sub"]);
        var outside = await repository.ScopedCommand("-C", "link", "commit", "-C", "inner", "--json", "-m", "y", "a.txt").WithWorkingDirectory(repository.Outside.Path)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Paths(inside).ShouldBe(["sub/b.txt", "sub/inner/a.txt"], "in JSON they are relative to the top");
        Paths(outside).ShouldBe(["sub/inner/a.txt"], "as with git, each -C counts from the one before, and a link leads where it leads");
    }

    [Fact]
    public async Task git_finds_it_as_git_scoped()
    {
        repository.Write("sub/a.txt", "a\n");

        var result = await repository.Command("git", "scoped", "commit", "-m", "through git", "a.txt").WithWorkingDirectory(repository["sub"])
            .WithEnvironmentVariables(e => e.Set("PATH", $"{repository.ScriptFolder()}:{repository.Environment["PATH"]}"))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        (result.ExitCode, result.StandardError).ShouldBe((0, ""));
        repository.FilesOf("HEAD").ShouldBe(["A\tsub/a.txt"]);
    }

    [Fact]
    public void the_first_commit_and_a_detached_one_are_called_so()
    {
        using var empty = new TemporaryRepository(firstCommit: false);
        empty.Write("a.txt", "a\n");
        repository.Git("checkout", "--quiet", "--detach");
        repository.Write("a.txt", "a\n");

        empty.Scoped("commit", "-m", "x", "a.txt").StandardOutput.ShouldStartWith($"[main (root-commit) {empty.Head[..7]}] x\n");
        repository.Scoped("commit", "-m", "x", "a.txt").StandardOutput.ShouldStartWith($"[detached HEAD {repository.Head[..7]}] x\n");
    }

    [Fact]
    public void author_date_trailers_and_fields_are_those_given()
    {
        repository.Write("a.txt", "a\n");

        repository.Scoped("commit", "-m", "task {id}: done", "--field", "id=307", "--trailer", "Reviewed-by=B <b@example.invalid>",
            "--author", "A U Thor <a@example.invalid>", "--date", "@1700000000 +0100", "-f", "--expect-branch=main", "--isolation=files", "--refuse-entangled", "a.txt")
            .StandardError.ShouldBe("");

        repository.Git("log", "-1", "--format=%an|%ae|%ad|%s|%(trailers:key=Reviewed-by,valueonly)", "--date=raw").TrimEnd()
            .ShouldBe("A U Thor|a@example.invalid|1700000000 +0100|task 307: done|B <b@example.invalid>");
    }

    public void Dispose() => repository.Dispose();

    private static string?[] Paths(BufferedCommandResult result) => [.. result.Json().GetProperty("files").EnumerateArray().Select(f => f.Text("path"))];
}
