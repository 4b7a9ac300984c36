using System.CommandLine;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>lock break [--force]</c>: removes a stale lock; with force, ends a live holder.</summary>
internal sealed class LockBreakVerb : Verb
{
    private readonly Option<bool> force = new("--force", "-f") { Description = "End a live holder: its process, identified by id and start time." };
    private readonly LockingOptions locking = new(waits: false);

    public LockBreakVerb(Signals signals)
        : base("break", "Removes a stale lock. A holder that lives is left alone, unless it is to be ended by force.", "git scoped lock break", signals)
    {
        Options.Add(force);
        locking.AddTo(this);
    }

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        var diagnostics = new DiagnosticBag(voice.Report);
        var inquiry = new LockInquiry(directory, locking.Settings(words, "git-scoped lock break"));
        var outcome = RepositoryLock.Break(inquiry, words.GetValue(force), diagnostics.Report);
        voice.Say(outcome switch
        {
            BreakOutcome.Nothing => "there is no stale lock",
            BreakOutcome.RecordRemoved => "the stale lock was removed",
            BreakOutcome.HolderEnded => "the holder was ended",
            _ => "the lock was not broken",
        });
        voice.Write(new LockBreakJson(outcome, diagnostics.All), json => json.LockBreakJson);
        return outcome is BreakOutcome.Refused or BreakOutcome.Failed ? ExitCode.Failed : ExitCode.Done;
    }
}
