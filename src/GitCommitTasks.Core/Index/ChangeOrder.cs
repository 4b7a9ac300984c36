using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>Changes of an index in the order of its entries, checked to make one state.</summary>
internal static class ChangeOrder
{
    /// <summary>The changes by path (memcmp).</summary>
    /// <exception cref="ArgumentException">Two name one path, one new file is the directory of another, or one cannot be in an
    /// index.</exception>
    public static IndexChange[] Sort(ObjectFormat format, IReadOnlyCollection<IndexChange> changes)
    {
        IndexChange[] sorted = [.. changes.OrderBy(c => c.Path)];
        var files = new HashSet<RepositoryPath>();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i].Path == sorted[i - 1].Path)
                throw Contradiction(sorted[i].Path, "is named twice");
            if (sorted[i].Path.IsTop || sorted[i].Entry is { } entry && !IsPossible(format, entry))
                throw Contradiction(sorted[i].Path, "cannot be in an index like that");
            // A directory sorts before what is below it, so that every file which could be one is known by then.
            for (var at = sorted[i].Path; sorted[i].Entry is not null && !at.IsTop; at = at.Directory)
            {
                if (files.Contains(at))
                    throw Contradiction(at, $"is also the directory of '{sorted[i].Path}'");
            }

            if (sorted[i].Entry is not null)
                files.Add(sorted[i].Path);
        }

        return sorted;
    }

    private static bool IsPossible(ObjectFormat format, TreeEntry entry) => entry.Mode != EntryMode.Tree && entry.Id.Hex.Length == 2 * format.IdLength;

    private static ArgumentException Contradiction(RepositoryPath path, string what) => new($"'{path}' {what}");
}
