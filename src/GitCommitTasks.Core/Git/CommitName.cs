using System.Runtime.InteropServices;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>Turns what a person calls a commit into its id, by the rules of gitrevisions(7) as libgit2 knows them.</summary>
internal static class CommitName
{
    /// <summary>The id of the commit, or null when <paramref name="text"/> names none, or more than one.</summary>
    /// <param name="repository">libgit2's handle of the open repository.</param>
    /// <param name="text">An id in full or abbreviated, a branch, a tag (followed to its commit), <c>HEAD</c>, <c>HEAD~1</c>.</param>
    /// <exception cref="IOException">The repository could not be read.</exception>
    public static Oid? TryResolve(nint repository, string text)
    {
        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
            return null;
        if (NamesNothing(NativeLibGit2.ParseRevision(out var named, repository, text), text))
            return null;
        try
        {
            return NamesNothing(NativeLibGit2.Peel(out var commit, named, NativeLibGit2.CommitType), text) ? null : TakeId(commit);
        }
        finally
        {
            NativeLibGit2.Free(named);
        }
    }

    private static bool NamesNothing(int result, string text)
    {
        if (result is NativeLibGit2.NotFound or NativeLibGit2.Ambiguous or NativeLibGit2.InvalidName or NativeLibGit2.NotPeelable)
            return true;
        NativeLibGit2.Check(result, $"looking for '{text}'");
        return false;
    }

    private static Oid TakeId(nint commit)
    {
        var id = new byte[20];
        Marshal.Copy(NativeLibGit2.IdOf(commit), id, 0, id.Length);
        NativeLibGit2.Free(commit);
        return Oid.FromBytes(id);
    }
}
