using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>Takes what the hook <c>pre-commit</c> staged into the commit, as far as it is the commit's business.</summary>
/// <remarks>Git takes all of it, and leaves the shared index behind: what a formatter staged would show as a staged reversal after <c>git commit --only</c>.</remarks>
internal sealed class HookStaging(Workspace workspace, CommitScope scope)
{
    private readonly FileCapture working = new(workspace.Repository);

    /// <summary>The files to commit after the hook.</summary>
    /// <param name="files">The files to commit before it.</param>
    /// <param name="planned">The tree of the commit before it.</param>
    /// <param name="index">The index that the hook had.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The index is not one that can be committed.</exception>
    public IReadOnlyList<CapturedFile> Fold(IReadOnlyList<CapturedFile> files, Oid planned, PrivateIndex index, CancellationToken cancellation)
    {
        var staged = index.WriteTree(cancellation);
        if (staged == planned)
            return files;
        var stats = TryReadStats(index.Path);
        var result = files.ToDictionary(f => f.Path);
        foreach (var difference in workspace.Trees.Compare(planned, staged))
        {
            var (path, _, entry) = difference;
            if (!scope.Permits(difference))
                workspace.Diagnostics.Report(Catalog.HookStagedOutside.With(path));
            else if (result.TryGetValue(path, out var file) && IsInPart(file) && IsAsOnDisk(path, entry))
                workspace.Diagnostics.Report(Catalog.HookStagedOthers.With(path));
            else
                result[path] = new CapturedFile(path, entry, stats?.Find(path) is { } known && known.Entry == entry ? known.Stat : default);
        }

        return [.. result.Values.OrderBy(f => f.Path)];
    }

    /// <summary>Whether the disk holds more than the owner commits.</summary>
    private static bool IsInPart(CapturedFile file) => file is { Entry: not null, Stat: var stat } && stat == default;

    /// <summary>Whether the hook staged the working file as a whole, and with it what belongs to others.</summary>
    private bool IsAsOnDisk(RepositoryPath path, TreeEntry? entry) =>
        entry is { } staged && working.Stat(path) is { } && working.Hash(path, staged.Mode) is var onDisk && (onDisk is null || onDisk == staged.Id);

    private IndexFile? TryReadStats(string path)
    {
        try
        {
            return workspace.Index.At(path).Read().File;
        }
        catch (UnsupportedIndexException)
        {
            // The hook gave it another form (a split index): git reads the files again when it is asked for their status.
            return null;
        }
    }
}
