using System.Text;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>Finds what is tracked under a name that differs in case only: with <c>core.ignoreCase</c> git takes both for one file (name-hash.c).</summary>
/// <remarks>Only letters of ASCII have a case there (<c>strncasecmp</c>). One pass over the index for each question, without an object per entry.</remarks>
internal sealed class CaseTwins(IndexFile index)
{
    /// <summary>The tracked path, or the part of one, that git would take the untracked <paramref name="path"/> or its directory for; null when there is none.</summary>
    public RepositoryPath? Of(RepositoryPath path)
    {
        for (var entry = 0; entry < index.Count; entry++)
        {
            var tracked = index.Entries.Path(entry);
            if (FirstTwin(path.Bytes, tracked) is > 0 and var end && !index.Within(new RepositoryPath(path.Bytes[..end].ToArray())).Any())
                return new RepositoryPath(tracked[..SharedEnd(path.Bytes, tracked)].ToArray());
        }

        return null;
    }

    /// <summary>Where the first name ends that differs in case only, behind names that are equal; 0 when there is none.</summary>
    private static int FirstTwin(ReadOnlySpan<byte> path, ReadOnlySpan<byte> tracked)
    {
        var shared = SharedEnd(path, tracked);
        var equal = path[..shared].CommonPrefixLength(tracked[..shared]);
        if (equal == shared)
            return 0;
        var rest = path[equal..shared].IndexOf((byte)'/');
        return rest < 0 ? shared : equal + rest;
    }

    /// <summary>How far the names of both are the same but for their case.</summary>
    private static int SharedEnd(ReadOnlySpan<byte> path, ReadOnlySpan<byte> tracked)
    {
        var end = 0;
        for (var at = 0; ; at++)
        {
            if (IsEnd(path, at) && IsEnd(tracked, at))
                end = at;
            if (at >= path.Length || at >= tracked.Length || !Ascii.EqualsIgnoreCase(path.Slice(at, 1), tracked.Slice(at, 1)))
                return end;
        }
    }

    private static bool IsEnd(ReadOnlySpan<byte> path, int at) => at > 0 && (at == path.Length || (at < path.Length && path[at] == '/'));
}
