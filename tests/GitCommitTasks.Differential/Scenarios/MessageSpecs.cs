namespace GitCommitTasks.Differential;

/// <summary>What becomes of the message.</summary>
public sealed class MessageSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Change = "w f 1; base; w f 2";

    private static readonly Scenario[] All =
    [
        new("a message of several paragraphs", Change, "f") { Message = "subject\n\nbody\nmore\n\n\nlast" },
        new("two messages", Change, "f") { Message = null, Options = ["-m", "subject", "-m", "body"] },
        new("a message with white space around it", Change, "f") { Message = "\n\n  subject  \t\n\n\n\n body\t \n\n\n" },
        new("a message with carriage returns", Change, "f") { Message = "subject\r\n\r\nbody\r\n" },
        new("a message with comments", Change, "f") { Message = "subject\n# a comment\nbody" },
        new("a message of comments only", Change, "f") { Message = "# nothing" },
        new("an empty message", Change, "f") { Message = "", Refusal = "GCT2002" },
        new("a message of white space", Change, "f") { Message = " \n\t\n ", Refusal = "GCT2002" },
        new("a message that is not ASCII", Change, "f") { Message = "grün — 🚀\n\nstraße" },
        new("a message with other white space", Change, "f") { Message = "\u00a0subject\u2003\n\fbody\v\n" },
        new("a message that begins with a dash", Change, "f") { Message = "-m --amend" },
        new("a message with braces", Change, "f") { Message = "{task}: {0}" },
        new("a message with scissors", Change, "f") { Message = "subject\n\n# ------------------------ >8 ------------------------\nbelow" },
        new("a long message", Change + "; seq 20000 > ../message", "f") { Message = null, Options = ["-F", "../message"] },
        new("a message in a file", Change + "; printf 'subject\\n\\nbody' > ../message", "f") { Message = null, Options = ["-F", "../message"] },
        new("a message in a file that is in the scope", Change + "; printf 'subject\\n' > f", "f") { Message = null, Options = ["-F", "f"] },
        new("a message in a file that is not there", Change, "f") { Message = null, Options = ["-F", "../message"], Refusal = "GCT9013" },
        new("commit.cleanup=whitespace", Change + "; git config commit.cleanup whitespace", "f") { Message = "\n subject \n# c\n\n\nbody \n\n" },
        new("commit.cleanup=verbatim", Change + "; git config commit.cleanup verbatim", "f") { Message = "\n subject \n# c\n\n\nbody \n\n" },
        new("commit.cleanup=verbatim and no last line end", Change + "; git config commit.cleanup verbatim", "f") { Message = "subject \n\n# c" },
        new("commit.cleanup=strip", Change + "; git config commit.cleanup strip", "f") { Message = "\n subject \n# c\n\n #d\n\n\nbody \n\n" },
        new("commit.cleanup=strip and nothing but comments", Change + "; git config commit.cleanup strip", "f") { Message = "# c\n#d\n", Refusal = "GCT2002" },
        new("commit.cleanup=strip and another comment character", Change + "; git config commit.cleanup strip; git config core.commentChar ';'", "f") { Message = "subject\n# c\n; d\n" },
        new("commit.cleanup=strip and an automatic comment character", Change + "; git config commit.cleanup strip; git config core.commentChar auto", "f") { Message = "subject\n# c\n; d\n" },
        new("commit.cleanup=scissors", Change + "; git config commit.cleanup scissors", "f") { Message = "subject\n# c\n\n# ------------------------ >8 ------------------------\nbelow" },
        new("commit.cleanup=default", Change + "; git config commit.cleanup default", "f") { Message = "\n subject \n# c\n" },
        new("commit.cleanup of an unknown kind", Change + "; git config commit.cleanup nonsense", "f") { Refusal = "GCT9010" },
        new("commit.template", Change + "; printf 'template\\n' > ../template; git config commit.template \"$WORLD/template\"", "f"),
        new("commit.template that is not there", Change + "; git config commit.template \"$WORLD/template\"", "f"),
        new("commit.verbose", Change + "; git config commit.verbose true", "f"),
        new("commit.status=false", Change + "; git config commit.status false", "f"),
        new("i18n.commitEncoding=utf-8", Change + "; git config i18n.commitEncoding utf-8", "f") { Message = "grün" },
        new("i18n.logOutputEncoding", Change + "; git config i18n.logOutputEncoding latin1", "f") { Message = "grün" },
        new("a trailer", Change, "f") { Options = ["--trailer", "Task: 307"] },
        new("trailers in both forms", Change, "f") { Options = ["--trailer", "Task=307", "--trailer", "Reviewed-by: A <a@example.invalid>"] },
        new("a trailer behind others", Change, "f") { Message = "subject\n\nbody\n\nSigned-off-by: A <a@example.invalid>\n", Options = ["--trailer", "Task: 307"] },
        new("a trailer behind a body", Change, "f") { Message = "subject\n\nbody: not a trailer, though\nmore body\n", Options = ["--trailer", "Task: 307"] },
        new("a trailer that is there already", Change, "f") { Message = "subject\n\nTask: 307\n", Options = ["--trailer", "Task: 307"] },
        new("a trailer without a value", Change, "f") { Options = ["--trailer", "Task"] },
        new("a trailer behind a subject like one", Change, "f") { Message = "fix: it\n", Options = ["--trailer", "Task: 307"] },
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
