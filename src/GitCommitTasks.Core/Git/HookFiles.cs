namespace GitCommitTasks.Git;

/// <summary>The hooks of a repository (<see href="https://git-scm.com/docs/githooks">githooks(5)</see>): which there are. Running them is git's business.</summary>
/// <remarks>A look at a file each, so that a repository without hooks pays no process for them.</remarks>
internal sealed class HookFiles
{
    /// <summary>The hooks that <c>--no-verify</c> skips (git-commit(1)).</summary>
    private static readonly string[] Verifying = ["pre-commit", "commit-msg"];

    private readonly string directory;
    private readonly bool skipsVerifying;

    /// <param name="layout">The working tree.</param>
    /// <param name="configuration">For <c>core.hooksPath</c>.</param>
    /// <param name="environment">For the home that <c>~/</c> means.</param>
    /// <param name="skipsVerifying">As <c>--no-verify</c>.</param>
    public HookFiles(RepositoryLayout layout, GitConfiguration configuration, IReadOnlyDictionary<string, string> environment, bool skipsVerifying)
    {
        this.skipsVerifying = skipsVerifying;
        directory = configuration["core.hookspath"] is { } path
            ? GitConfigurationFiles.Expand(path, layout.Top, environment)
            : Path.Combine(layout.CommonDirectory, "hooks");
    }

    /// <summary>Whether the hook is there, is executable, and is not to be skipped. Git ignores one that is not executable (run-command.c, <c>find_hook</c>); on Windows every file is.</summary>
    public bool Has(string name)
    {
        if (skipsVerifying && Verifying.Contains(name))
            return false;
        var file = Path.Combine(directory, name);
        return File.Exists(file)
            && (OperatingSystem.IsWindows()
                || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
    }
}
