namespace GitCommitTasks.Ownership;

/// <summary>Those who changed a file and whose own commit of that is still to come. Who is one of them and has nothing to commit any more, for that one somebody else has committed.</summary>
/// <remarks>How HEAD moves, back or forth, does not matter to it: only edits and commits do.</remarks>
internal sealed class ExpectedCommits
{
    private readonly SortedSet<string> owners = new(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public IReadOnlyCollection<string> All => owners;

    /// <summary>Whether a commit of the owner's is still to come.</summary>
    public bool Contains(string owner) => owners.Contains(owner);

    /// <summary>The owner has changed something.</summary>
    public void Add(string owner) => owners.Add(owner);

    /// <summary>Takes in what an edit did: whose changes are gone has nothing to commit, whose are there again has.</summary>
    /// <param name="before">Who had changes before it.</param>
    /// <param name="now">Who has changes now.</param>
    public void Edited(IReadOnlySet<string> before, IReadOnlySet<string> now)
    {
        owners.RemoveWhere(o => before.Contains(o) && !now.Contains(o));
        owners.UnionWith(now.Where(o => !before.Contains(o)));
    }

    /// <summary>The owner has committed, or was told who did.</summary>
    public void Remove(string? owner)
    {
        if (owner is not null)
            owners.Remove(owner);
    }

    /// <summary>Forgets all but those who are known.</summary>
    public void Keep(IEnumerable<string> known) => owners.IntersectWith(known);
}
