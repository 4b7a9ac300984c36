using CliWrap.Buffered;

namespace GitCommitTasks.Specs.CommandLine;

/// <summary>Names that a terminal would obey, and surroundings that are gone.</summary>
public sealed class HarmlessTextSpecs : IDisposable
{
    private const string Hostile = "a\u001b[31mred\nline\u0085.txt";

    private readonly TemporaryRepository repository = new();

    [Fact]
    public void no_text_sends_a_terminal_what_it_would_obey()
    {
        repository.Write(Hostile, "x\n");
        string[] owner = ["--owner", "o\u001b[32m\u0007"];
        BufferedCommandResult[] said =
        [
            repository.Scoped(["edit", "begin", .. owner, Hostile]),
            repository.Scoped("status"),
            repository.Scoped(["edit", "end", .. owner]),
            repository.Scoped(["commit", "-m", "x", .. owner, "no\u001b[31m such"]),
            repository.Scoped(["commit", "-m", "x\u001b[31m", "--verbose", Hostile]),
            repository.Scoped(["commit", "--\u001b[31m"]),
        ];

        foreach (var result in said)
            (result.StandardOutput + result.StandardError).Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        said[1].StandardOutput.ShouldContain("\"a\\033[31mred\\nline\\302\\205.txt\"");
        said[4].StandardOutput.ShouldEndWith(" A \"a\\033[31mred\\nline\\302\\205.txt\"\n");
        said[3].Codes().ShouldBe(["GCT2006"]);
        repository.Scoped("validate", "HEAD", "--scope", ".", "--json").StandardError.ShouldBeEmpty();
    }

    [Fact]
    public async Task json_holds_the_names_as_they_are()
    {
        repository.Write(Hostile, "x\n");

        var result = await repository.ScopedCommand("commit", "--json", "-m", "x", Hostile).ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        result.Json().GetProperty("files")[0].Text("path").ShouldBe(Hostile);
    }

    [Fact]
    public async Task where_the_current_directory_is_gone_one_can_be_named()
    {
        repository.Write("f", "x\n");
        var gone = $"mkdir {repository.Outside["gone"]}; cd {repository.Outside["gone"]}; rmdir {repository.Outside["gone"]}; exec dotnet {ScopedTool.Program}";

        var named = await repository.Command("sh", "-c", $"{gone} -C {repository.Top} commit -m x f").ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        var unnamed = await repository.Command("sh", "-c", $"{gone} status").ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        named.ExitCode.ShouldBe(0, named.StandardError);
        (unnamed.ExitCode, unnamed.Codes().Single()).ShouldBe((2, "GCT9009"), unnamed.StandardError);
        unnamed.StandardError.ShouldContain("the current directory is gone");
    }

    [Fact]
    public async Task where_stdout_is_full_the_exit_code_says_that_it_needs_a_look()
    {
        repository.Write("f", "x\n");
        var tool = $"exec dotnet {ScopedTool.Program}";

        var commit = await repository.Command("sh", "-c", $"{tool} commit -m x f > /dev/full").ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        var status = await repository.Command("sh", "-c", $"{tool} status --json > /dev/full").ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        (commit.ExitCode, status.ExitCode).ShouldBe((4, 4), commit.StandardError + status.StandardError);
        repository.FilesOf("HEAD").ShouldBe(["A\tf"]);
    }

    public void Dispose() => repository.Dispose();
}
