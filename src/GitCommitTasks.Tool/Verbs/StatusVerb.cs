using System.CommandLine;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>status [PATH…]</c>: who holds the lock and who waits.</summary>
/// <remarks><b>Does not guarantee</b> to know edit windows and the owners of uncommitted lines: none are recorded yet, so both lists are empty.</remarks>
internal sealed class StatusVerb : Verb
{
    private readonly Argument<string[]> paths = new("PATH") { Description = "Show the owners of these files only.", Arity = ArgumentArity.ZeroOrMore };
    private readonly LockingOptions locking = new(waits: false);

    public StatusVerb(Signals signals)
        : base("status", "Shows who holds the lock, who waits, open edit windows, and which owner wrote which uncommitted lines. Changes nothing.", "git scoped status specs/TODO.md", signals)
    {
        Arguments.Add(paths);
        locking.AddTo(this);
    }

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        var diagnostics = new DiagnosticBag(voice.Report);
        var inquiry = new LockInquiry(directory, locking.Settings(words, "git-scoped status"));
        if (RepositoryLock.TryReadStatus(inquiry, diagnostics.Report) is not { } status)
        {
            voice.Write(new Refusal("refused", diagnostics.All), json => json.Refusal);
            return ExitCode.Failed;
        }

        LockText.Say(status, voice);
        voice.Write(new StatusJson(LockStatusJson.Of(status), [], []), json => json.StatusJson);
        return ExitCode.Done;
    }
}
