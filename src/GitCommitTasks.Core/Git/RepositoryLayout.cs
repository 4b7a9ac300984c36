using GitCommitTasks.Files;

namespace GitCommitTasks.Git;

/// <summary>Where a working tree keeps its parts. All paths absolute.</summary>
/// <param name="Top">The top of the working tree.</param>
/// <param name="GitDirectory">The worktree's own git directory: HEAD, index, and what an operation in progress leaves.</param>
/// <param name="CommonDirectory">The directory all worktrees of the repository share: refs, objects, configuration.</param>
internal sealed record RepositoryLayout(string Top, string GitDirectory, string CommonDirectory)
{
    /// <summary>The index file.</summary>
    public string IndexFile => Path.Combine(GitDirectory, "index");

    /// <summary>The object directory.</summary>
    public string ObjectsDirectory => Path.Combine(CommonDirectory, "objects");

    /// <summary>Whether all that git looks at belongs to the user as whom this process acts (setup.c, <c>ensure_valid_ownership</c>). If not, <c>safe.directory</c> has the say.</summary>
    public bool IsOwn => OperatingSystem.IsWindows()
        || ((string[])[Top, Path.Combine(Top, ".git"), GitDirectory]).All(p => FileStat.TryRead(p) is not { } stat || stat.Index.UserId == LibC.EffectiveUser());

    /// <summary>The working tree around <paramref name="directory"/>, found as git finds it: upwards to the first <c>.git</c>, not past a ceiling.</summary>
    /// <param name="directory">Absolute path to begin at.</param>
    /// <param name="environment">Honoured: <c>GIT_CEILING_DIRECTORIES</c>, <c>GIT_DIR</c> and <c>GIT_WORK_TREE</c>.</param>
    /// <param name="isBare">Whether a bare repository was met instead.</param>
    /// <returns>The layout, or null when there is none.</returns>
    public static RepositoryLayout? Discover(string directory, IReadOnlyDictionary<string, string> environment, out bool isBare)
    {
        isBare = false;
        if (environment.TryGetValue("GIT_DIR", out var given))
        {
            var gitDirectory = Path.GetFullPath(given, directory);
            var top = environment.TryGetValue("GIT_WORK_TREE", out var tree) ? Path.GetFullPath(tree, directory) : directory;
            return IsGitDirectory(gitDirectory) ? At(top, gitDirectory) : null;
        }

        var ceilings = Ceilings(environment);
        for (var at = Path.TrimEndingDirectorySeparator(directory); ; at = Path.GetDirectoryName(at)!)
        {
            if (ResolveGitDirectory(Path.Combine(at, ".git")) is { } gitDirectory)
                return At(at, gitDirectory);
            isBare = IsGitDirectory(at);
            if (isBare || Path.GetDirectoryName(at) is not { } parent || ceilings.Contains(parent))
                return null;
        }
    }

    /// <summary>The git directory that <paramref name="dotGit"/> is or, being a file <c>gitdir: PATH</c>, names; null when it is neither
    /// (<see href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</see>).</summary>
    public static string? ResolveGitDirectory(string dotGit)
    {
        if (Directory.Exists(dotGit))
            return IsGitDirectory(dotGit) ? dotGit : null;
        if (!File.Exists(dotGit))
            return null;
        const string prefix = "gitdir: ";
        var text = File.ReadAllText(dotGit).TrimEnd('\n', '\r');
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var target = Path.GetFullPath(text[prefix.Length..], Path.GetDirectoryName(dotGit)!);
        return IsGitDirectory(target) ? target : null;
    }

    private static RepositoryLayout At(string top, string gitDirectory)
    {
        var pointer = Path.Combine(gitDirectory, "commondir");
        var common = File.Exists(pointer)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(File.ReadAllText(pointer).TrimEnd('\n', '\r'), gitDirectory))
            : gitDirectory;
        return new RepositoryLayout(top, gitDirectory, common);
    }

    /// <summary>The test of git's setup.c, <c>is_git_directory</c>: HEAD, and objects and refs here or in the common directory.</summary>
    public static bool IsGitDirectory(string directory) =>
        File.Exists(Path.Combine(directory, "HEAD"))
        && (File.Exists(Path.Combine(directory, "commondir"))
            || (Directory.Exists(Path.Combine(directory, "objects")) && Directory.Exists(Path.Combine(directory, "refs"))));

    private static HashSet<string> Ceilings(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("GIT_CEILING_DIRECTORIES", out var list)
            ? [.. list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.TrimEndingDirectorySeparator)]
            : [];
}
