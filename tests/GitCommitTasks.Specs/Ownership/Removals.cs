namespace GitCommitTasks.Specs.Ownership;

/// <summary>Who took which line or value of a file away, told by the texts: each is there once.</summary>
/// <remarks>Whoever takes away what came in the place of another takes that away, too, as long as it is not there itself.
/// What git takes away, by going back to HEAD, is nobody's removal; what nobody else removed, nobody has to answer for.</remarks>
internal sealed class Removals
{
    private readonly Dictionary<string, string[]> inPlaceOf = [];
    private readonly Dictionary<string, HashSet<string?>> removers = [];

    /// <summary>Takes in an edit.</summary>
    public void Edit(string[] before, string[] after, string? owner)
    {
        string[] gone = [.. before.Except(after)];
        foreach (var line in after.Except(before))
            inPlaceOf.TryAdd(line, gone);
        foreach (var line in Gone(before, after))
            (removers.TryGetValue(line, out var by) ? by : removers[line] = []).Add(owner);
    }

    /// <summary>Takes in that the disk went back to HEAD.</summary>
    public void GoBack(string[] before, string[] after)
    {
        foreach (var line in Gone(before, after))
            removers.GetValueOrDefault(line)?.Add(null);
        // What comes back takes the place of all that had come in its place.
        foreach (var (line, by) in removers.Where(r => !after.Contains(r.Key) && Gone([r.Key], before).Overlaps(after)))
            by.Add(null);
    }

    /// <summary>Whether somebody took it away, and none of <paramref name="owners"/>.</summary>
    public bool IsOfOthersThan(string line, IReadOnlyCollection<string?> owners) => removers.TryGetValue(line, out var by) && !by.Overlaps(owners);

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
