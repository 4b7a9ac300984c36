using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>Writes what went wrong into the error log. A run in which all is well adds nothing.</summary>
internal sealed class OutcomeLog(Workspace workspace, LockSettings settings)
{
    private static readonly Dictionary<string, string> SuggestedActions = new()
    {
        [Catalog.StaleLockRemoved.Code] = "None, unless the message says that age alone decided and its holder may still be at work on another machine.",
        [Catalog.LockTimedOut.Code] = "Commit again; see 'git scoped lock status' for the holder.",
        [Catalog.LockHeldByThisBuild.Code] = "Release the lock before another project of the same build acquires it.",
        [Catalog.IndexLockBusy.Code] = "Commit again when the other git process is done.",
        [Catalog.WindowTimedOut.Code] = "Edit again when the other owner is done; see 'git scoped status' for the open windows.",
        [Catalog.WindowMissing.Code] = "Open the window before the edit; commit what was changed without an owner.",
        [Catalog.MissingFromCommit.Code] = "Commit the path again.",
        [Catalog.NotStagedUnchanged.Code] = "Look at the named commit: it holds the change.",
        [Catalog.UnexpectedPath.Code] = "Look at the commit; take the path out of it, or into the scope.",
        [Catalog.IndexNotRefreshed.Code] = "Run 'git scoped repair'.",
    };

    /// <summary>Adds an entry for a commit that was not made, for a time-out, and for each finding.</summary>
    /// <param name="result">What became of the commit.</param>
    /// <param name="requested">The scope as it was given: the paths of an entry of which no other are known.</param>
    public void Record(CommitResult result, IReadOnlyList<string> requested)
    {
        foreach (var diagnostic in result.Diagnostics.Where(d => IsFinding(d) || d.Code == Catalog.StaleLockRemoved.Code))
            Append(diagnostic, result.Owner, result.Commit, result.Branch, PathsOf(diagnostic, result, requested));
        var failure = result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        if (failure is not null && result.Outcome is not (CommitOutcome.Committed or CommitOutcome.NothingToCommit))
            Append(failure, result.Owner, result.Commit, result.Branch, PathsOf(failure, result, requested));
    }

    /// <summary>Adds an entry for an attempt to acquire the lock that failed or removed a stale record.</summary>
    /// <param name="attempt">How it ended.</param>
    /// <param name="owner">Whom the work is for.</param>
    /// <param name="requested">What was to be committed under it, as it was given.</param>
    public void Record(LockAttempt attempt, string? owner, IReadOnlyList<string> requested)
    {
        foreach (var diagnostic in workspace.Diagnostics.All.Where(d => d.Code == Catalog.StaleLockRemoved.Code
            || (d.Severity == DiagnosticSeverity.Error && attempt.Outcome is not LockOutcome.Acquired)))
            Append(diagnostic, owner, null, null, FromTop(requested));
    }

    /// <summary>Adds an entry for edit windows that could not be opened or closed.</summary>
    public void RecordEdit(string owner, IEnumerable<string> paths)
    {
        if (workspace.Diagnostics.All.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } failure)
            Append(failure, owner, null, null, paths);
    }

    /// <summary>Adds an entry for each stale record that was removed.</summary>
    public void RecordRemovedLocks()
    {
        foreach (var removed in workspace.Diagnostics.All.Where(d => d.Code == Catalog.StaleLockRemoved.Code))
            Append(removed, null, null, null, []);
    }

    /// <summary>Adds an entry for each finding of a check.</summary>
    public void Record(CheckResult result)
    {
        foreach (var finding in result.Diagnostics.Where(IsFinding))
            Append(finding, null, result.Commit, null, NamedIn(finding, result.Report));
    }

    private void Append(Diagnostic diagnostic, string? owner, string? commit, string? branch, IEnumerable<string> paths)
    {
        var type = TypeOf(diagnostic);
        var path = workspace.Settings.ErrorLog ?? workspace.Scoped.ErrorLog;
        new ErrorLog(path, Path.Combine(workspace.Scoped.Root, "errors.lock"), workspace.Time, workspace.Diagnostics).Append(
            new ErrorLogEntry(type, SeverityOf(type), diagnostic.Message)
            {
                Task = settings.Task,
                Session = settings.Session,
                Owner = owner,
                Commit = commit,
                Branch = branch,
                Code = diagnostic.Code,
                Paths = [.. paths.Select(p => UrlCredentials.Mask(p))],
                SuggestedAction = SuggestedActions.GetValueOrDefault(diagnostic.Code) ?? $"See the page of {diagnostic.Code} in docs/diagnostics.",
                AutoRecoverable = type is ErrorLogType.LockTimeout or ErrorLogType.StaleLockRemoved,
            });
    }

    private IEnumerable<string> PathsOf(Diagnostic diagnostic, CommitResult result, IReadOnlyList<string> requested) =>
        NamedIn(diagnostic, result.Validation) is { Count: > 0 } named ? named
        : result.Files.Count > 0 ? result.Files.Select(f => f.Path)
        : FromTop(requested);

    /// <summary>Given paths as all others are shown: relative to the top of the working tree. What lies outside of it stays as it was given.</summary>
    private IEnumerable<string> FromTop(IReadOnlyList<string> given) => given.Select(path =>
        path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)
            || CommitScope.TryLocate(Path.GetFullPath(path, workspace.Directory), workspace.Repository.Layout.Top) is not { } located ? path
        : located.IsTop ? "."
        : located.ToString());

    private static List<string> NamedIn(Diagnostic diagnostic, ValidationReport report) =>
        [.. report.Missing.Concat(report.Unexpected).Concat(report.NotStaged).Where(p => diagnostic.Message.Contains($"'{p}'", StringComparison.Ordinal))];

    private static bool IsFinding(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Warning
        && (diagnostic.Code.StartsWith("GCT4", StringComparison.Ordinal) || diagnostic.Code == Catalog.IndexNotRefreshed.Code);

    private static ErrorLogType TypeOf(Diagnostic diagnostic) => diagnostic.Code switch
    {
        _ when diagnostic.Code == Catalog.StaleLockRemoved.Code => ErrorLogType.StaleLockRemoved,
        _ when diagnostic.Code == Catalog.LockTimedOut.Code || diagnostic.Code == Catalog.LockHeldByThisBuild.Code || diagnostic.Code == Catalog.IndexLockBusy.Code
            || diagnostic.Code == Catalog.WindowTimedOut.Code => ErrorLogType.LockTimeout,
        _ when IsFinding(diagnostic) => ErrorLogType.ValidationWarning,
        _ => ErrorLogType.CommitFailure,
    };

    private static ErrorLogSeverity SeverityOf(ErrorLogType type) => type switch
    {
        ErrorLogType.StaleLockRemoved => ErrorLogSeverity.Low,
        ErrorLogType.CommitFailure => ErrorLogSeverity.High,
        _ => ErrorLogSeverity.Medium,
    };
}
