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
    private readonly VanishedAttributes attributes = new(repository, index.File);
    private readonly bool isSparse = repository.Configuration.Is("core.sparsecheckout", otherwise: false);
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

        return [.. captured.Values.Where(f => !scope.IsExcluded(f.Path)).OrderBy(f => f.Path)];
    }

    private void CaptureNamed(RepositoryPath path, FileStat stat)
    {
        if (!force && !IsTracked(path) && repository.Rules.IsIgnored(path, isDirectory: false))
            Refuse(Catalog.PathIgnored.With(path));
        else
            Store(path, stat);
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
        new UntrackedFiles(repository, files, tracked, force).Walk(directory, Refuse, (path, stat) =>
        {
            if (!scope.IsExcluded(path))
                Store(path, stat);
        });
    }

    private void CaptureTracked(RepositoryPath path)
    {
        if (IsUnchangedSubmodule(path))
            return;
        var stat = IsBeyondSymbolicLink(path) ? null : files.Stat(path);
        if (stat is null or { Kind: FileKind.Directory })
            Delete(path);
        else
            Store(path, stat.Value);
    }

    private void Store(RepositoryPath path, FileStat stat)
    {
        var entry = index.File.Find(path);
        // Git passes over these too (builtin/commit.c, list_paths). In a sparse checkout it takes the flag off files that are there (clear_skip_worktree_from_present_files).
        if (entry is { SkipWorktree: true } && !isSparse)
            return;
        if (stat.Kind == FileKind.Other)
            Refuse(Catalog.NotAFile.With(path));
        else if (index.File.IsUnmerged(path))
            Refuse(Catalog.UnmergedInScope.With(path));
        else if (entry is { } known && index.ProvesUnchanged(known, stat) && files.ModeOf(stat, known.Entry.Mode) is var mode)
            captured[path] = new CapturedFile(path, known.Entry with { Mode = mode }, stat.Index);
        else if (attributes.FindVanished(path) is { } vanished)
            Refuse(Catalog.FormatUnsupported.With($"the attributes of '{vanished}', which only the index has"));
        else if (files.Store(path, stat, entry?.Entry.Mode ?? Committed(path)?.Mode, diagnostics) is { } file)
            captured[path] = file;
        else
            refused = true;
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

    /// <summary>A submodule stays out of a directory's commit while it is at the commit that is recorded; any other is refused, not passed over.</summary>
    private bool IsUnchangedSubmodule(RepositoryPath path)
    {
        if ((index.File.Find(path)?.Entry ?? Committed(path)) is not { Mode: EntryMode.Submodule } recorded)
            return false;
        var dotGit = Path.Combine(repository.Layout.Top, path.ToString(), ".git");
        if (FileStat.TryRead(dotGit) is not null && SubmoduleHead.Read(dotGit) != recorded.Id)
            Refuse(Catalog.NestedRepository.With(path));
        return true;
    }

    private bool IsBeyondSymbolicLink(RepositoryPath path)
    {
        for (var directory = path.Directory; !directory.IsTop; directory = directory.Directory)
        {
            if (files.Stat(directory) is { Kind: FileKind.SymbolicLink })
                return true;
        }

        return false;
    }

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
