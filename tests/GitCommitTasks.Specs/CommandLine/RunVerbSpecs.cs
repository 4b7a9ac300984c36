using GitCommitTasks.Specs.Locking;

namespace GitCommitTasks.Specs.CommandLine;

[Trait("Category", "Slow")]
public sealed class RunVerbSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void what_the_command_changes_in_the_scope_is_committed_when_it_succeeds()
    {
        repository.Write("README.md", "first\nby hand\n");
        repository.Write("gen/old.txt", "by hand\n");

        var result = repository.Scoped(
            "run", "--owner", "task-307", "-m", "task {id}: gen", "--field", "id=307", "--scope", "gen", "README.md", "--", "sh", "-c", "echo new > gen/new.txt; echo 307 >> README.md; echo said");

        (result.ExitCode, result.StandardError).ShouldBe((0, ""));
        result.StandardOutput.ShouldBe($"said\n[main {repository.Head[..7]}] task 307: gen\n M README.md\n A gen/new.txt\n");
        repository.Git("show", "HEAD:README.md").ShouldBe("first\n307\n", "what was there before is not the owner's");
        repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void its_json_holds_exactly_what_the_interface_says()
    {
        var result = repository.Scoped("run", "--json", "--owner", "task-307", "-m", "x", "--scope", "README.md", "gone.txt", "--", "sh", "-c", "echo said; echo 307 >> README.md");
        var plain = repository.Scoped("run", "--json", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", "echo 308 >> README.md; exit 7");

        result.StandardError.ShouldBe("said\n");
        var json = result.Json().ShouldHold("exitCode", "owner", "changed", "commit", "diagnostics");
        (json.GetProperty("exitCode").GetInt32(), json.Text("owner")).ShouldBe((0, "task-307"));
        json.Texts("changed").ShouldBe(["README.md"]);
        json.GetProperty("commit").ShouldHold("outcome", "commit", "parent", "branch", "owner", "files", "unchanged", "isolation", "lock", "validation", "diagnostics")
            .Text("commit").ShouldBe(repository.Head);
        (plain.ExitCode, plain.Json().GetProperty("exitCode").GetInt32(), plain.Json().GetProperty("commit").ValueKind).ShouldBe((7, 7, System.Text.Json.JsonValueKind.Null));
        plain.Json().Texts("changed").ShouldBe(["README.md"]);
    }

    [Fact]
    public void a_command_that_fails_commits_nothing_and_its_changes_stay_the_owners()
    {
        var head = repository.Head;

        var failed = repository.Scoped("run", "--owner", "task-307", "-m", "x", "--scope", "README.md", "--", "sh", "-c", "echo 307 >> README.md; exit 7");

        (failed.ExitCode, failed.StandardOutput, repository.Head).ShouldBe((7, "", head));
        repository.Scoped("status", "--json").Json().GetProperty("files")[0].GetProperty("owners")[0].Text("owner").ShouldBe("task-307");
        repository.Scoped("run", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", "kill -9 $$").ExitCode.ShouldBe(137);
        var missing = repository.Scoped("run", "--owner", "task-307", "--scope", "README.md", "--", "no-such-program");
        (missing.ExitCode, missing.Codes().Single()).ShouldBe((127, "GCT9013"));
    }

    [Fact]
    public void nothing_changed_is_no_failure()
    {
        var same = repository.Scoped("run", "--owner", "task-307", "-m", "x", "--scope", "README.md", "--", "true");
        var none = repository.Scoped("run", "--owner", "task-307", "-m", "x", "--scope", "nowhere.txt", "--", "true");

        (same.ExitCode, same.StandardOutput, same.StandardError).ShouldBe((0, "nothing to commit\n", ""));
        (none.ExitCode, none.StandardError).ShouldBe((0, ""));
    }

    [Fact]
    public void the_command_is_not_started_without_the_window()
    {
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);

        var busy = repository.Scoped("run", "--json", "--owner", "task-307", "--lock-timeout", "0", "--scope", "README.md", "--", "touch", "started");
        var soft = repository.Scoped("run", "--non-blocking", "--owner", "task-307", "--lock-timeout", "0", "--scope", "README.md", "--", "touch", "started");

        (busy.ExitCode, busy.Codes().Single(), busy.Json().GetProperty("exitCode").GetInt32()).ShouldBe((3, "GCT6005", 3));
        busy.Json().GetProperty("diagnostics")[0].Text("code").ShouldBe("GCT6005");
        (soft.ExitCode, soft.StandardError.Split(':')[1]).ShouldBe((0, " warning GCT6005"));
        File.Exists(repository["started"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("GCT2002", "-m", "")]
    [InlineData("GCT2002", "-m", "# a comment", "--cleanup", "strip")]
    [InlineData("GCT2015", "-m", "task {id}", "--field", "name=307")]
    [InlineData("GCT2016", "-F", ".git/nul")]
    [InlineData("GCT9010", "-m", "x", "--cleanup", "thoroughly")]
    [InlineData("GCT9013", "-F", "nowhere")]
    public void the_command_is_not_started_with_a_message_that_no_commit_can_have(string code, params string[] message)
    {
        repository.Write(".git/nul", "a\0b\n");

        var result = repository.Scoped(["run", "--json", "--owner", "task-307", .. message, "--scope", "README.md", "--", "touch", "started"]);

        (result.ExitCode, result.Codes().Single(), result.Json().GetProperty("diagnostics")[0].Text("code")).ShouldBe((3, code, code));
        File.Exists(repository["started"]).ShouldBeFalse();
    }

    [Fact]
    public void an_empty_message_is_waited_for_where_something_may_fill_it()
    {
        string[] words = ["run", "--owner", "task-307", "-m", "", "--scope", "README.md"];
        repository.Scoped([.. words, "--trailer", "Task: 307", "--", "sh", "-c", "echo 307 >> README.md"]).ExitCode.ShouldBe(0);
        repository.Git("log", "-1", "--format=%B").Trim().ShouldBe("Task: 307");

        var hook = Path.Combine(repository.GitDirectory, "hooks", "prepare-commit-msg");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\necho of the hook > \"$1\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        repository.Scoped([.. words, "--", "sh", "-c", "echo 308 >> README.md"]).ExitCode.ShouldBe(0);
        repository.Git("log", "-1", "--format=%s").Trim().ShouldBe("of the hook");
    }

    [Fact]
    public async Task a_commit_that_fails_is_not_taken_for_a_command_that_was_not_started()
    {
        using var holder = ContenderProcess.Start("hold", repository.GitDirectory);
        (await holder.Says()).ShouldBe("held");

        string[] words = ["--owner", "task-307", "-m", "x", "--lock-timeout", "0", "--scope", "README.md", "--", "sh", "-c", "echo 307 >> README.md"];
        var busy = repository.Scoped(["run", "--json", .. words]);
        var soft = repository.Scoped(["run", "--non-blocking", .. words]);

        (busy.ExitCode, busy.Codes().Single(), busy.Json().GetProperty("commit").Text("outcome")).ShouldBe((1, "GCT1001", "lock-timeout"));
        soft.ExitCode.ShouldBe(0);
        repository.Scoped(["run", "--no-lock", .. words]).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("exit 0", 130)]
    [InlineData("exit 5", 5)]
    public async Task a_signal_goes_to_the_command_and_nothing_is_committed(string end, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        var head = repository.Head;
        using var run = repository.StartScoped(
            "run", "--owner", "task-307", "-m", "x", "--scope", "README.md", "--", "sh", "-c", $"trap 'echo 307 >> README.md; {end}' TERM; echo started; while :; do sleep 0.05; done");
        (await run.Says()).ShouldBe("started");

        run.Signal(15);

        (await run.Ended()).ShouldBe(code);
        repository.Head.ShouldBe(head);
        var status = repository.Scoped("status", "--json").Json();
        status.GetProperty("windows").GetArrayLength().ShouldBe(0);
        status.GetProperty("files")[0].GetProperty("owners")[0].Text("owner").ShouldBe("task-307", "the command has ended, and its edit is recorded");
    }

    [Fact]
    public async Task what_a_command_wrote_is_the_owners_however_often_the_signal_that_ends_it_arrives()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        for (var i = 0; i < 3; i++)
        {
            using var run = repository.StartScoped("run", "--json", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", "echo 307 >> README.md; touch started; exec sleep 60");
            await Until.True(() => File.Exists(repository["started"]));

            await Until.True(() =>
            {
                run.Signal(15);
                return run.HasExited;
            });

            (await run.Ended()).ShouldBe(143, "COMMAND's own end");
            (await run.Says())!.ShouldStartWith("{\"exitCode\":143,");
            ShouldAllBeTheOwners();
            File.Delete(repository["started"]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task what_a_command_wrote_is_the_owners_when_git_sends_the_signal_of_the_group_on(int signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "setsid");
        using var run = repository.StartUnderGitInGroup("run", "--json", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", "echo 307 >> README.md; touch started; exec sleep 60");
        await Until.True(() => File.Exists(repository["started"]));

        run.SignalGroup(signal);

        (await run.Ended()).ShouldBe(128 + signal, "git's own end");
        (await run.Says())!.ShouldStartWith($"{{\"exitCode\":{128 + signal},");
        ShouldAllBeTheOwners();
    }

    [Theory]
    [InlineData("--scope", "README.md", "--", "true")]
    [InlineData("--owner", "task-307", "--", "true")]
    [InlineData("--owner", "task-307", "--scope", "README.md")]
    [InlineData("--owner", "task-307", "--scope", "README.md", "-F", "-", "--", "true")]
    [InlineData("--owner", "", "--scope", "README.md", "--", "true")]
    public void what_makes_no_sense_is_2(params string[] words)
    {
        var result = repository.Scoped(["run", .. words]);

        (result.ExitCode, result.Codes().Single()).ShouldBe((2, "GCT9009"));
    }

    public void Dispose() => repository.Dispose();

    private void ShouldAllBeTheOwners()
    {
        var status = repository.Scoped("status", "--json").Json();
        status.GetProperty("windows").GetArrayLength().ShouldBe(0);
        status.GetProperty("files")[0].GetProperty("owners").EnumerateArray().Select(o => o.Text("owner")).ShouldBe(["task-307"]);
    }
}
