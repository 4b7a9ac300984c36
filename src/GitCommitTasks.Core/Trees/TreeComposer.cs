using GitCommitTasks.Objects;

namespace GitCommitTasks.Trees;

/// <summary>Builds a tree that is another one with some paths changed.</summary>
/// <remarks>Opens and writes only the directories on the changed paths, so the cost follows the change, not the repository.
/// Every other entry is left byte for byte as it was. LibGit2Sharp's TreeDefinition is not used: it renames siblings whose names are not UTF-8.</remarks>
internal static class TreeComposer
{
    /// <summary>Writes the tree that results from <paramref name="changes"/>, and returns its id.</summary>
    /// <param name="objects">Where trees are read and written.</param>
    /// <param name="tree">The tree to begin with; null for nothing (an unborn branch).</param>
    /// <param name="changes">At most one for a path. Adding a file where a directory is replaces the directory, and the other way round.</param>
    /// <returns>The id of the new tree; that of the empty tree when nothing is left.</returns>
    /// <exception cref="IOException">A tree could not be read or written.</exception>
    public static Oid Compose(IObjectStore objects, Oid? tree, IEnumerable<TreeChange> changes)
    {
        var root = new Node();
        // Removals first: a file that gives way to a directory of its name must not take the new files with it.
        foreach (var change in changes.OrderBy(c => c.Entry is not null))
            root.Add([.. change.Path.Names()], change.Entry);
        return root.Write(objects, tree) ?? objects.Write(ObjectKind.Tree, []);
    }

    /// <summary>A directory on a changed path: what to set in it, and the directories below that have changes themselves.</summary>
    private sealed class Node
    {
        private readonly Dictionary<RepositoryPath, TreeEntry?> entries = [];
        private readonly Dictionary<RepositoryPath, Node> directories = [];

        public void Add(ReadOnlySpan<byte[]> names, TreeEntry? entry)
        {
            var name = new RepositoryPath(names[0]);
            if (names.Length == 1)
            {
                entries[name] = entry;
                return;
            }

            if (!directories.TryGetValue(name, out var below))
                directories[name] = below = new Node();
            below.Add(names[1..], entry);
        }

        /// <summary>The id of the written directory, or null when nothing is left in it: git knows no empty directories.</summary>
        public Oid? Write(IObjectStore objects, Oid? existing)
        {
            var tree = existing is { } id ? TreeObject.Parse(objects.Read(id, ObjectKind.Tree), objects.Format) : TreeObject.Empty;
            foreach (var (name, entry) in entries)
            {
                // A removal means the file of that name, never a directory that has taken its place.
                if (entry is not null || tree.Find(name.Bytes) is { Mode: not EntryMode.Tree })
                    tree.Set(name.Bytes.ToArray(), entry);
            }

            foreach (var (name, directory) in directories)
            {
                var current = tree.Find(name.Bytes);
                var written = directory.Write(objects, current is { Mode: EntryMode.Tree } ? current.Id : null);
                if (written is { } child)
                    tree.Set(name.Bytes.ToArray(), new TreeEntry(EntryMode.Tree, child));
                else if (current is { Mode: EntryMode.Tree })
                    tree.Set(name.Bytes.ToArray(), null);
            }

            return tree.IsEmpty ? null : objects.Write(ObjectKind.Tree, tree.ToBytes());
        }
    }
}
