using System.Text;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>Finds attributes files that are tracked and not in the working tree: git then reads them from the index (attr.c, <c>read_attr</c>), libgit2 is not shown the index.</summary>
internal sealed class VanishedAttributes(GitRepository repository, IndexFile index)
{
    /// <summary>The attributes that decide how content is stored; <c>binary</c> is <c>-text</c> among others.</summary>
    private static readonly string[] Deciding = ["text", "eol", "crlf", "ident", "filter", "working-tree-encoding", "binary"];

    private readonly FileCapture files = new(repository);
    private readonly Dictionary<RepositoryPath, bool> known = [];

    /// <summary>Whether there is one that could decide how <paramref name="path"/> is stored.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool IsAbove(RepositoryPath path)
    {
        for (var directory = path.Directory; ; directory = directory.Directory)
        {
            var attributes = directory.Combine(".gitattributes"u8);
            if (!known.TryGetValue(attributes, out var isVanished))
                known[attributes] = isVanished = IsVanished(attributes);
            if (isVanished)
                return true;
            if (directory.IsTop)
                return false;
        }
    }

    private bool IsVanished(RepositoryPath attributes)
    {
        if (index.Find(attributes) is not { } entry || !entry.Entry.Mode.IsRegular() || files.Stat(attributes) is { Kind: FileKind.File })
            return false;
        var text = Encoding.UTF8.GetString(repository.Objects.Read(entry.Entry.Id, ObjectKind.Blob));
        return Deciding.Any(word => text.Contains(word, StringComparison.Ordinal));
    }
}
