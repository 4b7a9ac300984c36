using System.Text;

namespace GitCommitTasks.Scope;

/// <summary>Names that git never commits because some system would take them for <c>.git</c>.</summary>
/// <remarks>Refused on every system, as a commit is read on every system. Rules: git's path.c (<c>is_ntfs_dotgit</c>) and utf8.c
/// (<c>is_hfs_dotgit</c>), the protections behind <c>core.protectNTFS</c> and <c>core.protectHFS</c>.</remarks>
internal static class PathSafety
{
    /// <summary>Code points that HFS+ ignores in names.</summary>
    private static readonly HashSet<int> IgnoredByHfs =
        [0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x206a, 0x206b, 0x206c, 0x206d, 0x206e, 0x206f, 0xfeff];

    /// <summary>Whether one name of a path is empty, <c>.</c>, <c>..</c>, <c>.git</c>, or a look-alike of <c>.git</c> on NTFS or HFS+.</summary>
    public static bool IsForbidden(ReadOnlySpan<byte> name) =>
        name.IsEmpty || name.SequenceEqual("."u8) || name.SequenceEqual(".."u8) || IsGitOnNtfs(name) || IsGitOnHfs(name);

    /// <summary>NTFS ignores case, trailing dots and spaces and anything behind a colon, reads a backslash as a slash, and knows <c>git~1</c>.</summary>
    private static bool IsGitOnNtfs(ReadOnlySpan<byte> name)
    {
        foreach (var part in Encoding.Latin1.GetString(name).Split('\\'))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var bare = (colon < 0 ? part : part[..colon]).TrimEnd('.', ' ');
            if (bare.Equals(".git", StringComparison.OrdinalIgnoreCase) || bare.Equals("git~1", StringComparison.OrdinalIgnoreCase))
                return true;
            if (part == ".." && name.Length > 2)
                return true;
        }

        return false;
    }

    private static bool IsGitOnHfs(ReadOnlySpan<byte> name)
    {
        var seen = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(name).EnumerateRunes())
        {
            if (!IgnoredByHfs.Contains(rune.Value))
                seen.Append(rune);
        }

        return seen.ToString().Equals(".git", StringComparison.OrdinalIgnoreCase);
    }
}
