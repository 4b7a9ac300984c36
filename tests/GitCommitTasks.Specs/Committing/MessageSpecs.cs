namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for the message: cleaned as <c>git commit -m</c> cleans it.</summary>
public sealed class MessageSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    private static readonly string[] Messages =
    [
        "plain", "plain\n", "plain\n\n\n", "\n\n  \nlate", "subject\n\n\n\nbody", "trailing  \t\nblanks \n", "  leading", "\tx\n\n\n",
        "# comment\ntext\n# comment\n\n#x\nend", "a\r\nb\r\n", "form\f\nfeed\v", "; other comment\ntext", "ü \u00A0", "a\n \n\t\nb",
        "text\n# ------------------------ >8 ------------------------\nmore", "one\n\nKey: value", "nbsp\u00A0\n",
    ];

    [Theory]
    [InlineData("default")]
    [InlineData("whitespace")]
    [InlineData("verbatim")]
    [InlineData("strip")]
    [InlineData("scissors")]
    public void a_message_is_stored_as_git_stores_it(string mode)
    {
        repository.Git("config", "commit.cleanup", mode);
        foreach (var message in Messages)
        {
            (repository.Request("README.md") with { AllowEmpty = true, Message = message }).Run().Outcome.ShouldBe(CommitOutcome.Committed);
            repository.Git("commit", "-q", "--allow-empty", "-m", message);

            Message("HEAD~").ShouldBe(Message("HEAD"), message);
        }
    }

    [Theory]
    [InlineData(";")]
    [InlineData("auto")]
    public void the_comment_character_is_the_configured_one(string character)
    {
        repository.Git("config", "commit.cleanup", "strip");
        repository.Git("config", "core.commentChar", character);
        const string message = "text\n; one\n# two\n";

        (repository.Request("README.md") with { AllowEmpty = true, Message = message }).Run();
        repository.Git("commit", "-q", "--allow-empty", "-m", message);

        Message("HEAD~").ShouldBe(Message("HEAD"));
    }

    [Fact]
    public void an_unknown_mode_is_refused_as_by_git()
    {
        repository.Git("config", "commit.cleanup", "thorough");

        (repository.Request("README.md") with { AllowEmpty = true }).Run().Codes().ShouldBe(["GCT9010"]);
        repository.TryGit("commit", "--allow-empty", "-m", "x").ExitCode.ShouldBe(128);
    }

    public void Dispose() => repository.Dispose();

    private string Message(string commit) => repository.Git("cat-file", "commit", commit).Split("\n\n", 2)[1];
}
