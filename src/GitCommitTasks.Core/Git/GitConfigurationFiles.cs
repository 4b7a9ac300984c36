namespace GitCommitTasks.Git;

/// <summary>Which configuration files git reads, in its order: the later one wins (git-config(1), FILES).</summary>
internal static class GitConfigurationFiles
{
    /// <summary>The files that exist, absolute.</summary>
    public static IEnumerable<string> Of(RepositoryLayout layout, IReadOnlyDictionary<string, string> environment) =>
        All(layout, environment).Where(File.Exists);

    /// <summary>The user's own directory for git's files: <c>$XDG_CONFIG_HOME/git</c> or <c>~/.config/git</c>; null without a home.</summary>
    public static string? UserDirectory(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.TryGetValue("XDG_CONFIG_HOME", out var xdg) && xdg.Length > 0)
            return Path.Combine(xdg, "git");
        return Home(environment) is { } home ? Path.Combine(home, ".config", "git") : null;
    }

    /// <summary>A path from the configuration made absolute: <c>~/</c> is the home, anything relative begins at <paramref name="top"/>.</summary>
    public static string Expand(string path, string top, IReadOnlyDictionary<string, string> environment) =>
        path.StartsWith("~/", StringComparison.Ordinal) && Home(environment) is { } home
            ? Path.Combine(home, path[2..])
            : Path.GetFullPath(path, top);

    private static IEnumerable<string> All(RepositoryLayout layout, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.TryGetValue("GIT_CONFIG_SYSTEM", out var system))
            yield return system;
        else if (!(environment.TryGetValue("GIT_CONFIG_NOSYSTEM", out var none) && GitConfiguration.TryBoolean(none) == true))
            yield return SystemFile();

        if (environment.TryGetValue("GIT_CONFIG_GLOBAL", out var global))
        {
            yield return global;
        }
        else
        {
            if (UserDirectory(environment) is { } user)
                yield return Path.Combine(user, "config");
            if (Home(environment) is { } home)
                yield return Path.Combine(home, ".gitconfig");
        }

        yield return Path.Combine(layout.CommonDirectory, "config");
        // Read only where extensions.worktreeConfig says so; git ignores the file otherwise.
        var worktree = Path.Combine(layout.GitDirectory, "config.worktree");
        if (File.Exists(worktree) && File.ReadAllText(Path.Combine(layout.CommonDirectory, "config")).Contains("worktreeconfig", StringComparison.OrdinalIgnoreCase))
            yield return worktree;
    }

    private static string? Home(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("HOME", out var home) && home.Length > 0 ? home
        : environment.TryGetValue("USERPROFILE", out var profile) && profile.Length > 0 ? profile : null;

    /// <summary>Where the common builds of git keep it.</summary>
    private static string SystemFile() => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Git", "etc", "gitconfig")
        : "/etc/gitconfig";
}
