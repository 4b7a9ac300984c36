using CliWrap.Buffered;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.CommandLine;

/// <summary>Edit windows that an owner opens inside of its own: nobody waits for a window that cannot be closed before the wait is over.</summary>
[Trait("Category", "Slow")]
public sealed class NestedWindowSpecs : IDisposable
{
    private static readonly string Tool = $"dotnet '{ScopedTool.Program}'";

    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("README.md", "README.md")]
    [InlineData("gen", "gen/new.txt")]
    [InlineData("gen/new.txt", "gen")]
    [InlineData(".", "README.md")]
    public void an_agent_inside_of_run_can_bracket_its_edits_and_commit(string around, string inside)
    {
        repository.Shell("mkdir gen; echo 1 > gen/old.txt; git add .; git commit -qm gen");

        var run = repository.Scoped("run", "--owner", "task-307", "--scope", around, "--", "sh", "-ec",
            $"""
            {Tool} edit begin --owner task-307 --lock-timeout 0 {inside}
            echo 307 >> README.md; echo 307 > gen/new.txt
            {Tool} edit end --owner task-307 {inside}
            {Tool} commit --owner task-307 -m inside {around}
            {Tool} status --json > ../status
            """);

        (run.ExitCode, run.StandardError).ShouldBe((0, ""));
        repository.FilesOf("HEAD").ShouldBe(around switch { "README.md" => ["M\tREADME.md"], "." => ["M\tREADME.md", "A\tgen/new.txt"], _ => ["A\tgen/new.txt"] });
        File.ReadAllText(repository.Outside["status"]).ShouldContain($"\"windows\":[{{\"owner\":\"task-307\",\"paths\":[\"{around}\"]", customMessage: "what is around it stays open");
        Windows().ShouldBe([]);
    }

    [Fact]
    public void a_run_inside_of_run_is_inside_of_both()
    {
        var run = repository.Scoped("run", "--owner", "task-307", "--scope", "a", "--", "sh", "-ec",
            $"{Tool} run --owner task-307 --scope b --lock-timeout 0 -- sh -ec '{Tool.Replace("'", "\"", StringComparison.Ordinal)} run --owner task-307 --lock-timeout 0 --scope a b -- sh -ec \"echo 1 > a; echo 1 > b\"'");

        (run.ExitCode, run.StandardError).ShouldBe((0, ""));
        repository.Scoped("commit", "--owner", "task-307", "-m", "x", "a", "b").ExitCode.ShouldBe(0);
        repository.FilesOf("HEAD").ShouldBe(["A\ta", "A\tb"]);
        Windows().ShouldBe([]);
    }

    [Theory]
    [InlineData("edit begin --owner task-308 README.md")]
    [InlineData("run --owner task-308 --scope . -- true")]
    public void another_owner_inside_of_it_is_told_at_once_that_waiting_would_never_end(string words)
    {
        var run = repository.Scoped("run", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", $"{Tool} {words.Replace(" --owner", " --lock-timeout 600 --owner", StringComparison.Ordinal)}");

        run.ExitCode.ShouldBe(words.StartsWith("run", StringComparison.Ordinal) ? 3 : 1);
        run.Codes().ShouldBe(["GCT6013"]);
    }

    [Fact]
    public void what_an_inner_run_changes_is_told_though_its_window_is_the_outer_ones()
    {
        var run = repository.Scoped("run", "--owner", "task-307", "--scope", ".", "--", "sh", "-c",
            $"{Tool} run --json -m inner --owner task-307 --scope README.md gen -- sh -c 'mkdir gen; echo 1 > gen/new.txt; echo 307 >> README.md'");

        run.Json().Texts("changed").ShouldBe(["README.md", "gen/new.txt"]);
        run.Json().GetProperty("commit").GetProperty("files").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task a_process_of_one_owner_that_is_not_inside_waits_as_another_owner_does()
    {
        using var run = repository.StartScoped("run", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", "echo started; read line");
        (await run.Says()).ShouldBe("started");
        Dictionary<string, string?> outdated = new(repository.Environment!) { ["GIT_SCOPED_INSIDE_WINDOWS"] = "one-of-then" };

        var other = await repository.ScopedCommand("run", "--owner", "task-307", "--lock-timeout", "0", "--scope", "README.md", "--", "true").WithEnvironmentVariables(outdated)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        (other.ExitCode, other.Codes().Single()).ShouldBe((3, "GCT6005"));
        run.GoOn();
        (await run.Ended()).ShouldBe(0);
    }

    [Fact]
    public async Task who_outlives_the_run_around_it_closes_its_window_as_one_that_was_abandoned()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        using var run = repository.StartScoped("run", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", "echo $GIT_SCOPED_INSIDE_WINDOWS > ../inside; echo half >> README.md; read line");
        await Locking.Until.True(() => File.ReadAllText(repository["README.md"]) == "first\nhalf\n");
        run.Signal(9);
        await run.Ended();

        Dictionary<string, string?> inside = new(repository.Environment!) { ["GIT_SCOPED_INSIDE_WINDOWS"] = File.ReadAllText(repository.Outside["inside"]).Trim() };
        var begin = await repository.ScopedCommand("edit", "begin", "--owner", "task-307", "--lock-timeout", "0", "README.md").WithEnvironmentVariables(inside)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        (begin.ExitCode, begin.Codes().Single()).ShouldBe((0, "GCT6004"));
        Windows().Single().ShouldContain("\"expiresAt\":\"");
    }

    [Fact]
    public void a_run_inside_of_its_owners_lease_leaves_the_lease_open()
    {
        repository.Scoped("edit", "begin", "--owner", "task-307", "README.md").ExitCode.ShouldBe(0);
        var lease = Windows().Single();
        repository.Write("README.md", "first\nbefore\n");

        var run = repository.Scoped("run", "--owner", "task-307", "--lock-timeout", "0", "--scope", "README.md", "other", "--", "sh", "-c", "echo run >> README.md");
        Windows().ShouldBe([lease]);
        File.AppendAllText(repository["README.md"], "after\n");
        var other = repository.Scoped("edit", "begin", "--owner", "task-308", "--lock-timeout", "0", "README.md");
        var end = repository.Scoped("edit", "end", "--owner", "task-307", "README.md");

        (run.ExitCode, run.StandardError, other.ExitCode).ShouldBe((0, "", 3));
        (end.ExitCode, end.StandardOutput).ShouldBe((0, "'task-307' has edited README.md\n"));
        repository.Scoped("status", "--json").Json().GetProperty("files")[0].GetProperty("owners").EnumerateArray().Select(o => (o.Text("owner"), o.GetProperty("added").GetInt32()))
            .ShouldBe([("task-307", 3)]);
    }

    [Fact]
    public async Task a_run_that_is_killed_inside_of_its_owners_lease_leaves_the_lease_open()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        repository.Scoped("edit", "begin", "--owner", "task-307", "README.md").ExitCode.ShouldBe(0);
        using var run = repository.StartScoped("run", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", "echo run >> README.md; read line");
        await Locking.Until.True(() => File.ReadAllText(repository["README.md"]) == "first\nrun\n");

        run.Signal(9);
        await run.Ended();

        repository.Scoped("edit", "begin", "--owner", "task-308", "--lock-timeout", "0", "README.md").ExitCode.ShouldBe(3);
        Windows().Single().ShouldNotContain("\"expiresAt\":null");
        repository.Scoped("status").StandardOutput.ShouldContain(", lease ends in ");
        repository.Scoped("run", "--owner", "task-307", "--lock-timeout", "0", "--scope", "README.md", "--", "true").ExitCode.ShouldBe(0, "its owner goes on");
        repository.Scoped("edit", "begin", "--owner", "task-307", "--lock-timeout", "0", "README.md").ExitCode.ShouldBe(0);
        repository.Scoped("edit", "end", "--owner", "task-307").ExitCode.ShouldBe(0);
        repository.Scoped("commit", "--owner", "task-307", "-m", "x", "README.md").ExitCode.ShouldBe(0);
        repository.Git("show", "HEAD:README.md").ShouldBe("first\nrun\n");
    }

    public void Dispose() => repository.Dispose();

    private string[] Windows() => [.. repository.Scoped("status", "--json").Json().GetProperty("windows").EnumerateArray().Select(w => w.GetRawText())];
}
