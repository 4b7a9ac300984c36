using System.Text.Json;
using CliWrap.Buffered;

namespace GitCommitTasks.Specs.CommandLine;

[Trait("Category", "Slow")]
public sealed class LockVerbSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public async Task status_names_the_holder_and_the_waiters()
    {
        repository.Scoped("lock", "status").StandardOutput.ShouldBe("the commit lock is free\n");
        using var holder = await Hold();
        repository.Write("a.txt", "a\n");
        using var waiter = repository.StartScoped("commit", "--owner", "task-307", "-m", "x", "a.txt");
        await Locking.Until.True(() => Directory.GetFiles(Path.Combine(repository.GitDirectory, "scoped", "queue")).Length == 2);

        var json = repository.Scoped("lock", "status", "--json").Json();
        var all = repository.Scoped("status", "--json").Json();
        var text = repository.Scoped("status").StandardOutput;

        json.ShouldHold("state", "holder", "waiters", "lockFile", "recordFile");
        (json.Text("state"), json.Text("lockFile"), json.Text("recordFile")).ShouldBe(("held", ".git/scoped/lock", ".git/scoped/lock.json"));
        var seen = json.GetProperty("holder").ShouldHold("pid", "startTime", "host", "user", "command", "owner", "acquiredAt", "heldMs", "liveness", "nonce");
        (seen.GetProperty("pid").GetInt32(), seen.Text("owner"), seen.Text("command"), seen.Text("liveness")).ShouldBe((holder.Id, "task-306", "contender", "alive"));
        seen.Text("acquiredAt")!.ShouldEndWith("Z");
        var waiting = json.GetProperty("waiters")[0].ShouldHold("position", "pid", "owner", "waitingMs");
        (waiting.GetProperty("position").GetInt32(), waiting.GetProperty("pid").GetInt32(), waiting.Text("owner")).ShouldBe((1, waiter.Id, "task-307"));
        all.ShouldHold("lock", "windows", "files").GetProperty("lock").Text("state").ShouldBe("held");
        text = string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain($"held by 'contender' (pid {holder.Id} on {Environment.MachineName}, owner 'task-306')");
        text.ShouldContain($"1. pid {waiter.Id}, owner 'task-307', has waited");
        holder.GoOn();
        (await waiter.Ended()).ShouldBe(0, "its turn came");
    }

    [Fact]
    public void run_gives_the_commands_own_code_and_streams()
    {
        var result = repository.Scoped("lock", "run", "--owner", "task-307", "--", "sh", "-c", "cat .git/scoped/lock.json; echo err >&2; exit 7");

        (result.ExitCode, result.StandardError).ShouldBe((7, "err\n"));
        var record = JsonDocument.Parse(result.StandardOutput).RootElement;
        (record.Text("owner"), record.Text("command")).ShouldBe(("task-307", "git-scoped lock run"), "the words of a command line carry secrets");
        repository.Scoped("lock", "status", "--json").Json().Text("state").ShouldBe("free");
    }

    [Fact]
    public void run_says_by_which_signal_the_command_died() => repository.Scoped("lock", "run", "--", "sh", "-c", "kill -9 $$").ExitCode.ShouldBe(137);

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("./no-such-file")]
    [InlineData("./README.md")]
    public void run_says_127_when_the_command_cannot_be_started(string command)
    {
        var result = repository.Scoped("lock", "run", "--", command);

        (result.ExitCode, result.Codes().Single()).ShouldBe((127, "GCT9013"));
    }

    [Fact]
    public void run_finds_a_program_in_PATH_only_and_not_in_the_current_directory()
    {
        repository.Write("true", "#!/bin/sh\nexit 9\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(repository["true"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        repository.Scoped("lock", "run", "--", "true").ExitCode.ShouldBe(0);
        repository.Scoped("lock", "run", "--", "./true").ExitCode.ShouldBe(9);
    }

    [Fact]
    public async Task run_does_not_start_the_command_without_the_lock()
    {
        using var holder = await Hold();

        var busy = repository.Scoped("lock", "run", "--json", "--lock-timeout", "0", "--", "touch", "started");
        var soft = repository.Scoped("lock", "run", "--non-blocking", "--lock-timeout", "0", "--", "touch", "started");

        (busy.ExitCode, busy.Codes().Single()).ShouldBe((3, "GCT1001"));
        busy.Json().GetProperty("exitCode").GetInt32().ShouldBe(3);
        (soft.ExitCode, soft.StandardError.Split(':')[1]).ShouldBe((0, " warning GCT1001"));
        File.Exists(repository["started"]).ShouldBeFalse();
        repository.Scoped("lock", "run", "--no-lock", "--", "touch", "started").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void with_json_what_the_command_prints_goes_to_stderr()
    {
        var result = repository.Scoped("lock", "run", "--json", "--owner", "task-307", "--", "sh", "-c", "echo out; exit 7");

        result.StandardError.ShouldBe("out\n");
        var json = result.Json().ShouldHold("exitCode", "owner", "lock", "diagnostics");
        (json.GetProperty("exitCode").GetInt32(), json.Text("owner")).ShouldBe((7, "task-307"));
    }

    [Fact]
    public void a_commit_inside_of_lock_run_uses_the_lock_that_is_held_for_it()
    {
        repository.Write("f", "1\n");

        var result = repository.Scoped("lock", "run", "--owner", "task-307", "--", "dotnet", ScopedTool.Program, "commit", "--verbose", "--lock-timeout", "600", "-m", "inside", "--", "f");

        result.ExitCode.ShouldBe(0, result.StandardError);
        result.StandardError.ShouldContain("GCT1018");
        repository.FilesOf("HEAD").ShouldBe(["A\tf"]);
    }

    [Fact]
    public async Task a_lock_that_was_held_for_it_once_and_is_somebody_elses_now_is_waited_for()
    {
        repository.Write("f", "1\n");
        using var holder = await Hold();

        var result = repository.Scoped("lock", "run", "--lock-timeout", "0", "--", "true");
        Dictionary<string, string?> outdated = new(repository.Environment!) { ["GIT_SCOPED_LOCK_HELD"] = "no nonce of now" };
        var stale = await repository.ScopedCommand("commit", "--lock-timeout", "0", "-m", "x", "--", "f").WithEnvironmentVariables(outdated)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        (result.ExitCode, stale.ExitCode).ShouldBe((3, 3));
    }

    [Fact]
    public async Task break_removes_what_a_dead_holder_left()
    {
        repository.Scoped("lock", "break").StandardOutput.ShouldBe("there is no stale lock\n");
        using var dead = ContenderProcess.Start("abandon", repository.GitDirectory, "--owner", "task-306");
        await dead.Ended();
        repository.Scoped("lock", "status").StandardOutput.ShouldStartWith("the commit lock is stale: ");

        var result = repository.Scoped("lock", "break", "--json");

        (result.ExitCode, result.Codes().Single()).ShouldBe((0, "GCT1003"));
        result.Json().ShouldHold("outcome", "diagnostics").Text("outcome").ShouldBe("record-removed");
        File.ReadAllText(Path.Combine(repository.GitDirectory, "scoped", "errors.json")).ShouldContain("stale_lock_removed");
    }

    [Fact]
    public async Task break_leaves_a_live_holder_alone_unless_forced()
    {
        using var holder = await Hold();

        var asked = repository.Scoped("lock", "break");
        var forced = repository.Scoped("lock", "break", "--force");

        (asked.ExitCode, asked.Codes().Single()).ShouldBe((1, "GCT1010"));
        (forced.ExitCode, forced.Codes()[0]).ShouldBe((0, "GCT1012"));
        forced.StandardError.ShouldContain($"pid {holder.Id}");
        await holder.Ended();
    }

    public void Dispose() => repository.Dispose();

    private async Task<ContenderProcess> Hold()
    {
        var holder = ContenderProcess.Start("hold", repository.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");
        return holder;
    }
}
