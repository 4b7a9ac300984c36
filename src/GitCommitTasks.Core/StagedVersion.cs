using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>A version of a file that somebody staged, beside the one that is committed of it.</summary>
/// <remarks><b>Does not guarantee</b> to notice an order of lines that only the staged version had among other changes.</remarks>
/// <param name="workspace">Whose file.</param>
/// <param name="tree">The tree of the branch tip.</param>
internal sealed class StagedVersion(Workspace workspace, Oid? tree)
{
    private readonly FileStates states = new(workspace);

    /// <summary>Whether anything of <paramref name="staged"/> is lost with it: lines that it adds to HEAD and the commit does not have, or that it takes away and the commit has.</summary>
    /// <remarks>Nothing is, where HEAD holds that very object: <c>git mv</c> stages it under the new name.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="staged">What was staged.</param>
    /// <param name="committed">What is committed; null for its deletion.</param>
    /// <exception cref="IOException">An object cannot be read.</exception>
    public bool IsLost(RepositoryPath path, TreeEntry staged, TreeEntry? committed)
    {
        if (workspace.Trees.Within(tree, RepositoryPath.Top).Any(f => f.Entry.Id == staged.Id))
            return false;
        if (states.TryOf(staged) is not { IsIndivisible: false } index || states.TryOf(InTree(path)) is not { IsIndivisible: false } head
            || states.TryOf(committed) is not { IsIndivisible: false } commit)
            return true;
        var (before, then, now) = (Count(head), Count(index), Count(commit));
        var changed = before.Keys.Union(then.Keys).Where(l => before.GetValueOrDefault(l) != then.GetValueOrDefault(l)).ToList();
        return changed.Count == 0 || changed.Exists(l => then.GetValueOrDefault(l) > before.GetValueOrDefault(l)
            ? now.GetValueOrDefault(l) < then.GetValueOrDefault(l)
            : now.GetValueOrDefault(l) > then.GetValueOrDefault(l));
    }

    private TreeEntry? InTree(RepositoryPath path) => workspace.Trees.Find(tree, path) is { Mode: not EntryMode.Tree } entry ? entry : null;

    private static Dictionary<string, int> Count(FileState file) => TextLines.Split(file.Content).Lines.CountBy(l => l).ToDictionary();
}
