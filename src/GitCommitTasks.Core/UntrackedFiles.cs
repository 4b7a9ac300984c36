using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>Finds what is new below a directory: files that are not tracked, not ignored and in no other repository, and other repositories themselves.</summary>
/// <param name="repository">Whose working tree.</param>
/// <param name="files">Reads its files' stat.</param>
/// <param name="tracked">Paths that are tracked, so not new.</param>
/// <param name="isSubmodule">Whether a path is tracked as a submodule, and so not looked into.</param>
/// <param name="force">Whether ignored files count as new.</param>
internal sealed class UntrackedFiles(GitRepository repository, FileCapture files, IReadOnlySet<RepositoryPath> tracked, Func<RepositoryPath, bool> isSubmodule, bool force)
{
    private readonly NestedRepositories nested = new(repository.Layout);

    /// <summary>Calls <paramref name="found"/> for each new file in the directory, and for each repository that is new, with the stat of its directory.</summary>
    /// <param name="directory">It may be such a repository itself.</param>
    /// <param name="refuse">Called for what cannot be told or committed.</param>
    /// <param name="found">Called in the order of the names.</param>
    public void Visit(RepositoryPath directory, Action<Diagnostic> refuse, Action<RepositoryPath, FileStat> found)
    {
        if (IsRepository(directory) && files.Stat(directory) is { } stat)
            found(directory, stat);
        else
            Walk(directory, refuse, found);
    }

    private void Walk(RepositoryPath directory, Action<Diagnostic> refuse, Action<RepositoryPath, FileStat> found)
    {
        foreach (var name in Names(directory, refuse))
        {
            if (name.AsSpan().SequenceEqual(".git"u8))
                continue;
            var path = directory.Combine(name);
            // Else it was deleted since it was listed. A tracked file that gave way to a directory does not hide what is in that.
            if (files.Stat(path) is { } stat && (stat.Kind == FileKind.Directory ? !isSubmodule(path) : !tracked.Contains(path)))
                Visit(path, stat, refuse, found);
        }
    }

    private void Visit(RepositoryPath path, FileStat stat, Action<Diagnostic> refuse, Action<RepositoryPath, FileStat> found)
    {
        var isDirectory = stat.Kind == FileKind.Directory;
        if (!force && repository.Rules.IsIgnored(path, isDirectory))
            return;
        if (PathSafety.IsForbidden(path.Name))
            refuse(Catalog.PathInGitDirectory.With(path));
        else if (isDirectory)
            Visit(path, refuse, found);
        // A pipe, socket or device that is not named: git passes over it too (dir.c, treat_path).
        else if (stat.Kind != FileKind.Other)
            found(path, stat);
    }

    /// <summary>A directory that became a repository after files of it were tracked is a directory still (dir.c, <c>directory_exists_in_index</c>).</summary>
    private bool IsRepository(RepositoryPath directory) => nested.IsOne(directory) && !tracked.Any(t => t != directory && t.IsWithin(directory));

    private IReadOnlyList<byte[]> Names(RepositoryPath directory, Action<Diagnostic> refuse)
    {
        try
        {
            return DirectoryNames.Read(repository.Layout.Top, directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not ours to read, or a link by now: nothing in it is taken for deleted, and nothing is committed.
            refuse(Catalog.FileUnreadable.With(directory, e.Message.TrimEnd('.')));
            return [];
        }
    }
}
