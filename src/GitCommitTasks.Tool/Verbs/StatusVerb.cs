using System.CommandLine;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>status [PATH…]</c>: who holds the lock and who waits, who is editing, and who wrote what is uncommitted.</summary>
internal sealed class StatusVerb : Verb
{
    private readonly Argument<string[]> paths = new("PATH") { Description = "Show these files and directories only.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> lines = new("--lines") { Description = "Show the lines themselves." };
    private readonly LockingOptions locking = new(waits: false);

    public StatusVerb(Signals signals)
        : base("status", "Shows who holds the lock, who waits, open edit windows, and which owner wrote which uncommitted lines. Changes neither files nor index nor refs; what changed files hold is stored as objects, as 'git add' does.", "git scoped status --lines specs/TODO.md", signals)
    {
        Arguments.Add(paths);
        Options.Add(lines);
        locking.AddTo(this);
    }

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        var diagnostics = new DiagnosticBag(voice.Report);
        var inquiry = new LockInquiry(directory, locking.Settings(words, "git-scoped status"));
        if (OwnershipStatus.TryRead(inquiry, words.GetValue(paths) ?? [], diagnostics.Report) is not { } status)
        {
            voice.Write(new Refusal("refused", diagnostics.All), json => json.Refusal);
            return ExitCode.Failed;
        }

        new StatusText(voice, Ink.ForOutput()).Say(status, words.GetValue(lines));
        voice.Write(StatusJson.Of(status, words.GetValue(lines)), json => json.StatusJson);
        return ExitCode.Done;
    }
}
