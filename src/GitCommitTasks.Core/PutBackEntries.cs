using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Journaling;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>Finds index entries that are back at the state before one of our commits, so that the next plain <c>git commit</c> would revert it.</summary>
/// <remarks>
/// <para><c>git commit --only</c> reads the index before it locks it. When our whole publication falls between its reading and its locking, it writes the old
/// entries back; in a large repository several of our commits fit in between. That always leaves a commit of somebody else right behind ours, which is how such
/// an entry is told from one that somebody staged on purpose.
/// A commit of ours whose index could not be published is looked at too.</para>
/// <para><b>Does not guarantee.</b> A <c>git rm --cached</c> of a file that our commit added, right behind a foreign commit that followed ours, looks the same and is undone with
/// a warning (GCT5006). An entry whose working file holds the same old content was staged on purpose and is left.</para>
/// </remarks>
internal sealed class PutBackEntries(Workspace workspace)
{
    /// <summary>How many of our commits fit between a git command's reading and its locking of the index: some 10 ms each, and git takes less than a second.</summary>
    private const int MostInOneRace = 32;

    private readonly FileCapture files = new(workspace.Repository);

    /// <summary>What the newest of our commits looked at holds at a path.</summary>
    private readonly Dictionary<RepositoryPath, TreeEntry?> newest = [];

    /// <summary>The entries to set, with the commit each belongs to.</summary>
    /// <param name="index">The index, locked.</param>
    /// <param name="tip">The branch tip.</param>
    /// <param name="everywhere">Whether to look behind the newest run of our commits: what is behind it was looked at when its first was made.</param>
    /// <exception cref="IOException">A commit or tree could not be read.</exception>
    public IReadOnlyList<(IndexChange Change, Oid Commit)> Find(IndexFile index, Oid? tip, bool everywhere)
    {
        var ours = new RecentCommits(workspace.Scoped).Read();
        List<(IndexChange, Oid)> found = [];
        var isBehindForeign = false;
        var looked = 0;
        newest.Clear();
        var head = workspace.TreeOf(tip);
        for (var (at, depth) = (tip, 0); at is { } id && depth < RecentCommits.Most && ours.Count > 0; depth++)
        {
            if (CommitObject.TryRead(workspace.Repository.Objects, id) is not { } commit)
                break;
            var isOurs = ours.TryGetValue(id, out var published);
            if (!isOurs && looked > 0 && !everywhere)
                break;
            if (isOurs && (isBehindForeign || !published))
                found.AddRange(PutBack(index, commit, head).Select(change => (change, id)));
            if (isOurs && (++looked == MostInOneRace || !isBehindForeign) && !everywhere)
                break;
            isBehindForeign |= !isOurs;
            at = commit.Parents.Count > 0 ? commit.Parents[0] : null;
        }

        return found;
    }

    private IEnumerable<IndexChange> PutBack(IndexFile index, CommitObject commit, Oid? head)
    {
        var parent = workspace.TreeOf(commit.Parents.Count > 0 ? commit.Parents[0] : null);
        foreach (var difference in workspace.Trees.Compare(parent, commit.Tree))
        {
            newest.TryAdd(difference.Path, difference.New);
            var (entry, committed) = (index.Find(difference.Path)?.Entry, newest[difference.Path]);
            if (entry != difference.Old || entry == committed || index.IsUnmerged(difference.Path) || workspace.Trees.Find(head, difference.Path) != committed)
                continue;
            var isOnPurpose = entry is { } staged && files.Hash(difference.Path, staged.Mode) == staged.Id;
            if (!isOnPurpose)
                yield return new IndexChange(difference.Path, committed, StatIfEqual(difference.Path, committed));
        }
    }

    /// <summary>All zeros unless the file is the committed one: git then compares the content.</summary>
    private IndexEntryStat StatIfEqual(RepositoryPath path, TreeEntry? committed) =>
        committed is { } entry && files.Stat(path) is { } stat && files.Hash(path, entry.Mode) == entry.Id ? stat.Index : default;
}
