using System.CommandLine;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>lock status</c>: the holder and the queue.</summary>
internal sealed class LockStatusVerb : Verb
{
    private readonly LockingOptions locking = new(waits: false);

    public LockStatusVerb(Signals signals)
        : base("status", "Shows who holds the commit lock and who waits for it. Changes nothing.", "git scoped lock status --json", signals) => locking.AddTo(this);

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        var diagnostics = new DiagnosticBag(voice.Report);
        var inquiry = new LockInquiry(directory, locking.Settings(words, "git-scoped lock status"));
        if (RepositoryLock.TryReadStatus(inquiry, diagnostics.Report) is not { } status)
        {
            voice.Write(new Refusal("refused", diagnostics.All), json => json.Refusal);
            return ExitCode.Failed;
        }

        LockText.Say(status, voice);
        voice.Write(LockStatusJson.Of(status), json => json.LockStatusJson);
        return ExitCode.Done;
    }
}
