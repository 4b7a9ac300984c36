using GitCommitTasks.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GitCommitTasks;

/// <summary>Compares a commit with a scope: does it touch all of it that changed, and nothing else?</summary>
[MSBuildMultiThreadableTask]
public sealed class ValidateCommit : CommitTask
{
    private readonly List<Diagnostic> findings = [];

    /// <summary>The commit as git names one: an id, a branch, a tag, <c>HEAD</c> (default).</summary>
    public string? Commit { get; set; }

    /// <summary>The scope, relative to the project.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Whether nothing needs a look.</summary>
    [Output]
    public bool IsValid { get; private set; }

    /// <summary>What was found: the text, with the metadata <c>Code</c>. Each is logged as a warning too.</summary>
    [Output]
    public ITaskItem[] ValidationWarnings { get; private set; } = [];

    private protected override void Run()
    {
        var request = new CheckRequest(Place.Directory, Settings.Text(Commit) ?? "HEAD", [.. Files.Select(f => f.ItemSpec)], new LockSettings());
        var result = CommitCheck.Run(request, Notice, time: null, Cancellation);
        IsValid = result is { Refused: false, Report.Ok: true };
        ValidationWarnings = [.. findings.Select(f => new TaskItem(EscapedText.Of(f.Message), new Dictionary<string, string> { ["Code"] = f.Code }))];
    }

    private void Notice(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Warning)
            findings.Add(diagnostic);
        Report(diagnostic);
    }
}
