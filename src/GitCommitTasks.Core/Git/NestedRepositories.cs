using System.Text;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>Directories of the working tree that are repositories of their own: submodules, and others that git would record like one.</summary>
internal sealed class NestedRepositories(RepositoryLayout layout)
{
    private const string Modules = ".gitmodules";

    /// <summary>Whether the directory is a repository; one whose <c>.git</c> is no git directory is none (dir.c, <c>treat_directory</c>).</summary>
    public bool IsOne(RepositoryPath directory)
    {
        if (directory.IsTop || FileStat.TryRead(layout.Top, directory.Combine(".git"u8)) is null)
            return false;
        // What .NET cannot name is left to git.
        return Absolute(directory) is not { } dotGit || RepositoryLayout.ResolveGitDirectory(dotGit) is not null;
    }

    /// <summary>The commit the repository is at, or null when loose refs and HEAD alone do not tell.</summary>
    public Oid? Head(RepositoryPath directory)
    {
        if (Absolute(directory) is not { } dotGit || RepositoryLayout.ResolveGitDirectory(dotGit) is not { } gitDirectory)
            return null;
        var head = File.ReadAllText(Path.Combine(gitDirectory, "HEAD")).Trim();
        const string prefix = "ref: ";
        if (!head.StartsWith(prefix, StringComparison.Ordinal))
            return Oid.TryParse(head);
        var branch = Path.Combine(gitDirectory, head[prefix.Length..]);
        return File.Exists(branch) ? Oid.TryParse(File.ReadAllText(branch).Trim()) : null;
    }

    /// <summary>Whether <c>.gitmodules</c> of the working tree names the directory.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool IsSubmodule(RepositoryPath directory)
    {
        if (FileStat.TryRead(Path.Combine(layout.Top, Modules)) is not { Kind: FileKind.File })
            return false;
        var lines = Encoding.UTF8.GetString(WorkingFile.Read(layout.Top, new RepositoryPath(Modules))).Split('\n');
        return lines.Select(l => l.Split('=', 2, StringSplitOptions.TrimEntries)).Any(l => l is ["path", var named] && new RepositoryPath(named.Trim('"')) == directory);
    }

    private string? Absolute(RepositoryPath directory) => System.Text.Unicode.Utf8.IsValid(directory.Bytes)
        ? Path.Combine(layout.Top, Encoding.UTF8.GetString(directory.Bytes), ".git") : null;
}
