using GitCommitTasks.Diagnostics;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GitCommitTasks;

/// <summary>Commits exactly the named files, and validates the commit.</summary>
/// <remarks>Under the lock that <see cref="LockHandle"/> names, or under one that it takes by itself.</remarks>
[MSBuildMultiThreadableTask]
public sealed class ScopedGitCommit : LockTask
{
    private readonly List<Diagnostic> findings = [];

    /// <summary>The scope: files, or directories with every change below them; relative to the project.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The message; <c>{name}</c> is filled from <see cref="Fields"/>.</summary>
    public string? Message { get; set; }

    /// <summary>Values for the message's placeholders: the identity is the name, the metadata <c>Value</c> the value.</summary>
    public ITaskItem[] Fields { get; set; } = [];

    /// <summary><c>Changes</c> (default) or <c>Files</c>: what is taken of a file that several owners have changed.</summary>
    public string? Isolation { get; set; }

    /// <summary>The lock from <see cref="AcquireCommitLock"/>; empty: the task takes the lock by itself.</summary>
    public string? LockHandle { get; set; }

    /// <summary>The commit's object id; empty unless committed.</summary>
    [Output]
    public string? Sha { get; private set; }

    /// <summary>The files of the commit, relative to the project; metadata <c>Status</c>, <c>Oid</c>, and <c>Path</c> relative to the top of the working tree.</summary>
    [Output]
    public ITaskItem[] CommittedFiles { get; private set; } = [];

    /// <summary>What validation found: the text, with the metadata <c>Code</c>. Each is logged as a warning too.</summary>
    [Output]
    public ITaskItem[] ValidationWarnings { get; private set; } = [];

    private protected override void Run()
    {
        var request = Request();
        if (Settings.Text(LockHandle) is not { } handle)
            Tell(ScopedCommit.Run(request, Notice, cancellation: Cancellation));
        else if (HeldLock.Find(BuildEngine4, handle) is { } held)
            Tell(held.Session.Commit(request, Notice, Cancellation));
        else
            throw new SettingException(nameof(LockHandle), handle, "it names no lock that this build holds");
    }

    private CommitRequest Request() => new()
    {
        Directory = Place.Directory,
        Paths = [.. Files.Select(f => f.ItemSpec)],
        Message = Message ?? "",
        Fields = Fields.GroupBy(f => f.ItemSpec, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().GetMetadata("Value")),
        Owner = OwnerOrProject,
        Isolation = Settings.Name<Isolation>(Isolation, "ScopedCommitIsolation"),
        OnOutput = line => Log.LogMessage(MessageImportance.Normal, "{0}", line),
        LockEnabled = LockEnabled,
        Lock = LockSettings,
    };

    private void Notice(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Code.StartsWith("GCT4", StringComparison.Ordinal))
            findings.Add(diagnostic);
        Report(diagnostic);
    }

    private void Tell(CommitResult result)
    {
        Outcome = OutcomeWord.Of(result.Outcome);
        Sha = result.Commit;
        LockWaitMilliseconds = (long)(result.Lock?.WaitMs ?? 0);
        CommittedFiles = [.. result.Files.Select(Describe)];
        ValidationWarnings = [.. findings.Select(f => new TaskItem(EscapedText.Of(f.Message), new Dictionary<string, string> { ["Code"] = f.Code }))];
        if (result.Commit is { } commit)
            Log.LogMessage(MessageImportance.High, "{0}: committed {1} ({2} files)", Path.GetFileName(Project), commit[..7], result.Files.Count);
    }

    private TaskItem Describe(CommittedFile file)
    {
        var item = new TaskItem(EscapedText.Of(Place.FromTop(file.Path)));
        item.SetMetadata("Path", EscapedText.Of(file.Path));
        item.SetMetadata("Status", OutcomeWord.Of(file.Status));
        item.SetMetadata("Oid", file.Oid ?? "");
        return item;
    }
}
