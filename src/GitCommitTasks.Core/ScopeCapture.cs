using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;
using GitCommitTasks.Trees;

namespace GitCommitTasks;

/// <summary>Captures what the working tree holds at the paths of a scope: named files as they are, directories as every change below them.</summary>
/// <remarks>Writes blobs and nothing else, so giving up at any point needs no roll-back. A file whose stat equals its index entry's is not read.</remarks>
/// <param name="repository">Whose working tree.</param>
/// <param name="trees">Reads <paramref name="tree"/>.</param>
/// <param name="tree">The tree of the branch tip; null when the branch is unborn.</param>
/// <param name="index">The shared index as it is now, for the stat data and for what is tracked.</param>
/// <param name="force">Whether ignored files are taken too.</param>
/// <param name="diagnostics">Receives a refusal for every path that cannot be committed as git would.</param>
/// <param name="earlierTree">A tree whose files count as tracked too: that of the parent, when a commit is looked at that may have deleted them.</param>
internal sealed class ScopeCapture(
    GitRepository repository, TreeReader trees, Oid? tree, IndexSnapshot index, bool force, DiagnosticBag diagnostics, Oid? earlierTree = null)
{
    private readonly FileCapture files = new(repository);
    private readonly NestedRepositories nested = new(repository.Layout);
    private readonly bool ignoresCase = repository.Configuration.Is("core.ignorecase", otherwise: false);
    private readonly CaseTwins twins = new(index.File);
    private readonly Dictionary<RepositoryPath, FoundFile> found = [];
    private readonly HashSet<RepositoryPath> embedded = [];
    private readonly SparseCheckout sparse = new(repository);
    private readonly Dictionary<RepositoryPath, bool> isNewAndNamed = [];
    private readonly Dictionary<RepositoryPath, CapturedFile> captured = [];
    private bool refused;

    /// <summary>The captured files in the order of their paths, or null when a path was refused and reported.</summary>
    public IReadOnlyList<CapturedFile>? Capture(CommitScope scope)
    {
        var all = CaptureWhatCan(scope);
        return refused ? null : all;
    }

    /// <summary>The captured files in the order of their paths, without those that were refused and reported: to look at, not to commit.</summary>
    public IReadOnlyList<CapturedFile> CaptureWhatCan(CommitScope scope)
    {
        foreach (var path in scope.Paths)
        {
            var stat = files.Stat(path);
            if (stat is not null)
                DeleteFilesInTheWayOf(path);
            if (stat?.Kind == FileKind.Directory)
                CaptureDirectory(path, scope);
            else if (stat is { } file)
                CaptureNamed(path, file);
            else
                CaptureMissing(path);
        }

        StoreFound();
        return [.. captured.Values.Where(f => !scope.IsExcluded(f.Path)).OrderBy(f => f.Path)];
    }

    private void CaptureNamed(RepositoryPath path, FileStat stat)
    {
        if (!force && !IsTracked(path) && repository.Rules.IsIgnored(path, isDirectory: false))
            Refuse(Catalog.PathIgnored.With(path));
        else if (!IsTracked(path) && CaseTwin(path) is { } twin)
            Refuse(Catalog.CaseDiffers.With(path, twin));
        else
            StoreNew(path, stat, isNamed: true);
        // A file that took the place of a directory.
        foreach (var gone in TrackedWithin(path).Where(p => p != path))
            Delete(gone);
    }

    private void CaptureMissing(RepositoryPath path)
    {
        var tracked = TrackedWithin(path).ToList();
        if (tracked.Count == 0)
            Refuse(Catalog.PathUnknown.With(path));
        foreach (var gone in tracked)
            Delete(gone);
    }

    private void CaptureDirectory(RepositoryPath directory, CommitScope scope)
    {
        var tracked = TrackedWithin(directory).ToHashSet();
        // A submodule that is named, or a directory where a tracked file was.
        foreach (var path in tracked.Where(p => !scope.IsExcluded(p)))
            CaptureTracked(path);
        if (IsSubmodule(directory))
            return;
        new UntrackedFiles(repository, files, tracked, IsSubmodule, force).Visit(directory, Refuse, (path, stat) =>
        {
            if (!scope.IsExcluded(path))
                CaptureNew(path, stat);
        });
    }

    private void CaptureNew(RepositoryPath path, FileStat stat)
    {
        // Git takes it for the tracked file itself, and passes over it.
        var twin = CaseTwin(path);
        if (twin is { } same && IsTracked(same))
            return;
        if (stat.Kind == FileKind.Directory && !nested.IsSubmodule(path))
            embedded.Add(path);
        if (twin is not null)
            Refuse(Catalog.CaseDiffers.With(path, twin));
        else
            StoreNew(path, stat, isNamed: false);
    }

    private void CaptureTracked(RepositoryPath path)
    {
        var stat = IsBeyondSymbolicLink(path) ? null : files.Stat(path);
        if (stat is { Kind: FileKind.Directory } && nested.IsOne(path))
            Store(path, stat.Value);
        else if (stat is { Kind: FileKind.Directory } && IsSubmodule(path))
            return; // Not checked out: as it is recorded.
        else if (stat is null or { Kind: FileKind.Directory })
            Delete(path);
        else
            Store(path, stat.Value);
    }

    private void StoreNew(RepositoryPath path, FileStat stat, bool isNamed)
    {
        if (sparse.IsUsed && !IsTracked(path))
            isNewAndNamed[path] = isNamed;
        Store(path, stat);
    }

    private void Store(RepositoryPath path, FileStat stat)
    {
        var entry = index.File.Find(path);
        // Git passes over these too (builtin/commit.c, list_paths). In a sparse checkout it takes the flag off files that are there (clear_skip_worktree_from_present_files).
        if (entry is { SkipWorktree: true } && !sparse.IsUsed)
            return;
        if (stat.Kind == FileKind.Other)
            Refuse(Catalog.NotAFile.With(path));
        else if (index.File.IsUnmerged(path))
            Refuse(Catalog.UnmergedInScope.With(path));
        else if (entry is { } known && index.ProvesUnchanged(known, stat) && files.ModeOf(stat, known.Entry.Mode) is var mode)
            captured[path] = new CapturedFile(path, known.Entry with { Mode = mode }, stat.Index);
        else
            found[path] = new FoundFile(path, stat, entry?.Entry.Mode ?? Committed(path)?.Mode);
    }

    /// <summary>Stores all that was found: what only git can convert goes to it in one call.</summary>
    private void StoreFound()
    {
        foreach (var path in sparse.Outside(isNewAndNamed.Keys))
            LeaveOut(path);
        var stored = new WorkingFiles(repository, () => index.File, diagnostics).Store(found.Values);
        foreach (var file in stored.Where(f => embedded.Contains(f.Path)))
            diagnostics.Report(Catalog.EmbeddedRepository.With(file.Path));
        foreach (var file in stored)
            captured[file.Path] = IsRecordedSubmodule(file, out var entry) ? file with { Stat = entry.Stat } : file;
        refused |= stored.Count < found.Count;
    }

    /// <summary>What <c>git add</c> refuses to add (builtin/add.c, <c>add_files</c>): the next checkout would take it out of the working tree.</summary>
    private void LeaveOut(RepositoryPath path)
    {
        found.Remove(path);
        if (isNewAndNamed[path])
            Refuse(Catalog.OutsideSparseCheckout.With(path));
        else
            diagnostics.Report(Catalog.OutsideSparseCheckoutKept.With(path));
    }

    /// <summary>Git never compares the stat of a submodule: it stays what it is.</summary>
    private bool IsRecordedSubmodule(CapturedFile file, out IndexEntry entry)
    {
        entry = index.File.Find(file.Path) ?? default;
        return file.Entry is { Mode: EntryMode.Submodule } stored && entry.Entry == stored;
    }

    private void Delete(RepositoryPath path)
    {
        // What a sparse checkout left out of the working tree is not deleted.
        if (index.File.Find(path) is { SkipWorktree: true })
            return;
        if (index.File.IsUnmerged(path))
            Refuse(Catalog.UnmergedInScope.With(path));
        else
            captured[path] = new CapturedFile(path, null, default);
    }

    /// <summary>A tracked file that gave way to a directory which the path is in: index and tree cannot hold both.</summary>
    private void DeleteFilesInTheWayOf(RepositoryPath path)
    {
        for (var directory = path.Directory; !directory.IsTop; directory = directory.Directory)
        {
            if (IsTracked(directory))
                Delete(directory);
        }
    }

    private bool IsSubmodule(RepositoryPath path) => (index.File.Find(path)?.Entry ?? Committed(path)) is { Mode: EntryMode.Submodule };

    private bool IsBeyondSymbolicLink(RepositoryPath path)
    {
        for (var directory = path.Directory; !directory.IsTop; directory = directory.Directory)
        {
            if (files.Stat(directory) is { Kind: FileKind.SymbolicLink })
                return true;
        }

        return false;
    }

    private RepositoryPath? CaseTwin(RepositoryPath path) => ignoresCase ? twins.Of(path) : null;

    private bool IsTracked(RepositoryPath path) => index.File.Find(path) is not null || Committed(path) is not null;

    private TreeEntry? Committed(RepositoryPath path) => trees.Find(tree, path) is { Mode: not EntryMode.Tree } entry ? entry : null;

    /// <summary>What the index or the branch tip tracks at or below the path, as <c>git commit --only</c> takes both (builtin/commit.c, <c>list_paths</c>).</summary>
    private IEnumerable<RepositoryPath> TrackedWithin(RepositoryPath path) =>
        index.File.Within(path).Select(e => e.Path)
            .Concat(trees.Within(tree, path).Select(e => e.Path))
            .Concat(trees.Within(earlierTree, path).Select(e => e.Path))
            .Distinct();

    private void Refuse(Diagnostic refusal)
    {
        diagnostics.Report(refusal);
        refused = true;
    }
}
