using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Scope;

/// <summary>The literal paths one commit is about: files, and directories with everything below them.</summary>
/// <remarks>Not a pathspec: no globs, no magic. Checked against the working tree without opening a file.</remarks>
internal sealed class CommitScope
{
    private readonly HashSet<RepositoryPath> excluded;

    private CommitScope(IReadOnlyList<RepositoryPath> paths, HashSet<RepositoryPath> excluded) => (Paths, this.excluded) = (paths, excluded);

    /// <summary>The given paths, without doubles, in the order given.</summary>
    public IReadOnlyList<RepositoryPath> Paths { get; }

    /// <summary>Whether <paramref name="path"/> is one of the scope's, or below one.</summary>
    public bool Contains(RepositoryPath path) => !IsExcluded(path) && Paths.Any(path.IsWithin);

    /// <summary>Whether a commit of this scope may hold the difference: its path is in the scope, or is a file that gave way to a directory of the scope.</summary>
    public bool Permits(TreeDifference difference) => Contains(difference.Path)
        || (difference.New is null && Paths.Any(p => p.IsWithin(difference.Path)));

    /// <summary>Whether the path is never part of a commit, whatever the scope: the lock's record.</summary>
    public bool IsExcluded(RepositoryPath path) => excluded.Contains(path);

    /// <summary>The scope of one path, and of everything below it.</summary>
    /// <param name="path">There or not.</param>
    /// <param name="top">Absolute path of the top of the working tree.</param>
    /// <param name="never">Absolute paths of files that are never part of a commit.</param>
    public static CommitScope Of(RepositoryPath path, string top, IEnumerable<string> never) => new([path], Excluded(never, top));

    /// <summary>Resolves what a user gave, or reports every path that cannot be and returns null.</summary>
    /// <param name="given">Paths, relative to <paramref name="directory"/> or absolute.</param>
    /// <param name="directory">Absolute path.</param>
    /// <param name="top">Absolute path of the top of the working tree.</param>
    /// <param name="never">Absolute paths of files that are never part of a commit.</param>
    /// <param name="isForeign">Whether a directory is another repository, whose files are its own.</param>
    /// <param name="diagnostics">Receives GCT2001, 2003, 2004, 2005, 2006, 2009, 2010 or 2013.</param>
    public static CommitScope? Resolve(
        IEnumerable<string> given, string directory, string top, IEnumerable<string> never, Func<RepositoryPath, bool> isForeign, DiagnosticBag diagnostics)
    {
        var excluded = Excluded(never, top);
        List<RepositoryPath> paths = [];
        var refused = false;
        foreach (var text in given)
        {
            if ((Check(text, directory, top, excluded, out var path) ?? CheckDirectories(top, path, isForeign)) is { } refusal)
            {
                diagnostics.Report(refusal);
                refused = true;
            }
            else if (!paths.Contains(path))
            {
                paths.Add(path);
            }
        }

        if (paths.Count == 0 && !refused)
            diagnostics.Report(Catalog.ScopeEmpty.With());
        return paths.Count == 0 || refused ? null : new CommitScope(paths, excluded);
    }

    private static HashSet<RepositoryPath> Excluded(IEnumerable<string> never, string top) => [.. never.Select(p => TryLocate(p, top)).OfType<RepositoryPath>()];

    /// <summary>The path relative to the top, or null when it lies outside.</summary>
    public static RepositoryPath? TryLocate(string absolute, string top) =>
        Path.GetRelativePath(top, Path.TrimEndingDirectorySeparator(absolute)) is var name && IsOutside(name) ? null : TryParse(name);

    private static Diagnostic? Check(string text, string directory, string top, HashSet<RepositoryPath> excluded, out RepositoryPath path)
    {
        path = RepositoryPath.Top;
        if (text.Length == 0)
            return Catalog.PathUnknown.With(text);
        if (text.Contains('\0', StringComparison.Ordinal) || Path.GetRelativePath(top, Path.TrimEndingDirectorySeparator(Path.GetFullPath(text, directory))) is not { } name || IsOutside(name))
            return Catalog.PathOutside.With(text, top);
        // An argument that was not UTF-8 reaches .NET with U+FFFD in it and would name nothing, which must not look like a deleted file.
        if (text.Contains('\uFFFD', StringComparison.Ordinal) || TryParse(name) is not { } parsed)
            return Catalog.PathNotUtf8.With(text);
        path = parsed;
        if (path.Names().Any(n => PathSafety.IsForbidden(n)))
            return Catalog.PathInGitDirectory.With(path);
        return excluded.Contains(path) ? Catalog.PathIsLockFile.With(path) : null;
    }

    /// <summary>Git refuses a path beyond a symbolic link (symlinks.c, <c>has_symlink_leading_path</c>), and one inside another repository.</summary>
    private static Diagnostic? CheckDirectories(string top, RepositoryPath path, Func<RepositoryPath, bool> isForeign)
    {
        for (var directory = path.Directory; !directory.IsTop; directory = directory.Directory)
        {
            switch (FileStat.TryRead(top, directory)?.Kind)
            {
                case FileKind.SymbolicLink:
                    return Catalog.PathBeyondSymbolicLink.With(path, directory);
                case FileKind.Directory when isForeign(directory):
                    return Catalog.NestedRepository.With(path, directory);
            }
        }

        return null;
    }

    private static bool IsOutside(string relative) =>
        Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static RepositoryPath? TryParse(string relative)
    {
        try
        {
            return relative == "." ? RepositoryPath.Top : new RepositoryPath(OperatingSystem.IsWindows() ? relative.Replace('\\', '/') : relative);
        }
        catch (FormatException)
        {
            // Half a surrogate pair: no file has such a name.
            return null;
        }
    }
}
