using System.CommandLine;
using System.Text.Json;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary>What <c>edit begin</c> and <c>edit end</c> have in common: owner and paths, given as words or by an agent's hook, and what the exit code says.</summary>
internal abstract class EditVerb : Verb
{
    private readonly Argument<string[]> paths = new("PATH") { Description = "Files, there or not, and directories with everything below them. No globs.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> owner = OwnerOption.Of("Whose edit it is. With --hook it replaces the session's id.");
    private readonly Option<bool> hook = new("--hook") { Description = "Read owner and path from the hook's JSON on stdin: session_id, tool_input.file_path (or notebook_path, path), cwd. Failures are warnings with exit code 1; a file of no repository is passed over." };
    private readonly LockingOptions locking = new(waits: true, opensWindows: true);

    protected EditVerb(string name, string description, string example, Signals signals)
        : base(name, description, example, signals)
    {
        Arguments.Add(paths);
        Options.Add(owner);
        Options.Add(hook);
        locking.AddTo(this);
    }

    /// <summary>Whether no path means all windows of the owner.</summary>
    protected abstract bool CanDoWithoutPaths { get; }

    protected override bool IsNonBlocking(ParseResult words) => words.GetValue(hook) || locking.IsNonBlocking(words);

    /// <summary>Opens or closes the windows.</summary>
    protected abstract EditOutcome Do(EditSession session);

    /// <summary>Says to a person what was done.</summary>
    protected abstract void Say(string owner, EditSession session, Voice voice);

    /// <summary>Writes what was done as JSON; without a session there was nothing to do.</summary>
    protected abstract void Write(string? owner, EditSession? session, Voice voice);

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        var isHook = words.GetValue(hook);
        if ((isHook ? Hooked(words, directory) : Named(words, directory)) is not { } request)
        {
            Write(words.GetValue(owner), session: null, voice);
            return ExitCode.Done;
        }

        List<Diagnostic> refusals = [];
        Action<Diagnostic> listener = refusals.Add;
        using var session = EditSession.TryOpen(request, d => listener(d));
        if (session is null && isHook && refusals.All(EditHook.IsElsewhere))
        {
            Write(request.Owner, session: null, voice);
            return ExitCode.Done;
        }

        refusals.ForEach(voice.Report);
        listener = voice.Report;
        var outcome = session is null ? EditOutcome.Refused : Do(session);
        Tell(request.Owner, outcome, session, isHook, voice);
        if (session is null)
            voice.Write(new Refusal("refused", voice.Soften(refusals)), json => json.Refusal);
        return CodeOf(outcome, words);
    }

    private void Tell(string name, EditOutcome outcome, EditSession? session, bool isHook, Voice voice)
    {
        if (session is null)
            return;
        if (outcome != EditOutcome.Done && session.Closed.Count == 0)
        {
            voice.Write(new Refusal(JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()), voice.Soften(session.Diagnostics)), json => json.Refusal);
            return;
        }

        // What a hook prints, agents show or parse.
        if (!isHook)
            Say(name, session, voice);
        Write(name, session, voice);
    }

    private int CodeOf(EditOutcome outcome, ParseResult words) => outcome switch
    {
        EditOutcome.Done => ExitCode.Done,
        EditOutcome.Cancelled when !words.GetValue(hook) => ExitCode.Cancelled,
        _ when locking.IsNonBlocking(words) => ExitCode.Done,
        EditOutcome.LockTimeout when !words.GetValue(hook) => ExitCode.LockTimeout,
        _ => ExitCode.Failed,
    };

    private EditRequest Named(ParseResult words, string directory)
    {
        var named = words.GetValue(paths) ?? [];
        if (words.GetValue(owner) is not { } name)
            throw new UsageException("there is no owner; give '--owner NAME', or '--hook'", $"edit {Name}");
        if (named.Length == 0 && !CanDoWithoutPaths)
            throw new UsageException("there is no PATH", $"edit {Name}");
        return new EditRequest(directory, name, named, Settings(words));
    }

    /// <summary>Null when the tool writes no file.</summary>
    private EditRequest? Hooked(ParseResult words, string directory)
    {
        if (words.GetValue(paths) is { Length: > 0 })
            throw new UsageException("'--hook' and paths cannot be used together", $"edit {Name}");
        // A read cannot be cancelled, and nothing has begun: a signal just ends it.
        Signals.HandTo(_ => Environment.Exit(ExitCode.Failed));
        var said = EditHook.TryParse(InputFile.Read("-", directory)) ?? throw new UsageException("stdin does not hold a hook's JSON object", $"edit {Name}");
        Signals.HandTo(null);
        if (said.Path is null)
            return null;
        var (around, path) = said.Locate(directory);
        var name = words.GetValue(owner) ?? said.Session ?? throw new UsageException("the hook's JSON has no 'session_id', and no '--owner NAME' is given", $"edit {Name}");
        return new EditRequest(around, name, [path], Settings(words));
    }

    private LockSettings Settings(ParseResult words) => locking.Settings(words, $"git-scoped edit {Name}");
}
