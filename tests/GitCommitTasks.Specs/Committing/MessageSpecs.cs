using System.Text;
using CsCheck;
using GitCommitTasks.Refs;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for the message: cleaned as <c>git commit</c> cleans it.</summary>
public sealed class MessageSpecs : IDisposable
{
    private const string CutLine = "# ------------------------ >8 ------------------------";

    private readonly SameCommits twins = new();

    private static readonly string[] Messages =
    [
        "plain", "plain\n", "plain\n\n\n", "\n\n  \nlate", "subject\n\n\n\nbody", "trailing  \t\nblanks \n", "  leading", "\tx\n\n\n",
        "# comment\ntext\n# comment\n\n#x\nend", "a\r\nb\r\n", "form\f\nfeed\v", "; other comment\ntext", "ü \u00A0", "a\n \n\t\nb",
        $"text\n{CutLine}\nmore", "one\n\nKey: value", "nbsp\u00A0\n", "", "  \n\t", "#only\n# comments", "Signed-off-by: A <a@b>\n\n", CutLine + "\nx", "\n",
    ];

    private static readonly Gen<string> AnyMessage = Gen.OneOf(
        "text", "  indented", "trailing \t", "", "", " ", "# comment", "#", "; semicolon", "@at", "ü\r", "\r", "a\r;b", CutLine, CutLine.Replace('#', ';'), "Signed-off-by: A <a@b>", "scissors >8")
        .List[0, 8].Select(Gen.Bool, (lines, ends) => string.Join('\n', lines) + (ends ? "\n" : ""));

    [Theory]
    [InlineData("default")]
    [InlineData("whitespace")]
    [InlineData("verbatim")]
    [InlineData("strip")]
    [InlineData("scissors")]
    public void a_message_is_stored_as_git_stores_it(string mode)
    {
        twins.Both(r => r.Git("config", "commit.cleanup", mode));
        foreach (var message in Messages)
        {
            twins.Commit(r => r with { Message = message }, null, "-m", message);
            twins.Commit(r => r with { MessageBytes = Encoding.UTF8.GetBytes(message) }, null, "-F", FileOf(message));
        }
    }

    [Fact]
    public void any_message_is_stored_as_git_stores_it()
    {
        var modes = Gen.OneOf<string?>(null, "default", "whitespace", "verbatim", "strip", "scissors");
        Gen.Select(AnyMessage, modes, Gen.OneOf("#", ";", "auto", "@"), Gen.OneOf("false", "true", "2"), Gen.Bool).Sample(
            (message, mode, comment, verbose, isFile) =>
            {
                twins.Both(r => File.AppendAllText(Path.Combine(r.GitDirectory, "config"), $"[core]\ncommentChar = \"{comment}\"\n[commit]\nverbose = {verbose}\n"));
                string[] cleanup = mode is null ? [] : ["--cleanup=" + mode];
                if (isFile)
                    twins.Commit(r => r with { MessageBytes = Encoding.UTF8.GetBytes(message), Cleanup = mode }, null, [.. cleanup, "-F", FileOf(message)]);
                else
                    twins.Commit(r => r with { Message = message, Cleanup = mode }, null, [.. cleanup, "-m", message]);
            },
            iter: 100,
            threads: 1);
    }

    [Theory]
    [InlineData("commit.cleanup=thorough")]
    [InlineData("core.commentChar=//")]
    public void a_setting_that_git_does_not_know_is_refused_as_by_git(string setting)
    {
        twins.Both(r => r.Git("config", setting.Split('=')[0], setting.Split('=')[1]));

        twins.Commit(r => r, null, "-m", "scoped").Codes().ShouldBe(["GCT9010"]);
    }

    [Fact]
    public void a_comment_character_is_chosen_or_there_is_none_left()
    {
        twins.Both(r => r.Git("config", "core.commentChar", "auto"));

        foreach (var message in (string[])["x\n#\n;\n@", "x\n#\n;\n@\n!\n$\n%\n^\n&\n|\n:", "#"])
            twins.Commit(r => r with { Message = message, Cleanup = "strip" }, null, "--cleanup=strip", "-m", message);
    }

    [Fact]
    public void a_template_an_editor_and_a_status_have_no_say()
    {
        twins.Both(r => File.WriteAllText(r.Outside["template"], "scoped\n"));
        twins.Both(r => r.Shell("git config commit.template ../template; git config core.editor false; git config commit.status true"));

        twins.Commit(r => r, null, "-m", "scoped").Codes().ShouldBeEmpty();
    }

    [Fact]
    public void a_message_with_NUL_is_refused_as_by_git()
    {
        twins.Commit(r => r with { MessageBytes = "a\0b"u8.ToArray() }, null, "-F", FileOf("a\0b")).Codes().ShouldBe(["GCT2016"]);
    }

    [Fact]
    public void a_very_long_subject_is_stored_and_logged_whole()
    {
        var message = new string('x', 1 << 20) + "\n\nbody";

        twins.Commit(r => r with { MessageBytes = Encoding.UTF8.GetBytes(message) }, EngineSpecs.Auto, "-F", FileOf(message));

        LastLogLine(twins.Ours).Length.ShouldBe(LastLogLine(twins.Gits).Length);
    }

    [Fact]
    public void of_a_very_long_subject_the_reflog_has_the_beginning_where_git_moves_the_branch()
    {
        // "commit: " and this end in the middle of an "ü".
        var message = new string('x', ReflogArgument.Longest - 9) + new string('ü', 1 << 20);

        twins.Commit(r => r with { MessageBytes = Encoding.UTF8.GetBytes(message) }, EngineSpecs.Git, "-F", FileOf(message)).Codes().ShouldBeEmpty();

        LastLogLine(twins.Ours).ShouldEndWith("\tcommit: " + new string('x', ReflogArgument.Longest - 9), Case.Sensitive, "a character is not cut in two");
    }

    public void Dispose() => twins.Dispose();

    private string FileOf(string message)
    {
        File.WriteAllText(twins.Gits.Outside["message"], message);
        return "../message";
    }

    private static string LastLogLine(TemporaryRepository repository) => File.ReadAllLines(Path.Combine(repository.GitDirectory, "logs/HEAD"))[^1];
}
