using System.CommandLine;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>repair</c>: finishes what a crash left.</summary>
internal sealed class RepairVerb : Verb
{
    private readonly LockingOptions locking = new(waits: false);

    public RepairVerb(Signals signals)
        : base("repair", "Finishes what a crash left, and says what it did. Safe at any time.", "git scoped repair --json", signals) => locking.AddTo(this);

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        var diagnostics = new DiagnosticBag(voice.Report);
        var inquiry = new LockInquiry(directory, locking.Settings(words, "git-scoped repair"));
        if (RepositoryRepair.Run(inquiry, diagnostics.Report, time: null, Signals.Token) is not { } actions)
        {
            voice.Write(new Refusal(Signals.Token.IsCancellationRequested ? "cancelled" : "failed", diagnostics.All), json => json.Refusal);
            return Signals.Token.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Failed;
        }

        foreach (var action in actions)
            voice.Say($"{action.Kind} {action.Path}: {action.Detail}");
        if (actions.Count == 0)
            voice.Say("nothing to repair");
        voice.Write(new RepairJson(actions), json => json.RepairJson);
        return ExitCode.Done;
    }
}
