using CliWrap;
using CliWrap.Buffered;

namespace GitCommitTasks.Specs.CommandLine;

/// <summary>Edit windows around an agent's tool call: owner and file come from the hook's JSON, and nothing is ever a veto.</summary>
[Trait("Category", "Slow")]
public sealed class EditHookSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("file_path", "TOP/README.md", "TOP")]
    [InlineData("file_path", "README.md", "TOP")]
    [InlineData("file_path", "../README.md", "TOP/sub")]
    [InlineData("file_path", "TOP/README.md", "/")]
    [InlineData("file_path", "TOP/new/deep/file.txt", "TOP")]
    [InlineData("file_path", "TOP/link/README.md", "TOP")]
    [InlineData("notebook_path", "TOP/README.md", "TOP")]
    [InlineData("path", "TOP/README.md", "TOP")]
    public async Task the_owner_is_the_session_and_the_file_the_tools(string name, string file, string cwd)
    {
        Directory.CreateDirectory(repository["sub"]);
        Directory.CreateSymbolicLink(repository["link"], repository.Top);
        var input = $$$"""{"session_id":"s-1","cwd":"{{{cwd}}}","tool_name":"Edit","tool_input":{"{{{name}}}":"{{{file}}}","old_string":"ä"}}""";

        var begun = await Hook(input, "begin", "--json");
        var ended = await Hook(input, "end");

        (begun.ExitCode, begun.StandardError, begun.Json().Text("owner")).ShouldBe((0, "", "s-1"));
        begun.Json().Texts("paths").ShouldBe([file.Contains("deep", StringComparison.Ordinal) ? "new/deep/file.txt" : "README.md"]);
        (ended.ExitCode, ended.StandardOutput, ended.StandardError).ShouldBe((0, "", ""), "what a hook prints, agents show or parse");
        Directory.Exists(repository["new"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"session_id":"s-1","cwd":"TOP","tool_name":"Bash","tool_input":{"command":"ls"}}""")]
    [InlineData("""{"session_id":"s-1","cwd":"TOP"}""")]
    [InlineData("""{"tool_input":"text"}""")]
    [InlineData("""{"session_id":"s-1","tool_input":{"file_path":7}}""")]
    [InlineData("""{"session_id":"s-1","cwd":"TOP","tool_input":{"file_path":"OUTSIDE/file.txt"}}""")]
    [InlineData("""{"session_id":"s-1","cwd":"TOP","tool_input":{"file_path":"/no/such/folder/file.txt"}}""")]
    [InlineData("""{"session_id":"s-1","cwd":"OUTSIDE","tool_input":{"file_path":"file.txt"}}""")]
    [InlineData("""{"session_id":"s-1","cwd":"TOP","tool_input":{"file_path":"TOP/.git/config"}}""")]
    public async Task what_is_no_file_of_a_repository_is_passed_over_in_silence(string input)
    {
        foreach (var verb in (string[])["begin", "end"])
        {
            var result = await Hook(input, verb);
            (result.ExitCode, result.StandardOutput, result.StandardError).ShouldBe((0, "", ""));
        }

        var json = (await Hook(input, "begin", "--json")).Json().ShouldHold("owner", "paths", "expiresAt");
        (json.Texts("paths").Length, json.Text("expiresAt")).ShouldBe((0, null));
        repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("GCT9009", "no json")]
    [InlineData("GCT9009", "")]
    [InlineData("GCT9009", "[]")]
    [InlineData("GCT9009", """{"tool_input":{"file_path":"README.md"}}""")]
    [InlineData("GCT9009", "{}", "README.md")]
    [InlineData("GCT9009", "{}", "--no-such-option")]
    [InlineData("GCT6005", """{"session_id":"s-1","tool_input":{"file_path":"README.md"}}""", "--lock-timeout", "0")]
    public async Task a_failure_is_a_warning_and_never_2(string code, string input, params string[] words)
    {
        repository.Scoped("edit", "begin", "--owner", "task-306", "README.md").ExitCode.ShouldBe(0);

        var result = await Hook(input, ["begin", .. words]);

        (result.ExitCode, result.StandardOutput).ShouldBe((1, ""));
        result.StandardError.ShouldStartWith($"git-scoped : warning {code}: ");
    }

    [Fact]
    public async Task an_owner_that_is_given_replaces_the_session_and_non_blocking_makes_it_0()
    {
        const string Input = """{"session_id":"s-1","tool_input":{"file_path":"README.md"}}""";

        (await Hook(Input, "begin", "--owner", "task-307", "--json")).Json().Text("owner").ShouldBe("task-307");
        var busy = await Hook(Input, "begin", "--lock-timeout", "0", "--non-blocking");
        (busy.ExitCode, busy.Codes().Single()).ShouldBe((0, "GCT6005"));
        var missing = await Hook(Input, "end");
        (missing.ExitCode, missing.Codes().Single()).ShouldBe((1, "GCT6006"));
    }

    [Theory]
    [InlineData("""{"session_id":"s-1","tool_input":{"file_path":"READ\u0000ME.md"}}""")]
    [InlineData("""{"session_id":"s-1","cwd":"/tmp\u0000","tool_input":{"file_path":"README.md"}}""")]
    public async Task a_path_that_no_file_can_have_is_told_in_one_line(string input)
    {
        var result = await Hook(input, "begin");

        (result.ExitCode, result.Codes().Single()).ShouldBe((1, "GCT9009"), result.StandardError);
        result.StandardError.ShouldNotContain("report this");
    }

    [Fact]
    public async Task a_byte_order_mark_before_the_JSON_does_no_harm()
    {
        (await Hook("\uFEFF" + """{"session_id":"s-1","tool_input":{"file_path":"README.md"}}""", "begin")).ExitCode.ShouldBe(0);
    }

    public void Dispose() => repository.Dispose();

    private async Task<BufferedCommandResult> Hook(string input, params string[] words) => await repository.ScopedCommand(["edit", words[0], "--hook", .. words[1..]])
        .WithStandardInputPipe(PipeSource.FromString(input.Replace("TOP", repository.Top, StringComparison.Ordinal).Replace("OUTSIDE", repository.Outside.Path, StringComparison.Ordinal)))
        .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
