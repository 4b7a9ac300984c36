namespace GitCommitTasks.Specs.Ownership;

/// <summary>Who took which line or value of a file away, told by the texts: each is there once.</summary>
/// <remarks>
/// <para>Whoever takes away what came in the place of another takes that away, too, as long as it is not there itself.</para>
/// <para>What git takes away, by going back to HEAD, is nobody's removal. What git brings back may stand in the place of anything, so what is not there then may be nobody's removal, or his who takes away what came back, as well as his who took it away.
/// What git brought back and goes again unseen goes as it went before: it is nobody's removal, or his who took it away before; of what nobody was seen taking away before that is not known.</para>
/// </remarks>
internal sealed class Removals
{
    /// <summary>Says that an object or array is empty. Who fills it takes nothing away; when it goes by itself, so does what stood there before.</summary>
    public const string Empty = "{}";

    private readonly Dictionary<string, string[]> inPlaceOf = [];
    private readonly Dictionary<string, HashSet<string?>> removers = [];
    private readonly Dictionary<string, HashSet<string?>> everyone = [];
    private readonly HashSet<string> undone = [];
    private readonly HashSet<string> back = [];

    /// <summary>Takes in an edit.</summary>
    public void Edit(string[] before, string[] after, string? owner)
    {
        string[] came = [.. after.Except(before)];
        before = [.. before.Where(l => l != Empty)];
        string[] gone = [.. before.Except(after)];
        foreach (var line in came)
            inPlaceOf[line] = [.. inPlaceOf.GetValueOrDefault(line) ?? [], .. gone];
        foreach (var line in gone.Any(back.Contains) ? removers.Where(r => r.Value.Contains(null)).Select(r => r.Key).Except(after) : [])
        {
            removers[line].Add(owner);
            Everyone(line).Add(owner);
        }

        foreach (var line in Gone(before, after))
        {
            if (undone.Contains(line) && !removers.ContainsKey(line) && (owner is null || !gone.Contains(line)))
                continue;
            Everyone(line).Add(owner);
            if (!removers.TryGetValue(line, out var by) || gone.Contains(line))
                removers[line] = by = owner is null ? [.. everyone[line]] : [];
            by.Add(owner);
            undone.Remove(line);
        }
    }

    /// <summary>Takes in that the disk went back to HEAD.</summary>
    public void GoBack(string[] before, string[] after)
    {
        string[] came = [.. after.Except(before).Where(l => l != Empty)];
        back.UnionWith(came);
        undone.UnionWith(came);
        foreach (var line in came.Length > 0 ? removers.Keys.Except(after) : Gone(before, after))
            removers.GetValueOrDefault(line)?.Add(null);
    }

    /// <summary>Whether somebody took it away, and none of <paramref name="owners"/>.</summary>
    public bool IsOfOthersThan(string line, IReadOnlyCollection<string?> owners) =>
        !undone.Contains(line) && removers.TryGetValue(line, out var by) && !by.Overlaps(owners);

    private HashSet<string?> Everyone(string line) => everyone.TryGetValue(line, out var all) ? all : everyone[line] = [];

    private HashSet<string> Gone(string[] before, string[] after)
    {
        HashSet<string> gone = [];
        Stack<string> open = new(before);
        while (open.TryPop(out var line))
        {
            if (after.Contains(line) || !gone.Add(line))
                continue;
            foreach (var earlier in inPlaceOf.GetValueOrDefault(line) ?? [])
                open.Push(earlier);
        }

        return gone;
    }
}
