using CliWrap;
using CliWrap.Buffered;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.CommandLine;

/// <summary>Words that a parser could take for something else.</summary>
[Trait("Category", "Slow")]
public sealed class WordsSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public WordsSpecs() => repository.Write("a.txt", "a\n");

    [Theory]
    [InlineData("@x", "-m", "@x")]
    [InlineData("--json", "-m", "--json")]
    [InlineData("-f: = \"x\"", "--message=-f: = \"x\"")]
    [InlineData("attached", "-mattached")]
    [InlineData("bundled", "-fnm", "bundled")]
    public void a_message_is_taken_as_it_is(string message, params string[] options)
    {
        File.WriteAllText(repository["x"], "not this");

        var result = repository.Scoped(["commit", .. options, "--", "a.txt"]);

        (result.ExitCode, result.StandardError).ShouldBe((0, ""));
        repository.Git("log", "-1", "--format=%s").Trim().ShouldBe(message);
    }

    [Fact]
    public void the_last_of_S_and_no_gpg_sign_counts_as_for_git()
    {
        repository.Scoped("commit", "-m", "x", "-SKEY", "--no-gpg-sign", "a.txt").ExitCode.ShouldBe(0);
        repository.Write("a.txt", "b\n");
        repository.Scoped("commit", "-m", "x", "--no-gpg-sign", "-SKEY", "a.txt").Codes().ShouldBe(["GCT9030"]);
    }

    [Fact]
    public void a_message_that_is_not_UTF8_is_refused_as_an_argument_and_kept_from_a_file()
    {
        repository.Shell($"printf 'a\\374' > ../message; dotnet '{ScopedTool.Program}' commit -m \"$(cat ../message)\" a.txt 2> ../told && exit 1; grep -q GCT2016 ../told");

        repository.Scoped("commit", "-F", "../message", "a.txt").Codes().ShouldBe(["GCT2030"]);
        repository.Git("log", "-1", "--format=%s").ShouldBe("a\u00fc\n", "each such byte is a Latin-1 character, as for git");
    }

    [Fact]
    public void paragraphs_and_clean_up_are_those_of_git()
    {
        repository.Git("add", "a.txt");
        repository.Git("commit", "-q", "--cleanup=verbatim", "-m", "", "-m", " one ", "-m", "two\n", "-m", "#three", "a.txt");
        var message = repository.Git("log", "-1", "--format=%B");
        repository.Write("a.txt", "b\n");

        repository.Scoped("commit", "--cleanup=verbatim", "-m", "", "-m", " one ", "-m", "two\n", "-m", "#three", "a.txt").ExitCode.ShouldBe(0);

        repository.Git("log", "-1", "--format=%B").ShouldBe(message);
    }

    [Fact]
    public void S_does_not_swallow_the_path_behind_it()
    {
        var result = repository.Scoped("commit", "-m", "x", "-S", "a.txt");

        result.Codes().ShouldBe(["GCT9030"], "the path was understood, and it is the signature that fails");
        repository.Scoped("commit", "-m", "x", "-SKEY", "a.txt").Codes().ShouldBe(["GCT9030"]);
    }

    [Fact]
    public async Task a_message_comes_from_a_file_or_from_stdin()
    {
        File.WriteAllText(repository.Outside["message"], "from a file\n");
        repository.Scoped("commit", "-F", "../message", "a.txt").ExitCode.ShouldBe(0);
        repository.Git("log", "-1", "--format=%s").Trim().ShouldBe("from a file");
        repository.Write("a.txt", "again\n");

        await repository.ScopedCommand("commit", "-F-", "a.txt").WithStandardInputPipe(PipeSource.FromString("from stdin\n\nbody\n"))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        repository.Git("log", "-1", "--format=%B").Trim().ShouldBe("from stdin\n\nbody");
    }

    [Fact]
    public void a_path_like_an_option_or_a_directive_is_a_path_behind_two_dashes()
    {
        repository.Write("--json", "x\n");
        repository.Write("[suggest]", "x\n");

        repository.Scoped("commit", "-m", "x", "--", "--json", "[suggest]").StandardOutput.ShouldContain(" A --json\n A [suggest]\n");
    }

    [Theory]
    [InlineData("--nonsense", "commit", "-m", "x", "--nonsense", "a.txt")]
    [InlineData("unknown option '-q'", "commit", "-qm", "x", "a.txt")]
    [InlineData("message", "commit", "a.txt")]
    [InlineData("'--message' needs a value", "commit", "a.txt", "-m")]
    [InlineData("cannot be used together", "commit", "-m", "x", "-F", "y", "a.txt")]
    [InlineData("cannot both", "commit", "-F-", "--pathspec-from-file=-")]
    [InlineData("cannot be used together", "commit", "-m", "x", "--pathspec-from-file=-", "a.txt")]
    [InlineData("needs '--pathspec-from-file'", "commit", "-m", "x", "--pathspec-file-nul", "a.txt")]
    [InlineData("'soon'", "commit", "-m", "x", "--lock-timeout", "soon", "a.txt")]
    [InlineData("'-1'", "commit", "-m", "x", "--retries", "-1", "a.txt")]
    [InlineData("'lines'", "commit", "-m", "x", "--isolation", "lines", "a.txt")]
    [InlineData("NAME=VALUE", "commit", "-m", "x", "--field", "id", "a.txt")]
    [InlineData("takes no value", "commit", "-m", "x", "--json=yes", "a.txt")]
    [InlineData("not a directory", "-C", "nowhere", "commit", "-m", "x", "a.txt")]
    [InlineData("COMMAND", "lock", "run")]
    [InlineData("--scope", "validate", "HEAD")]
    [InlineData("COMMIT", "validate", "--scope", "a.txt")]
    [InlineData("unknown verb 'comit'", "comit", "-m", "x", "a.txt")]
    [InlineData("command", "lock")]
    [InlineData("command")]
    public void words_without_sense_end_with_2_and_one_error(string says, params string[] words)
    {
        var result = repository.Scoped(words);

        (result.ExitCode, result.StandardOutput).ShouldBe((2, ""));
        result.Codes().ShouldBe(["GCT9009"]);
        result.StandardError.ShouldContain(says);
        var verb = string.Join(' ', words.SkipWhile(w => w is "-C" or "nowhere").TakeWhile((w, at) => w is "commit" or "validate" or "lock" or "run" && at < 2));
        if (!says.StartsWith("not a dir", StringComparison.Ordinal))
            result.StandardError.TrimEnd().ShouldEndWith($"See 'git scoped {verb}{(verb.Length > 0 ? " " : "")}-h'.", Case.Sensitive, "git makes of --help behind a command the page of a manual");
        Directory.Exists(Path.Combine(repository.GitDirectory, "scoped")).ShouldBeFalse("nothing was attempted");
    }

    [Fact]
    public void with_json_wrong_usage_is_an_object_too()
    {
        var result = repository.Scoped("commit", "--json", "--nonsense");

        (result.ExitCode, result.Json().ShouldHold("outcome", "diagnostics").Text("outcome")).ShouldBe((2, "refused"));
        result.Json().GetProperty("diagnostics")[0].Text("code").ShouldBe("GCT9009");
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("validate")]
    [InlineData("status")]
    [InlineData("lock status")]
    [InlineData("lock run")]
    [InlineData("lock break")]
    [InlineData("repair")]
    public void help_shows_an_example(string verb)
    {
        var result = repository.Scoped([.. verb.Split(' '), "--help"]);

        (result.ExitCode, result.StandardError).ShouldBe((0, ""));
        result.StandardOutput.ShouldContain($"Example:\n  git scoped {verb}");
        result.StandardOutput.ShouldContain("--json");
        result.StandardOutput.ShouldContain("-C <dir>");
    }

    public void Dispose() => repository.Dispose();
}
