using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>A commit that is to be compared with a scope.</summary>
/// <param name="Directory">Absolute path of a directory in the working tree; <paramref name="Paths"/> are relative to it.</param>
/// <param name="Commit">The commit as a person names it: an id, a branch, a tag, <c>HEAD~1</c>.</param>
/// <param name="Paths">The scope: literal paths of files or directories.</param>
/// <param name="Lock">Where the lock's record and the error log are, and the ids for the log.</param>
/// <param name="Environment">The environment variables that git would see; null for those of the process.</param>
internal sealed record CheckRequest(
    string Directory, string Commit, IReadOnlyList<string> Paths, LockSettings Lock, IReadOnlyDictionary<string, string>? Environment = null);

/// <summary>What a check found.</summary>
/// <param name="Commit">The commit's object id; null when it names none.</param>
/// <param name="Refused">Whether nothing could be compared; the diagnostics say why.</param>
/// <param name="Report">The findings.</param>
/// <param name="Unchanged">Named files that neither the commit touches nor anybody has changed since.</param>
/// <param name="Diagnostics">Everything that was reported, in order.</param>
internal sealed record CheckResult(
    string? Commit, bool Refused, ValidationReport Report, IReadOnlyList<UnchangedFile> Unchanged, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Compares a commit that is there already with a scope and with the working tree as it is now.</summary>
/// <remarks>Takes no lock and changes nothing but the error log; blobs of changed files are written, which nothing refers to.
/// <para>Here a named file that the commit does not touch is always a finding (GCT4002): who names it expected it in the commit.</para></remarks>
internal static class CommitCheck
{
    /// <summary>Makes the comparison. Findings are warnings, and recorded in the error log.</summary>
    /// <param name="request">What to compare.</param>
    /// <param name="listener">Told each diagnostic as it is reported.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellation">Ends it (GCT9012).</param>
    public static CheckResult Run(CheckRequest request, Action<Diagnostic>? listener, TimeProvider? time, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag(listener);
        using var workspace = Workspace.TryOpen(request.Directory, request.Lock, request.Environment, time ?? TimeProvider.System, diagnostics);
        if (workspace is null)
            return Refused(null, diagnostics);
        var result = TryCompare(workspace, request, cancellation);
        new OutcomeLog(workspace, request.Lock).Record(result);
        return result with { Diagnostics = diagnostics.All };
    }

    private static CheckResult TryCompare(Workspace workspace, CheckRequest request, CancellationToken cancellation)
    {
        Oid? commit = null;
        workspace.Repository.Program.Cancellation = cancellation;
        try
        {
            commit = workspace.Repository.TryResolveCommit(request.Commit);
            if (commit is null)
                workspace.Diagnostics.Report(Catalog.CommitUnknown.With(request.Commit));
            cancellation.ThrowIfCancellationRequested();
            return commit is { } id && workspace.ResolveScope(request.Paths) is { } scope
                ? Compare(workspace, id, scope, cancellation)
                : Refused(commit, workspace.Diagnostics);
        }
        catch (OperationCanceledException)
        {
            // Thrown between the steps and by calls of git.
            workspace.Diagnostics.Report(Catalog.Cancelled.With("Nothing was compared."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or UnsupportedIndexException)
        {
            // An object, the index or a file could not be read, perhaps because a signal has ended git.
            workspace.Diagnostics.Report(workspace.Repository.Program.IsInterrupted(cancellation)
                ? Catalog.Cancelled.With("Nothing was compared.")
                : DiagnosedException.Describe(e, "the check", "Nothing was changed."));
        }

        return Refused(commit, workspace.Diagnostics);
    }

    private static CheckResult Compare(Workspace workspace, Oid id, CommitScope scope, CancellationToken cancellation)
    {
        var commit = CommitObject.Read(workspace.Repository.Objects, id);
        var before = workspace.TreeOf(commit.Parents.Count > 0 ? commit.Parents[0] : null);
        var index = workspace.ReadIndex();
        var capture = new ScopeCapture(workspace.Repository, workspace.Trees, commit.Tree, index, force: false, workspace.Diagnostics, before);
        if (capture.Capture(scope) is not { } captured)
            return Refused(id, workspace.Diagnostics);
        cancellation.ThrowIfCancellationRequested();

        var validation = new CommitValidation(workspace, scope);
        validation.CheckContent(id, captured);
        var touched = workspace.Trees.Compare(before, commit.Tree).Select(d => d.Path);
        var changedSince = captured.Where(f => workspace.Trees.Find(commit.Tree, f.Path) != f.Entry).Select(f => f.Path);
        validation.CheckUnchanged(touched.Concat(changedSince), id, request: null, committedByOthers: []);
        return new CheckResult(id.Hex, false, validation.Report, validation.Unchanged, workspace.Diagnostics.All);
    }

    private static CheckResult Refused(Oid? commit, DiagnosticBag diagnostics) => new(commit?.Hex, true, ValidationReport.Clean, [], diagnostics.All);
}
