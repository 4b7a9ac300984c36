namespace GitCommitTasks.Specs.CommandLine;

/// <summary>An edit window that one process opens and another closes.</summary>
[Trait("Category", "Slow")]
public sealed class EditVerbSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void what_changes_between_begin_and_end_is_the_owners()
    {
        var begun = repository.Scoped("edit", "begin", "--owner", "task-307", "README.md", "new.txt");
        repository.Write("README.md", "first\nsecond\n");
        repository.Write("new.txt", "new\n");
        var ended = repository.Scoped("edit", "end", "--owner", "task-307");
        File.AppendAllText(repository["README.md"], "a person's\n");

        (begun.ExitCode, begun.StandardError).ShouldBe((0, ""));
        begun.StandardOutput.ShouldStartWith("'task-307' edits README.md until ");
        (ended.ExitCode, ended.StandardOutput).ShouldBe((0, "'task-307' has edited README.md\n'task-307' has edited new.txt\n"));
        repository.Scoped("commit", "--owner", "task-307", "-m", "x", ".").ExitCode.ShouldBe(0);
        repository.Git("show", "HEAD:README.md").ShouldBe("first\nsecond\n");
        repository.FilesOf("HEAD").ShouldBe(["M\tREADME.md", "A\tnew.txt"]);
    }

    [Fact]
    public void the_json_of_both_holds_exactly_what_the_help_says()
    {
        var begun = repository.Scoped("edit", "begin", "--json", "--owner", "task-307", "README.md", "new.txt").Json();
        repository.Write("new.txt", "new\n");
        var ended = repository.Scoped("edit", "end", "--json", "--owner", "task-307", "README.md", "new.txt").Json();

        begun.ShouldHold("owner", "paths", "expiresAt").Text("owner").ShouldBe("task-307");
        begun.Texts("paths").ShouldBe(["README.md", "new.txt"]);
        begun.Text("expiresAt")!.ShouldEndWith("Z");
        ended.ShouldHold("owner", "closed", "changed").Text("owner").ShouldBe("task-307");
        ended.Texts("closed").ShouldBe(["README.md", "new.txt"]);
        ended.Texts("changed").ShouldBe(["new.txt"]);
        repository.Scoped("edit", "begin", "--help").StandardOutput.ShouldContain("{owner, paths, expiresAt}");
        repository.Scoped("edit", "end", "--help").StandardOutput.ShouldContain("{owner, closed, changed}");
    }

    [Fact]
    public void windows_of_two_owners_on_one_file_exclude_each_other_and_on_two_files_do_not()
    {
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);

        var busy = repository.Scoped("edit", "begin", "--json", "--owner", "task-307", "--lock-timeout", "0", "other.txt", "README.md");
        var soft = repository.Scoped("edit", "begin", "--non-blocking", "--owner", "task-307", "--lock-timeout", "0", "README.md");

        (busy.ExitCode, busy.Codes().Single(), busy.Json().ShouldHold("outcome", "diagnostics").Text("outcome")).ShouldBe((3, "GCT6005", "lock-timeout"));
        (soft.ExitCode, soft.StandardError.Split(':')[1]).ShouldBe((0, " warning GCT6005"));
        repository.Scoped("edit", "begin", "--owner", "task-308", "--lock-timeout", "0", "other.txt").ExitCode.ShouldBe(0, "of a begin that failed nothing stays open");
        repository.Scoped("edit", "begin", "--owner", "task-306", "--lock-timeout", "0", "README.md").ExitCode.ShouldBe(0, "one's own is prolonged");
        repository.Scoped("edit", "end", "--owner", "task-306").ExitCode.ShouldBe(0);
        repository.Scoped("edit", "begin", "--owner", "task-307", "--lock-timeout", "0", "README.md").ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task who_waits_gets_the_window_as_soon_as_it_is_closed()
    {
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);
        using var first = repository.StartScoped("edit", "begin", "--owner", "task-307", "A.txt", "README.md");
        await Locking.Until.True(() => repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength() == 2);

        repository.Scoped("edit", "begin", "--owner", "task-308", "--lock-timeout", "0", "README.md").ExitCode.ShouldBe(3, "those who wait keep their order");
        repository.Scoped("commit", "--owner", "task-306", "-m", "x", "--lock-timeout", "0", "README.md").ExitCode.ShouldBe(0, "waiting for a window holds up no commit");
        repository.Scoped("edit", "begin", "--owner", "task-306", "--lock-timeout", "0", "README.md").ExitCode.ShouldBe(0, "nor its owner");
        repository.Scoped("edit", "end", "--owner", "task-306").ExitCode.ShouldBe(0);

        (await first.Ended()).ShouldBe(0);
        repository.Scoped("edit", "end", "--owner", "task-307").StandardOutput.ShouldBe("'task-307' has not changed A.txt\n'task-307' has not changed README.md\n");
    }

    [Fact]
    public async Task a_lease_begins_when_the_window_is_had_not_when_it_was_asked_for()
    {
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);
        using var first = repository.StartScoped("edit", "begin", "--owner", "task-307", "A.txt", "README.md");
        await Locking.Until.True(() => repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength() == 2);
        var before = DateTimeOffset.UtcNow;
        repository.Scoped("edit", "end", "--owner", "task-306").ExitCode.ShouldBe(0);
        (await first.Ended()).ShouldBe(0);

        var window = repository.Scoped("status", "--json", "README.md").Json().GetProperty("windows")[0];

        window.GetProperty("openedAt").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(before.AddMilliseconds(-1));
        (window.GetProperty("expiresAt").GetDateTimeOffset() - window.GetProperty("openedAt").GetDateTimeOffset()).ShouldBe(EditWindow.LeaseTime);
    }

    [Fact]
    public async Task who_waits_behind_another_waiter_is_told_who_has_the_window_open()
    {
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);
        using var first = repository.StartScoped("edit", "begin", "--owner", "task-307", "A.txt", "README.md");
        await Locking.Until.True(() => repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength() == 2);

        var behind = repository.Scoped("edit", "begin", "--json", "--owner", "task-308", "--lock-timeout", "0", "README.md");
        var run = repository.Scoped("run", "--owner", "task-308", "--lock-timeout", "0.1", "--scope", "README.md", "--", "true");

        (behind.ExitCode, behind.Codes().Single(), behind.Json().Text("outcome")).ShouldBe((3, "GCT6005", "lock-timeout"));
        behind.StandardError.ShouldContain("the edit window on 'README.md' after ");
        behind.StandardError.ShouldContain("'task-306' has it open since ");
        (run.ExitCode, run.Codes().Single()).ShouldBe((3, "GCT6005"));
        repository.Scoped("edit", "end", "--owner", "task-306").ExitCode.ShouldBe(0);
        (await first.Ended()).ShouldBe(0);
    }

    [Fact]
    public async Task a_retry_waits_for_the_window_again_and_keeps_its_place()
    {
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);
        using var patient = repository.StartScoped("edit", "begin", "--json", "--owner", "task-307", "--lock-timeout", "0.4", "--retries", "1000", "A.txt", "README.md");
        await Locking.Until.True(() => repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength() == 2);
        var spent = repository.Scoped("edit", "begin", "--json", "--owner", "task-308", "--lock-timeout", "0.5", "--retries", "1", "README.md");

        (spent.ExitCode, spent.Codes().Single()).ShouldBe((3, "GCT6005"));
        double.Parse(spent.StandardError.Split(" after ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(1, "two time-outs");
        repository.Scoped("edit", "end", "--owner", "task-306").ExitCode.ShouldBe(0);
        (await patient.Ended()).ShouldBe(0, "it waited on, first in line");
        repository.Scoped("status", "--json").Json().GetProperty("windows").EnumerateArray().ShouldAllBe(w => w.Text("owner") == "task-307");
    }

    [Fact]
    public async Task a_signal_ends_the_wait_and_opens_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);
        using var waiter = repository.StartScoped("edit", "begin", "--json", "--owner", "task-307", "A.txt", "README.md", "z.txt");
        await Locking.Until.True(() => repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength() == 2);

        waiter.Signal(15);

        (await waiter.Ended()).ShouldBe(130);
        (await waiter.Errors).ShouldStartWith("git-scoped : error GCT9012: ");
        repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void a_window_that_is_not_open_cannot_be_closed_and_the_error_log_says_so()
    {
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);

        var other = repository.Scoped("edit", "end", "--task", "307", "--owner", "task-307", "README.md");
        var none = repository.Scoped("edit", "end", "--json", "--owner", "task-307");

        (other.ExitCode, other.Codes().Single()).ShouldBe((1, "GCT6006"));
        (none.ExitCode, none.Json().Text("outcome")).ShouldBe((1, "refused"));
        File.ReadAllText(Path.Combine(repository.GitDirectory, "scoped", "errors.json")).ShouldContain("\"task\": \"307\"");
    }

    [Theory]
    [InlineData(2, "GCT9009", "begin", "README.md")]
    [InlineData(2, "GCT9009", "begin", "--owner", "", "README.md")]
    [InlineData(2, "GCT9009", "begin", "--owner", "x\uFFFD", "README.md")] // What bytes become that are no UTF-8.
    [InlineData(2, "GCT9009", "begin", "--owner", "task-307")]
    [InlineData(2, "GCT9009", "end")]
    [InlineData(1, "GCT2003", "begin", "--owner", "task-307", "../elsewhere")]
    [InlineData(1, "GCT2004", "end", "--owner", "task-307", ".git/config")]
    public void what_makes_no_sense_is_refused(int exitCode, string code, params string[] words)
    {
        var result = repository.Scoped(["edit", .. words]);

        (result.ExitCode, result.Codes().Single()).ShouldBe((exitCode, code));
        repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength().ShouldBe(0);
    }

    public void Dispose() => repository.Dispose();
}
