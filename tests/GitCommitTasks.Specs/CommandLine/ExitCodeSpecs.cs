using CliWrap.Buffered;

namespace GitCommitTasks.Specs.CommandLine;

/// <summary>What a script learns from the exit code of <c>commit</c>, and where settings come from.</summary>
public sealed class ExitCodeSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public ExitCodeSpecs() => repository.Write("a.txt", "a\n");

    [Fact]
    public async Task a_lock_that_is_not_had_is_3_and_the_work_stays()
    {
        using var holder = await Hold();

        var result = repository.Scoped("commit", "--json", "--lock-timeout", "0", "-m", "x", "a.txt");

        (result.ExitCode, result.Codes().Single(), result.Json().Text("outcome")).ShouldBe((3, "GCT1001", "lock-timeout"));
        result.StandardError.ShouldContain($"pid {holder.Id}");
        repository.Git("status", "--porcelain").ShouldBe("?? a.txt\n");
    }

    [Fact]
    public async Task non_blocking_makes_failures_warnings_and_the_code_0()
    {
        using var holder = await Hold();

        var busy = repository.Scoped("commit", "--json", "--non-blocking", "--lock-timeout", "0", "-m", "x", "a.txt");
        var refused = repository.Scoped("commit", "--non-blocking", "-m", "x", "nowhere");
        var usage = repository.Scoped("commit", "--non-blocking", "a.txt");

        (busy.ExitCode, busy.Json().Text("outcome")).ShouldBe((0, "lock-timeout"));
        busy.Json().GetProperty("diagnostics")[0].Text("severity").ShouldBe("warning");
        (refused.ExitCode, refused.StandardError.Split(':')[1]).ShouldBe((0, " warning GCT2006"));
        usage.ExitCode.ShouldBe(2, "a script that is wrong stays wrong");
    }

    [Fact]
    public void a_finding_is_4_only_when_strict()
    {
        // The look back is a finding when the named file was committed after the edit began; lock run and MSBuild say when that was.
        var loose = repository.Scoped("validate", "HEAD", "--scope", "a.txt");
        var strict = repository.Scoped("validate", "HEAD", "--strict", "--scope", "a.txt");

        (loose.ExitCode, strict.ExitCode).ShouldBe((0, 4));
        repository.Scoped("commit", "--strict", "-m", "x", "a.txt").ExitCode.ShouldBe(0, "nothing is found");
    }

    [Fact]
    public async Task an_option_beats_the_environment_which_beats_the_configuration()
    {
        using var holder = await Hold();
        repository.Git("config", "scoped.lockTimeout", "0");

        repository.Scoped("commit", "-m", "x", "a.txt").ExitCode.ShouldBe(3, "the configuration says to try once; the default would wait for a minute");
        (await WithVariable("soon", "commit", "-m", "x", "a.txt")).Codes().ShouldBe(["GCT9010"], "the environment is asked before the configuration");
        (await WithVariable("soon", "commit", "--lock-timeout", "0", "-m", "x", "a.txt")).ExitCode.ShouldBe(3, "the option before the environment");
    }

    [Fact]
    public void lock_file_and_error_log_are_relative_to_the_top()
    {
        Directory.CreateDirectory(repository["sub"]);
        var status = repository.Scoped("-C", "sub", "lock", "status", "--lock-file", "specs/.lock", "--json").Json();
        repository.Scoped("-C", "sub", "commit", "--error-log", "log.json", "--task", "307", "--session", "s1", "-m", "x", "nowhere").ExitCode.ShouldBe(1);

        status.Text("recordFile").ShouldBe("specs/.lock");
        File.ReadAllText(repository["log.json"]).ShouldContain("\"task\": \"307\"");
    }

    [Fact]
    public async Task the_error_log_names_the_paths_that_were_asked_for()
    {
        Directory.CreateDirectory(repository["sub"]);
        using var holder = await Hold();
        repository.Scoped("-C", "sub", "commit", "--lock-timeout", "0", "-m", "x", "../a.txt").ExitCode.ShouldBe(3);
        repository.Scoped("-C", "sub", "commit", "-m", "x", "nowhere", "..").ExitCode.ShouldBe(1);

        using var log = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(repository.GitDirectory, "scoped", "errors.json")));
        var errors = log.RootElement.GetProperty("errors");

        errors[0].GetProperty("context").Texts("paths").ShouldBe(["a.txt"]);
        errors[1].GetProperty("context").Texts("paths").ShouldBe(["sub/nowhere", "."]);
    }

    [Fact]
    public void messages_are_for_the_record_unless_asked_for()
    {
        repository.Scoped("commit", "--verbose", "--no-lock", "-m", "x", "a.txt").Codes().ShouldBe(["GCT1014"]);
        repository.Scoped("commit", "--verbose", "-m", "x", "a.txt").Codes().ShouldBe(["GCT2017"]);
    }

    public void Dispose() => repository.Dispose();

    private async Task<ContenderProcess> Hold()
    {
        var holder = ContenderProcess.Start("hold", repository.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");
        return holder;
    }

    private async Task<BufferedCommandResult> WithVariable(string value, params string[] words) => await repository.ScopedCommand(words)
        .WithEnvironmentVariables(e => e.Set("GIT_SCOPED_LOCK_TIMEOUT", value)).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
