using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Tool.Output;

/// <summary>The JSON of <c>commit</c>.</summary>
internal sealed record CommitJson(
    CommitOutcome Outcome,
    string? Commit,
    string? Parent,
    string? Branch,
    string? Owner,
    IReadOnlyList<CommittedFile> Files,
    IReadOnlyList<UnchangedFile> Unchanged,
    IsolationReport Isolation,
    LockTimes? Lock,
    ValidationReport Validation,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Of a result, with the severities that <paramref name="voice"/> gives.</summary>
    public static CommitJson Of(CommitResult result, Voice voice) => new(
        result.Outcome, result.Commit, result.Parent, result.Branch, result.Owner, result.Files, result.Unchanged, result.Isolation, result.Lock,
        result.Validation, voice.Soften(result.Diagnostics));
}
