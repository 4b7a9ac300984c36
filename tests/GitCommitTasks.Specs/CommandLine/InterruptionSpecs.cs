using GitCommitTasks.Specs.Committing;
using GitCommitTasks.Specs.Locking;

namespace GitCommitTasks.Specs.CommandLine;

/// <summary>Ctrl-C in a terminal: every process of the foreground gets the signal at once, git and what it runs too. A commit that is ended so was cancelled; it has not failed.</summary>
[Trait("Category", "Slow")]
public sealed class InterruptionSpecs : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;

    /// <summary>Says that it runs, and then does so until it is ended.</summary>
    private const string Slow = "#!/bin/sh\ntouch ../started\nexec sleep 60\n";

    private readonly TemporaryRepository repository = new();

    public static TheoryData<string, string, int> Programs
    {
        get
        {
            TheoryData<string, string, int> all = [];
            foreach (var engine in (string[])["auto", "git"])
            {
                foreach (var program in (string[])["pre-commit", "commit-msg", "reference-transaction", "filter", "signer"])
                    all.Add(engine, program, Interrupt);
                all.Add(engine, "pre-commit", Terminate);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task a_commit_whose_slow_program_gets_the_signal_too_is_cancelled(string engine, string program, int signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "setsid");
        Arrange(program);
        var head = repository.Head;
        using var commit = repository.StartScopedInGroup(repository.EnvironmentWith(("GIT_SCOPED_ENGINE", engine)), "commit", "--json", "-m", "x", "a.txt");
        await Until.True(() => File.Exists(repository.Outside["started"]));

        commit.SignalGroup(signal);

        (await commit.Ended()).ShouldBe(130, await commit.Errors);
        (await commit.Says())!.ShouldStartWith("{\"outcome\":\"cancelled\"");
        (await commit.Errors).Split('\n').ShouldContain(l => l.StartsWith("git-scoped : error GCT9012: ", StringComparison.Ordinal));
        repository.Head.ShouldBe(head);
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_hook_that_ends_by_the_signal_alone_has_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        repository.Write("a.txt", "a\n");
        WriteHook("pre-commit", "#!/bin/sh\nkill -INT $$\n");

        using var commit = repository.StartScoped("commit", "--json", "-m", "x", "a.txt");

        (await commit.Ended()).ShouldBe(1, "nobody has cancelled it");
        (await commit.Errors).ShouldContain("GCT2020");
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("git")]
    public async Task opening_a_window_whose_slow_filter_gets_the_signal_too_is_cancelled(string engine)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "setsid");
        Arrange("filter");
        using var edit = repository.StartScopedInGroup(repository.EnvironmentWith(("GIT_SCOPED_ENGINE", engine)), "edit", "begin", "--owner", "o", "a.txt");
        await Until.True(() => File.Exists(repository.Outside["started"]));

        edit.SignalGroup(Interrupt);

        (await edit.Ended()).ShouldBe(130, await edit.Errors);
    }

    public void Dispose() => repository.Dispose();

    private void Arrange(string program)
    {
        if (program == "filter")
        {
            repository.GitCommit((".gitattributes", "*.txt filter=slow\n"), ("a.txt", "0\n"));
            WriteProgram(repository.Outside["slow"]);
            repository.Git("config", "filter.slow.clean", repository.Outside["slow"]);
        }
        else if (program == "signer")
        {
            WriteProgram(repository.Outside["slow"]);
            repository.Git("config", "gpg.program", repository.Outside["slow"]);
            repository.Git("config", "commit.gpgSign", "true");
        }
        else
        {
            WriteHook(program, Slow);
        }

        repository.Write("a.txt", "a\n");
    }

    private void WriteHook(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(repository.GitDirectory, "hooks"));
        WriteProgram(Path.Combine(repository.GitDirectory, "hooks", name), text);
    }

    private static void WriteProgram(string file, string text = Slow)
    {
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
