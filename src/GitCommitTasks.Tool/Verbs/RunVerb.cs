using System.CommandLine;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>run --owner NAME [-m MSG] --scope PATH… -- COMMAND…</c>: COMMAND inside edit windows over the scope.</summary>
internal sealed class RunVerb : Verb
{
    private readonly Argument<string[]> command = new("COMMAND") { Description = "The command and its arguments.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> owner = OwnerOption.Of("Whose work it is.");
    private readonly Option<string[]> scope = new("--scope")
    {
        HelpName = "PATH",
        Description = "The files that COMMAND writes, there or not, and directories.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly MessageOptions message = new();
    private readonly LockingOptions locking = new(waits: true, opensWindows: true);

    public RunVerb(Signals signals)
        : base(
            "run",
            "Runs COMMAND inside an edit window over the scope: what it changes there belongs to the owner. With a message, commits that when COMMAND succeeded. In COMMAND, windows of the same owner are inside of this one and wait for nothing. The exit code is COMMAND's own (128+n when signal n ended it), 3 when COMMAND was not started because a window was not had or the message cannot be used, 127 when COMMAND cannot be started; when COMMAND succeeded but closing or committing did not, 1, 4 or 130.",
            "git scoped run --owner task-307 -m \"task 307: lists\" --scope lists CHANGES.md -- ./update-lists --all",
            signals)
    {
        owner.Required = true;
        Arguments.Add(command);
        Options.Add(owner);
        Options.Add(scope);
        message.AddTo(this);
        locking.AddTo(this);
    }

    protected override bool IsNonBlocking(ParseResult words) => locking.IsNonBlocking(words);

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        if (words.GetValue(command) is not [_, ..] line)
            throw new UsageException("there is no COMMAND", Name);
        if (message.ReadsInput(words))
            throw new UsageException("stdin is COMMAND's; the message cannot come from there", Name);
        var diagnostics = new DiagnosticBag(voice.Report);
        var text = message.IsGiven(words) ? message.TryRead(words, directory, diagnostics) : null;
        var request = new EditRequest(directory, words.GetRequiredValue(owner)!, words.GetRequiredValue(scope), locking.Settings(words, "git-scoped run"));
        var following = text is null ? null : Commit(words, text, voice);
        using var session = diagnostics.HasErrors || (following is not null && !ForeseenMessage.IsUsable(request, following, diagnostics)) ? null : EditSession.TryOpen(request, diagnostics.Report);
        var outcome = session?.Begin(isLease: false, Signals.Token) ?? EditOutcome.Refused;
        CommitResult? commit = null;
        var code = outcome == EditOutcome.Done ? Run(line, session!, following, out commit, directory, voice, diagnostics)
            : outcome == EditOutcome.Cancelled ? ExitCode.Cancelled
            : ExitCode.LockTimeout;
        if (IsNonBlocking(words) && (outcome != EditOutcome.Done || commit is not null) && code != ExitCode.Cancelled)
            code = ExitCode.Done;
        string[] changed = [.. session?.Closed.SelectMany(w => w.Changed).Select(p => p.ToString()).Distinct() ?? []];
        voice.Write(new RunJson(code, request.Owner, changed, commit is null ? null : CommitJson.Of(commit, voice), voice.Soften(diagnostics.All)), json => json.RunJson);
        return code;
    }

    private int Run(string[] line, EditSession session, CommitRequest? request, out CommitResult? commit, string directory, Voice voice, DiagnosticBag diagnostics)
    {
        commit = null;
        var code = ChildCommand.Run(line, directory, voice, Signals, session.InsideVariable, diagnostics);
        // Whatever ended COMMAND: what it wrote is the owner's. Signals are COMMAND's still.
        var ended = session.Leave(CancellationToken.None);
        if (code != ExitCode.Done)
            return code;
        if (ended != EditOutcome.Done)
            return ExitCode.Failed;
        if (request is null)
            return code;
        Signals.HandTo(null);
        if (Signals.WereReceived)
        {
            diagnostics.Report(Catalog.Cancelled.With("COMMAND has ended; nothing was committed."));
            return ExitCode.Cancelled;
        }

        commit = session.Commit(request, voice.Report, Signals.Token);
        if (commit is null)
            return code;
        CommitText.Say(commit, dryRun: false, voice);
        // 3 says that COMMAND was not started.
        return ExitCode.Of(commit, strict: false, nonBlocking: false) is var committed and not ExitCode.LockTimeout ? committed : ExitCode.Failed;
    }

    private CommitRequest Commit(ParseResult words, byte[] text, Voice voice) => new()
    {
        Directory = "",
        Paths = [],
        Message = "",
        MessageBytes = text,
        Cleanup = message.Cleanup(words),
        Fields = message.Fields(words),
        Trailers = message.Trailers(words),
        OnOutput = voice.Pass,
        LockEnabled = locking.IsEnabled(words),
    };
}
