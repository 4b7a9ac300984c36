using System.Globalization;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;
using GitCommitTasks.Trees;

namespace GitCommitTasks;

/// <summary>Compares a commit with the scope it was made for: touches it all of it that changed, and nothing else?</summary>
/// <remarks>Reads the commit back from the object store. Findings are warnings; nothing is changed or undone.</remarks>
internal sealed class CommitValidation(Workspace workspace, CommitScope scope)
{
    private readonly TreeReader trees = new(workspace.Repository.Objects);
    private readonly List<string> missing = [], notStaged = [], taken = [], unexpected = [];
    private bool isClean = true, isUnreachable;

    /// <summary>Named files without a change, with the commit that last touched each.</summary>
    public List<UnchangedFile> Unchanged { get; } = [];

    /// <summary>Whether a further commit of the scope would mend what was found: something is missing, or the commit was taken off the branch again.</summary>
    public bool IsMendable => missing.Count > 0 || isUnreachable;

    /// <summary>What has been found so far.</summary>
    public ValidationReport Report => new(isClean, missing, notStaged, unexpected) { Taken = taken };

    /// <summary>Compares what the commit touches with the scope and with what the working tree held.</summary>
    /// <param name="id">The commit.</param>
    /// <param name="captured">What the working tree held in the scope.</param>
    /// <exception cref="IOException">The commit or a tree cannot be read.</exception>
    public void CheckContent(Oid id, IReadOnlyList<CapturedFile> captured)
    {
        var commit = CommitObject.Read(workspace.Repository.Objects, id);
        var touched = trees.Compare(workspace.TreeOf(commit.Parents.Count > 0 ? commit.Parents[0] : null), commit.Tree).ToList();
        foreach (var foreign in touched.Where(d => !scope.Permits(d)))
            Find(unexpected, foreign.Path, Catalog.UnexpectedPath.With(foreign.Path, id.Short));
        var touchedPaths = touched.Select(d => d.Path).ToHashSet();
        foreach (var file in captured.Where(f => !touchedPaths.Contains(f.Path) && trees.Find(commit.Tree, f.Path) != f.Entry))
            Find(missing, file.Path, Catalog.MissingFromCommit.With(file.Path, id.Short));
    }

    /// <summary>Compares parent, content and place of a commit that was just made with what was meant.</summary>
    public void CheckAsMade(PreparedCommit prepared, Oid id)
    {
        var commit = CommitObject.Read(workspace.Repository.Objects, id);
        if ((commit.Parents.Count > 0 ? commit.Parents[0] : null) != prepared.Tip.Commit)
            Find(null, RepositoryPath.Top, Catalog.ParentUnexpected.With(id.Short, commit.Parents.Count > 0 ? commit.Parents[0].Short : "none", prepared.Tip.Commit?.Short ?? "none"));
        foreach (var change in prepared.Changes)
        {
            var holds = trees.Find(commit.Tree, change.Path) is { Mode: not EntryMode.Tree } entry ? entry : null;
            if (holds != change.New)
                Find(null, change.Path, Catalog.BlobUnexpected.With(change.Path, id.Short, holds?.Id.Short ?? "nothing", change.New?.Id.Short ?? "nothing"));
        }

        isUnreachable = !new History(workspace).Contains(CurrentTip(prepared), id);
        if (isUnreachable)
            Find(null, RepositoryPath.Top, Catalog.CommitUnreachable.With(id.Short, prepared.Tip.Reference));
    }

    /// <summary>Compares the working files with what was captured: one that was written again since then is in the commit, but not as it is now.</summary>
    /// <remarks>Not of files that several owners edit: there it is no news that the disk holds more. Nor where somebody committed the new content by now.</remarks>
    public void CheckStill(PreparedCommit prepared, Oid id)
    {
        var working = new FileCapture(workspace.Repository);
        foreach (var (path, entry, stat) in prepared.Captured)
        {
            if (entry is not { } committed || !committed.Mode.IsRegular() || working.Stat(path) is not { Kind: FileKind.File } now || now.Index == stat || OwnedFile.IsKnown(workspace, path))
                continue;
            if (working.Hash(path, committed.Mode) is { } content && content != committed.Id
                && trees.Find(workspace.TreeOf(CurrentTip(prepared)), path)?.Id != content)
                Find(missing, path, Catalog.MissingFromCommit.With(path, id.Short));
        }
    }

    private Oid? CurrentTip(PreparedCommit prepared) => prepared.Tip.IsDetached ? workspace.Refs.ReadHead().Commit : workspace.Refs.Read(prepared.Tip.Reference);

    /// <summary>Lists the named files that are unchanged, with the commit that took each.</summary>
    /// <param name="changed">The paths that are in the commit.</param>
    /// <param name="tip">Where to begin looking for the commit that last touched a file.</param>
    /// <param name="request">Says since when its owner edits: a file committed since then by somebody else is a finding, for those changes may have been the owner's.
    /// Null: every unchanged file is one.</param>
    /// <param name="committedByOthers">The files of which it is known that somebody else committed what the owner had changed.</param>
    public void CheckUnchanged(IEnumerable<RepositoryPath> changed, Oid? tip, CommitRequest? request, IReadOnlyList<RepositoryPath> committedByOthers)
    {
        var touched = changed.ToHashSet();
        List<RepositoryPath> found = [];
        foreach (var path in scope.Paths.Where(p => !p.IsTop && !touched.Any(t => t.IsWithin(p))))
        {
            var last = new History(workspace).LastToTouch(path, tip);
            Unchanged.Add(new UnchangedFile(path.ToString(), last?.Id.Hex, last?.Commit.Subject, last is { } known ? Math.Max(0, (long)Age(known.Commit).TotalSeconds) : null));
            notStaged.Add(path.ToString());
            if (last is not { } taken || (request is not null && !committedByOthers.Contains(path) && !IsSinceEdit(taken.Id, taken.Commit, request)))
                continue;
            found.Add(path);
            FindTaken(path, taken.Id, taken.Commit);
        }

        foreach (var path in committedByOthers.Where(p => !touched.Contains(p) && !found.Exists(p.IsWithin)))
        {
            if (new History(workspace).LastToTouch(path, tip) is not { } taken)
                continue;
            notStaged.Add(path.ToString());
            FindTaken(path, taken.Id, taken.Commit);
        }
    }

    private void FindTaken(RepositoryPath path, Oid id, CommitObject commit) => Find(taken, path, Catalog.NotStagedUnchanged.With(path, id.Short, commit.Subject, Words(Age(commit))));

    private TimeSpan Age(CommitObject commit) => workspace.Time.GetUtcNow() - commit.CommitterTime;

    private bool IsSinceEdit(Oid id, CommitObject commit, CommitRequest request)
    {
        if (request.TipBeforeEdit is { } before)
            return !new History(workspace).Contains(before.Commit, id);
        // Commits have whole seconds: one made in the second in which the edit began counts.
        return request.EditedSince is { } edit && commit.CommitterTime.AddSeconds(1) > edit;
    }

    private void Find(List<string>? list, RepositoryPath path, Diagnostic finding)
    {
        isClean = false;
        list?.Add(path.ToString());
        workspace.Diagnostics.Report(finding);
    }

    private static string Words(TimeSpan age) => age switch
    {
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (long)age.TotalSeconds)} s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{(long)age.TotalMinutes} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{(long)age.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)age.TotalDays} days"),
    };
}
