using System.CommandLine;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>lock run [--owner NAME] -- COMMAND…</c>: COMMAND while holding the commit lock.</summary>
internal sealed class LockRunVerb : Verb
{
    private readonly Argument<string[]> command = new("COMMAND") { Description = "The command and its arguments.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> owner = OwnerOption.Of("Whom the work is for, for the record.");
    private readonly LockingOptions locking = new(waits: true);

    public LockRunVerb(Signals signals)
        : base(
            "run",
            "Runs COMMAND while holding the commit lock. The exit code is COMMAND's own (128+n when signal n ended it), 3 when the lock was not had and COMMAND not started, 127 when COMMAND cannot be started.",
            "git scoped lock run --owner task-307 -- ./update-lists --all",
            signals)
    {
        Arguments.Add(command);
        Options.Add(owner);
        locking.AddTo(this);
    }

    protected override bool IsNonBlocking(ParseResult words) => locking.IsNonBlocking(words);

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        if (words.GetValue(command) is not [_, ..] line)
            throw new UsageException("there is no COMMAND", "lock run");
        var diagnostics = new DiagnosticBag(voice.Report);
        using var session = LockSession.TryAcquire(
            directory, words.GetValue(owner), locking.Settings(words, "git-scoped lock run"), locking.IsEnabled(words), environment: null,
            diagnostics.Report, out var outcome, cancellation: Signals.Token);
        var code = session is not null ? ChildCommand.Run(line, directory, voice, Signals, session.HeldVariable, diagnostics)
            : outcome == LockOutcome.Cancelled ? ExitCode.Cancelled
            : IsNonBlocking(words) ? ExitCode.Done : ExitCode.LockTimeout;
        session?.Dispose();
        voice.Write(new LockRunJson(code, words.GetValue(owner), Times(session), voice.Soften(diagnostics.All)), json => json.LockRunJson);
        return code;
    }

    private static LockTimes? Times(LockSession? session) => session?.Attempt is { } attempt
        ? new LockTimes(attempt.Wait.TotalMilliseconds, session.Held.TotalMilliseconds, attempt.Position, attempt.Attempts, attempt.BrokeStale)
        : null;
}
