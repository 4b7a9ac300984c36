using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>The commit a submodule's working tree is at.</summary>
internal static class SubmoduleHead
{
    /// <summary>The commit, or null when it cannot be told from loose refs and HEAD alone.</summary>
    /// <param name="dotGit">Absolute path of the submodule's <c>.git</c>, a directory or a file.</param>
    public static Oid? Read(string dotGit)
    {
        if (RepositoryLayout.ResolveGitDirectory(dotGit) is not { } directory)
            return null;
        var head = File.ReadAllText(Path.Combine(directory, "HEAD")).Trim();
        const string prefix = "ref: ";
        if (!head.StartsWith(prefix, StringComparison.Ordinal))
            return Oid.TryParse(head);
        var branch = Path.Combine(directory, head[prefix.Length..]);
        return File.Exists(branch) ? Oid.TryParse(File.ReadAllText(branch).Trim()) : null;
    }
}
