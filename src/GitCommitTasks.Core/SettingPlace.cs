using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>Where a setting may put a file that we create, replace and remove: not in the place of anything else.</summary>
internal static class SettingPlace
{
    /// <summary>Why neither the lock's record nor the error log may be at <paramref name="path"/> (absolute), or null when nothing speaks against it.</summary>
    /// <param name="path">The place, which need not exist.</param>
    /// <param name="reserved">The name in our own directory that the other setting has by default.</param>
    public static string? WhyNot(string path, string reserved)
    {
        if (Path.GetFileName(path).Equals(".git", StringComparison.OrdinalIgnoreCase))
            return "git itself uses that name. Name another file";
        // By every way that leads there: through a link to a directory, and (the log's, which is followed) through a link to the file.
        foreach (var place in (string[])[path, Physical(path)])
        {
            for (var at = Path.GetDirectoryName(place); at is not null; at = Path.GetDirectoryName(at))
            {
                if (RepositoryLayout.IsGitDirectory(at) && !IsOurs(Path.GetRelativePath(at, place), reserved))
                    return "it is in a git directory. Name a file elsewhere, or a new one in its directory 'scoped'";
            }
        }

        return null;
    }

    /// <summary>Why the lock's record may not be at <paramref name="path"/> (absolute) in the working tree, or null: what is tracked is nobody's to create and remove.</summary>
    public static string? WhyNoRecord(string path, Workspace workspace)
    {
        try
        {
            var top = workspace.Repository.Layout.Top;
            var located = CommitScope.TryLocate(path, top) ?? CommitScope.TryLocate(Physical(path), Physical(top));
            return located is not null && workspace.ReadIndex().File.Within(located).Any() ? "it is tracked, and a lock file comes and goes. Name another file" : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnsupportedIndexException)
        {
            // Whoever needs the index says what is wrong with it; what is no lock is not removed in any case.
            return null;
        }
    }

    private static bool IsOurs(string relative, string reserved) => relative.Split(Path.DirectorySeparatorChar) is ["scoped", var name] && name != reserved && ScopedDirectory.IsFree(name);

    /// <summary>The path without links, as far as it exists.</summary>
    private static string Physical(string path)
    {
        for (var at = path; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at) || Directory.Exists(at))
                return at == path ? PhysicalPath.Of(at) : Path.Combine(PhysicalPath.Of(at), Path.GetRelativePath(at, path));
        }

        return path;
    }
}
