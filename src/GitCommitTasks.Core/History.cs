using GitCommitTasks.Git;
using GitCommitTasks.Objects;
using GitCommitTasks.Trees;

namespace GitCommitTasks;

/// <summary>Questions to the history behind a commit, each with a bound on how far it looks.</summary>
internal sealed class History(Workspace workspace)
{
    /// <summary>How many commits a look back reads at the most; a commit object takes some 20 µs.</summary>
    private const int FarthestLook = 500;

    /// <summary>Whether <paramref name="commit"/> is <paramref name="tip"/> or behind it.</summary>
    public bool Contains(Oid? tip, Oid commit)
    {
        var time = CommitObject.TryRead(workspace.Repository.Objects, commit)?.CommitterTime;
        Queue<Oid> open = new(tip is { } start ? [start] : []);
        HashSet<Oid> seen = [];
        while (open.TryDequeue(out var at) && seen.Count < FarthestLook * 20)
        {
            if (at == commit)
                return true;
            if (!seen.Add(at) || CommitObject.TryRead(workspace.Repository.Objects, at) is not { } read)
                continue;
            // A day's grace for clocks that disagree: behind an older commit the searched one cannot be. Near the tip dates are not trusted at all:
            // they can be given.
            if (seen.Count > FarthestLook && read.CommitterTime + TimeSpan.FromDays(1) < time)
                continue;
            foreach (var parent in read.Parents)
                open.Enqueue(parent);
        }

        return false;
    }

    /// <summary>The commit that last touched the path on the first-parent line, or null when none is found within the bound.</summary>
    public (Oid Id, CommitObject Commit)? LastToTouch(RepositoryPath path, Oid? tip)
    {
        try
        {
            return FindLastToTouch(path, tip);
        }
        catch (IOException) when (workspace.Repository.Engines.Missing is not null)
        {
            // A partial clone does not hold every tree, and a look back is not worth fetching one.
            return null;
        }
    }

    private (Oid Id, CommitObject Commit)? FindLastToTouch(RepositoryPath path, Oid? tip)
    {
        var trees = new TreeReader(workspace.Repository.Stored);
        var at = tip;
        for (var looked = 0; at is { } id && looked < FarthestLook; looked++)
        {
            if (CommitObject.TryRead(workspace.Repository.Stored, id) is not { } commit)
                return null;
            Oid? parent = commit.Parents.Count > 0 ? commit.Parents[0] : null;
            // A shallow clone ends where a parent is not stored.
            if (parent is { } p && CommitObject.TryRead(workspace.Repository.Stored, p) is null)
                return null;
            if (trees.Find(commit.Tree, path) != trees.Find(workspace.TreeOf(parent), path))
                return (id, commit);
            at = parent;
        }

        return null;
    }
}
