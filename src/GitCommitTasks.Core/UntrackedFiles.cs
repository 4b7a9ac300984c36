using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Objects;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>Finds the new files below a directory: not tracked, not ignored, in no other repository.</summary>
/// <param name="repository">Whose working tree.</param>
/// <param name="files">Reads its files' stat.</param>
/// <param name="tracked">Paths that are tracked, so not new.</param>
/// <param name="force">Whether ignored files count as new.</param>
internal sealed class UntrackedFiles(GitRepository repository, FileCapture files, IReadOnlySet<RepositoryPath> tracked, bool force)
{
    /// <summary>Calls <paramref name="found"/> for each new file, <paramref name="refuse"/> for what cannot be told or committed.</summary>
    public void Walk(RepositoryPath directory, Action<Diagnostic> refuse, Action<RepositoryPath, FileStat> found)
    {
        foreach (var name in Names(directory, refuse))
        {
            if (name == ".git")
                continue;
            var path = directory.Combine(System.Text.Encoding.UTF8.GetBytes(name));
            if (tracked.Contains(path))
                continue;
            if (files.Stat(path) is not { } stat)
            {
                // Shown by .NET with U+FFFD and then not to be found: its name is not UTF-8. Anything else was deleted meanwhile.
                if (name.Contains('\uFFFD', StringComparison.Ordinal))
                    refuse(Catalog.PathNotUtf8.With(path));
                continue;
            }

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
        else if (isDirectory && files.Stat(path.Combine(".git"u8)) is not null)
            refuse(Catalog.NestedRepository.With(path));
        else if (isDirectory)
            Walk(path, refuse, found);
        // A pipe, socket or device that is not named: git passes over it too (dir.c, treat_path).
        else if (stat.Kind != FileKind.Other)
            found(path, stat);
    }

    private List<string> Names(RepositoryPath directory, Action<Diagnostic> refuse)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.Combine(repository.Layout.Top, directory.ToString())).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            // Deleted since it was listed: nothing new is in it.
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refuse(Catalog.FileUnreadable.With(directory, e.Message));
            return [];
        }
    }
}
