namespace GitCommitTasks.Ownership;

/// <summary>An uncommitted change that another owner overwrote, took away, built upon or committed: kept until the next commit of the owner whose it was, which says so.</summary>
/// <typeparam name="T">What was changed: a line, or a JSON value.</typeparam>
/// <param name="Owner">Whose change it was; null: unattributed.</param>
/// <param name="By">Who did it; null: unattributed.</param>
/// <param name="Lost">What is gone, so that nothing is said should the same come back; null when nothing is, or it is not known any more.</param>
internal readonly record struct Loss<T>(string? Owner, string? By, T? Lost)
    where T : class;

/// <summary>The losses that are noted at one place of a file.</summary>
/// <typeparam name="T">See <see cref="Loss{T}"/>.</typeparam>
internal sealed class Losses<T>
    where T : class
{
    private List<Loss<T>>? noted;

    /// <summary>What is noted, the oldest first.</summary>
    public IReadOnlyList<Loss<T>> All => noted ?? (IReadOnlyList<Loss<T>>)[];

    /// <summary>Notes a loss, each pair of owners once. One's own is none.</summary>
    public void Note(string? owner, string? by, T? lost = null)
    {
        if (owner != by && !All.Any(l => l.Owner == owner && l.By == by))
            (noted ??= []).Add(new Loss<T>(owner, by, lost));
    }

    /// <summary>What was noted at a place that <paramref name="by"/> overwrote is noted here from now on; what had been his own he has again.</summary>
    public void TakeOver(Losses<T> other, string? by)
    {
        foreach (var loss in other.All.Where(l => l.Owner != by))
            Note(loss.Owner, loss.By, loss.Lost);
        other.noted = null;
    }

    /// <summary>The loss of <paramref name="lost"/>, of which nothing is said any more; null when there was none.</summary>
    public Loss<T>? Undo(T lost)
    {
        var at = noted?.FindIndex(l => l.Lost == lost) ?? -1;
        if (at < 0)
            return null;
        var loss = noted![at];
        noted.RemoveAt(at);
        return loss;
    }

    /// <summary>What came over it is committed: the owners are to be told still, but whoever brings the same back has written it.</summary>
    public void Settle() => noted = noted?.ConvertAll(l => l with { Lost = null });

    /// <summary>The owner was told.</summary>
    public void Tell(string? owner) => noted?.RemoveAll(l => l.Owner == owner);
}
