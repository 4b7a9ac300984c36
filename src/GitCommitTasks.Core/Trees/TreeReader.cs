using GitCommitTasks.Objects;

namespace GitCommitTasks.Trees;

/// <summary>Looks paths up in trees, reading each tree object once.</summary>
internal sealed class TreeReader(IObjectStore objects)
{
    private readonly Dictionary<Oid, TreeObject> read = [];

    /// <summary>What <paramref name="tree"/> holds at <paramref name="path"/>, or null. The top is the tree itself.</summary>
    /// <param name="tree">A tree, or null for a commit that does not exist yet (an unborn branch): it holds nothing.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">A tree object is missing or corrupt.</exception>
    public TreeEntry? Find(Oid? tree, RepositoryPath path)
    {
        if (tree is not { } at)
            return null;
        var entry = new TreeEntry(EntryMode.Tree, at);
        foreach (var name in path.Names())
        {
            if (entry.Mode != EntryMode.Tree || Read(entry.Id).Find(name) is not { } next)
                return null;
            entry = next;
        }

        return entry;
    }

    /// <summary>Every file, link and submodule of <paramref name="tree"/> at or below <paramref name="path"/>.</summary>
    public IEnumerable<(RepositoryPath Path, TreeEntry Entry)> Within(Oid? tree, RepositoryPath path)
    {
        if (Find(tree, path) is not { } entry)
            yield break;
        if (entry.Mode != EntryMode.Tree)
        {
            yield return (path, entry);
            yield break;
        }

        foreach (var (name, child) in Read(entry.Id).Entries)
        {
            foreach (var found in child.Mode == EntryMode.Tree ? Within(tree, path.Combine(name)) : [(path.Combine(name), child)])
                yield return found;
        }
    }

    /// <summary>The paths at which two trees differ. Costs what differs, not what there is: equal sub-trees are not opened.</summary>
    public IEnumerable<TreeDifference> Compare(Oid? before, Oid? after) => Compare(RepositoryPath.Top, AsTree(before), AsTree(after));

    /// <summary>The tree object <paramref name="id"/>. Callers that change it must <see cref="TreeObject.Parse"/> their own.</summary>
    private TreeObject Read(Oid id)
    {
        if (!read.TryGetValue(id, out var tree))
            read[id] = tree = TreeObject.Parse(objects.Read(id, ObjectKind.Tree), objects.Format);
        return tree;
    }

    private static TreeEntry? AsTree(Oid? id) => id is { } tree ? new TreeEntry(EntryMode.Tree, tree) : null;

    private IEnumerable<TreeDifference> Compare(RepositoryPath path, TreeEntry? before, TreeEntry? after)
    {
        if (before == after)
            yield break;
        var (oldTree, newTree) = (TreeAt(before), TreeAt(after));
        if (Leaf(before) is var oldLeaf && Leaf(after) is var newLeaf && (oldLeaf is not null || newLeaf is not null))
            yield return new TreeDifference(path, oldLeaf, newLeaf);
        if (oldTree is null && newTree is null)
            yield break;

        var rest = (newTree ?? TreeObject.Empty).Entries.ToDictionary(e => new RepositoryPath(e.Name), e => e.Entry);
        foreach (var (name, entry) in (oldTree ?? TreeObject.Empty).Entries)
        {
            var other = rest.Remove(new RepositoryPath(name), out var found) ? found : null;
            foreach (var difference in Compare(path.Combine(name), entry, other))
                yield return difference;
        }

        foreach (var (name, entry) in rest)
        {
            foreach (var difference in Compare(path.Combine(name.Bytes), null, entry))
                yield return difference;
        }
    }

    private static TreeEntry? Leaf(TreeEntry? entry) => entry is { Mode: not EntryMode.Tree } ? entry : null;

    private TreeObject? TreeAt(TreeEntry? entry) => entry is { Mode: EntryMode.Tree, Id: var id } ? Read(id) : null;
}
