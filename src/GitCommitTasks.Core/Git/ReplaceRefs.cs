using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Git;

/// <summary>Whether a repository has objects that others stand in for (<see href="https://git-scm.com/docs/git-replace">git-replace(1)</see>). Libgit2 does not look for them:
/// it would read the tree that a replaced tip had, and the commit would take back what stands in for it.</summary>
internal static class ReplaceRefs
{
    private const string Name = "refs/replace";

    /// <summary>Whether there is one. Git is not asked whether it heeds them (<c>core.useReplaceRefs</c>): whoever reads by git reads as it does.</summary>
    /// <param name="commonDirectory">Absolute path of the directory that all worktrees share.</param>
    /// <exception cref="IOException">The refs cannot be read.</exception>
    public static bool AreIn(string commonDirectory)
    {
        var loose = Path.Combine(commonDirectory, Name);
        if (Directory.Exists(loose) && Directory.EnumerateFiles(loose, "*", SearchOption.AllDirectories).Any())
            return true;
        var packed = Path.Combine(commonDirectory, "packed-refs");
        try
        {
            return File.Exists(packed) && WorkingFile.Read(LibC.Terminated(packed)).AsSpan().IndexOf(" refs/replace/"u8) >= 0;
        }
        catch (IOException) when (!File.Exists(packed))
        {
            // Removed between the two looks, which git does when nothing is left to be packed.
            return false;
        }
    }

    /// <summary>The same where refs are no files.</summary>
    /// <param name="program">Git. A repository that it refuses is refused by another question.</param>
    /// <param name="need">What needs git, for the error.</param>
    /// <exception cref="DiagnosedException">There is no git (GCT9017).</exception>
    public static bool AreKnownTo(GitProgram program, string need) => program.Run(new GitCall(need, "for-each-ref", "--count=1", Name + "/")).Output.Length > 0;
}
