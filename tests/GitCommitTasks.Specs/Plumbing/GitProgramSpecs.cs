using System.Text;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Plumbing;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Plumbing;

public sealed class GitProgramSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void it_is_run_at_the_top_with_the_given_environment_and_input()
    {
        var id = Program().ReadText(new GitCall("a spec", "hash-object", "--stdin") { Input = "x\n"u8.ToArray() }, Cancellation);

        id.ShouldBe("587be6b4c3f93f93c489c0111bba5596147a26cb", "as git hash-object says by itself");
        Text("rev-parse", "--show-toplevel").ShouldBe(repository.Top);
    }

    [Fact]
    public void no_shell_sees_an_argument()
    {
        Text("rev-parse", "--sq-quote", "$(touch pwned); `touch pwned`").ShouldContain("$(touch pwned)");

        File.Exists(repository["pwned"]).ShouldBeFalse();
    }

    [Fact]
    public void a_failing_call_says_which_and_why_with_credentials_masked()
    {
        var thrown = Should.Throw<DiagnosedException>(() => Program().Read(new GitCall("a spec", "fetch", "nowhere://user:secret@host/x"), Cancellation));

        thrown.Diagnostic.Code.ShouldBe("GCT9018");
        thrown.Message.ShouldContain("'git fetch' failed with exit code 128");
        thrown.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void a_missing_git_is_an_error_that_names_what_needs_it()
    {
        var thrown = Should.Throw<DiagnosedException>(() => Program(("PATH", repository.Outside.Path)).Run(new GitCall("the hook 'pre-commit'", "version"), Cancellation));

        thrown.Diagnostic.Code.ShouldBe("GCT9017");
        thrown.Message.ShouldBe("the hook 'pre-commit' needs git itself, and there is no 'git' on the PATH. Nothing was changed; install git 2.36 or later.");
    }

    [Theory]
    [InlineData("git version 2.35.9", true)]
    [InlineData("git version 1.99", true)]
    [InlineData("git version 2.36.0", false)]
    [InlineData("git version 3.0.1 (Apple Git-999)", false)]
    [InlineData("no version at all", true)]
    public void an_old_git_is_an_error_that_names_the_least_version(string words, bool refused)
    {
        var thrown = Record.Exception(() => Program(("PATH", Impostor($"echo '{words}'"))).Run(new GitCall("a spec", "status"), Cancellation));

        (thrown is DiagnosedException { Diagnostic.Code: "GCT9017" }).ShouldBe(refused);
        if (refused)
            thrown!.Message.ShouldContain(words);
    }

    [Fact]
    public void a_call_that_is_cancelled_ends()
    {
        using CancellationTokenSource cancellation = new();
        var program = Program(("PATH", Impostor("case \"$*\" in *version*) echo git version 2.40.0;; *) echo ready >&2; exec sleep 600;; esac") + ":/bin:/usr/bin"));

        Should.Throw<OperationCanceledException>(() => program.Run(new GitCall("a spec", "status") { OnErrorLine = _ => cancellation.Cancel() }, cancellation.Token));
    }

    [Fact]
    public void a_conversation_answers_line_by_line_and_ends()
    {
        using var talk = Program().Converse(new GitCall("a spec", "cat-file", "--batch"));

        talk.SayLine("HEAD:README.md");
        var header = talk.HearLine().Split(' ');
        var content = talk.Hear(int.Parse(header[2], System.Globalization.CultureInfo.InvariantCulture));

        Encoding.UTF8.GetString(content).ShouldBe("first\n");
        talk.HearLine().ShouldBeEmpty("the end of the object");
        talk.End().ExitCode.ShouldBe(0);
    }

    [Fact]
    public void a_conversation_with_a_git_that_ended_says_why()
    {
        using var talk = Program().Converse(new GitCall("a spec", "cat-file", "--no-such-option"));

        Should.Throw<DiagnosedException>(() => talk.HearLine()).Message.ShouldContain("no-such-option");
    }

    public void Dispose() => repository.Dispose();

    private string Text(params string[] arguments) => Program().ReadText(new GitCall("a spec", arguments), Cancellation);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GitProgram Program(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = new(repository.Environment);
        foreach (var (name, value) in variables)
            environment[name] = value;
        return new GitProgram(repository.Top, environment);
    }

    /// <summary>A folder with a program git that runs <paramref name="script"/>.</summary>
    private string Impostor(string script)
    {
        var folder = repository.Outside["bin"];
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "git"), $"#!/bin/sh\n{script}\n");
        repository.Shell($"chmod +x '{folder}/git'");
        return folder;
    }
}
