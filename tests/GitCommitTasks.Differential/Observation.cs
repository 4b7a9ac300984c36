namespace GitCommitTasks.Differential;

/// <summary>All that is compared of a commit: how it ended and what it left, in named sections of lines.</summary>
internal sealed class Observation
{
    private readonly Dictionary<string, List<string>> sections = [];

    private Observation()
    {
    }

    /// <summary>The commit that HEAD names afterwards.</summary>
    public string Head => sections["head"][0];

    /// <summary>How it ended.</summary>
    public string Outcome
    {
        get => sections["outcome"][0];
        set => sections["outcome"] = [value];
    }

    /// <summary>Reads what <see cref="Script.Observe"/> shows.</summary>
    public static Observation Parse(string text, string world)
    {
        Observation result = new();
        List<string> section = [];
        foreach (var line in text.Replace(world, "$WORLD", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
                result.sections[line[3..]] = section = [];
            else
                section.Add(line);
        }

        return result;
    }

    /// <summary>Every line that only one of the two has: with <c>-</c> what is missing in <paramref name="ours"/>, with <c>+</c> what is there instead.</summary>
    public IEnumerable<string> Compare(Observation ours)
    {
        foreach (var name in sections.Keys)
        {
            // The content of the same commit is not shown twice.
            if (name is "commit" or "tree" && Head == ours.Head)
                continue;
            var (theirs, own) = (sections[name], ours.sections.GetValueOrDefault(name) ?? []);
            if (theirs.SequenceEqual(own))
                continue;
            var only = Without(theirs, own).Select(l => $"-{name}: {l}").Concat(Without(own, theirs).Select(l => $"+{name}: {l}")).ToList();
            foreach (var line in only.Count > 0 ? only : [$"~{name}: in another order: {string.Join(" | ", own)}"])
                yield return line;
        }
    }

    /// <summary>Of a difference what a scenario pins: what was committed and left, without the ids and log lines that follow from that.</summary>
    public static IEnumerable<string> Essence(IReadOnlyList<string> difference)
    {
        var onlyOneCommitted = difference.Any(l => l.StartsWith("-outcome", StringComparison.Ordinal));
        return difference.Where(l => l[1..l.IndexOf(':', StringComparison.Ordinal)] switch
        {
            "head" or "refs" => false,
            "commit" => !onlyOneCommitted && !l[1..].StartsWith("commit: tree ", StringComparison.Ordinal),
            _ => true,
        });
    }

    private static List<string> Without(IEnumerable<string> lines, IEnumerable<string> others)
    {
        List<string> left = [.. lines];
        foreach (var other in others)
            left.Remove(other);
        return left;
    }
}
