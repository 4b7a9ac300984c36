using System.CommandLine;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>validate COMMIT --scope PATH…</c>: compares a commit with a scope.</summary>
internal sealed class ValidateVerb : Verb
{
    private readonly Argument<string> commit = new("COMMIT") { Description = "The commit: an id, a branch, a tag, HEAD~1." };
    private readonly Option<string[]> scope = new("--scope")
    {
        HelpName = "PATH",
        Description = "The literal paths that the commit should be about.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> strict = new("--strict") { Description = "Exit with 4 when something is found." };
    private readonly Option<string?> task = new("--task") { HelpName = "ID", Description = "An id for the error log." };
    private readonly Option<string?> session = new("--session") { HelpName = "ID", Description = "Another one." };
    private readonly LockingOptions locking = new(waits: false);

    public ValidateVerb(Signals signals)
        : base(
            "validate",
            "Compares a commit with a scope and with the working tree: does it touch all of the scope that changed, and nothing else? A named file that the commit does not touch because it is unchanged is a finding here (GCT4002).",
            "git scoped validate HEAD --scope specs/TODO.md specs/state.json",
            signals)
    {
        Arguments.Add(commit);
        foreach (var option in (Option[])[scope, strict, task, session])
            Options.Add(option);
        locking.AddTo(this);
    }

    protected override int Run(ParseResult words, string directory, Voice voice)
    {
        var settings = locking.Settings(words, "git-scoped validate") with { Task = words.GetValue(task), Session = words.GetValue(session) };
        var request = new CheckRequest(directory, words.GetRequiredValue(commit), words.GetRequiredValue(scope), settings);
        var result = CommitCheck.Run(request, voice.Report, time: null, Signals.Token);
        if (!result.Refused)
            voice.Say(result.Report.Ok ? $"{result.Commit} is as the scope says" : $"{result.Commit} is not as the scope says");
        voice.Write(
            new ValidateJson(result.Commit, !result.Refused && result.Report.Ok, result.Report.Missing, result.Report.NotStaged, result.Report.Unexpected, result.Diagnostics),
            json => json.ValidateJson);
        if (result.Refused)
            return Signals.Token.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Failed;
        return words.GetValue(strict) && !result.Report.Ok ? ExitCode.NeedsLook : ExitCode.Done;
    }
}
