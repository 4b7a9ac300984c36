using System.Text;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>How a message is cleaned: git-commit(1), <c>--cleanup</c>, for a message that no editor has seen.</summary>
/// <remarks>On text with one char for each byte.</remarks>
internal sealed class MessageCleanup
{
    private const string CutLine = " ------------------------ >8 ------------------------\n";

    /// <summary>What the comment character is chosen from where it is <c>auto</c>.</summary>
    private const string Candidates = "#;@!$%^&|:";

    private readonly bool cleans, dropsComments, cuts;
    private readonly string commentSetting;
    private readonly char comment;

    private MessageCleanup(bool cleans, bool dropsComments, bool cuts, string commentSetting, char comment) =>
        (this.cleans, this.dropsComments, this.cuts, this.commentSetting, this.comment) = (cleans, dropsComments, cuts, commentSetting, comment);

    /// <summary>The clean-up that is asked for, or null after reporting GCT9010.</summary>
    /// <param name="option">As for <c>--cleanup</c>; null: as configured.</param>
    /// <param name="configuration">For <c>commit.cleanup</c>, <c>commit.verbose</c> and <c>core.commentChar</c>.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public static MessageCleanup? TryChoose(string? option, GitConfiguration configuration, DiagnosticBag diagnostics)
    {
        var mode = option ?? configuration["commit.cleanup"] ?? "default";
        if (mode is not ("default" or "whitespace" or "verbatim" or "strip" or "scissors"))
        {
            diagnostics.Report(Catalog.SettingInvalid.With(option is null ? "commit.cleanup" : "--cleanup", mode, "git knows default, whitespace, verbatim, strip and scissors"));
            return null;
        }

        var comment = configuration["core.commentchar"] ?? "#";
        if (!IsAuto(comment) && (comment.Length != 1 || comment[0] > '\x7f'))
        {
            diagnostics.Report(Catalog.SettingInvalid.With("core.commentChar", comment, "it must be one ASCII character, or auto"));
            return null;
        }

        // Without an editor 'default' and 'scissors' mean 'whitespace'; but commit.verbose has everything behind a cut line go.
        return new MessageCleanup(mode != "verbatim", mode == "strip", configuration.Is("commit.verbose", otherwise: false), comment, '#');
    }

    /// <summary>What is cleaned before the hooks see it: white space.</summary>
    public string BeforeHooks(string text) => cleans ? Strip(text, withoutComments: false) : text;

    /// <summary>The clean-up with its comment character chosen, or null after reporting GCT9010: with <c>auto</c> it depends on the message (builtin/commit.c, <c>adjust_comment_line_char</c>).</summary>
    /// <param name="text">The message before trailers are added.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public MessageCleanup? TryChooseCommentCharacter(string text, DiagnosticBag diagnostics)
    {
        var chosen = !IsAuto(commentSetting) ? commentSetting[0]
            : !text.Contains('#', StringComparison.Ordinal) ? '#'
            : Candidates.FirstOrDefault(c => text[0] != c && !text.Contains($"\n{c}", StringComparison.Ordinal) && !text.Contains($"\r{c}", StringComparison.Ordinal));
        if (chosen != default)
            return new MessageCleanup(cleans, dropsComments, cuts, commentSetting, chosen);
        diagnostics.Report(Catalog.SettingInvalid.With("core.commentChar", commentSetting, "each character that it could mean begins a line of the message"));
        return null;
    }

    /// <summary>What is stored of it (wt-status.c, <c>cleanup_message</c>).</summary>
    public string AfterHooks(string text)
    {
        if (cuts)
            text = Cut(text);
        return cleans ? Strip(text, dropsComments) : text;
    }

    /// <summary>Whether nothing is left but white space and sign-offs; without cleaning, nothing at all (sequencer.c, <c>message_is_empty</c>).</summary>
    public bool IsEmpty(string text) => cleans
        ? text.Split('\n').All(l => l.StartsWith("Signed-off-by: ", StringComparison.Ordinal) || l.Trim(' ', '\t', '\r').Length == 0)
        : text.Length == 0;

    private static bool IsAuto(string setting) => string.Equals(setting, "auto", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes away what is behind the line that says so (wt-status.c, <c>wt_status_locate_end</c>).</summary>
    private string Cut(string text)
    {
        var at = ("\n" + text).IndexOf($"\n{comment}{CutLine}", StringComparison.Ordinal);
        return at < 0 ? text : text[..at];
    }

    /// <summary>Trailing white space and repeated empty lines go, comment lines too where asked; the last line ends in a line end (strbuf.c, <c>stripspace</c>).</summary>
    private string Strip(string text, bool withoutComments)
    {
        var lines = text.Split('\n').Where(l => !withoutComments || !l.StartsWith(comment)).Select(l => l.TrimEnd(' ', '\t', '\r'));
        var result = new StringBuilder();
        var gap = false;
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                gap = result.Length > 0;
                continue;
            }

            if (gap)
                result.Append('\n');
            gap = false;
            result.Append(line).Append('\n');
        }

        return result.ToString();
    }
}
