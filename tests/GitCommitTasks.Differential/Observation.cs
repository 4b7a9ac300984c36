using System.Text.RegularExpressions;

namespace GitCommitTasks.Differential;

/// <summary>All that is compared of a commit: how it ended and what it left, in named sections of lines.</summary>
internal sealed partial class Observation
{
    /// <summary>The flags of an index entry that are stored: stage, assume-valid, skip-worktree, intent-to-add. The others tell how git read it.</summary>
    private const long StoredFlags = 0x6000B000;

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

    /// <summary>Reads what <see cref="Script.Observe"/> shows, and looks at the files.</summary>
    /// <param name="text">What it shows.</param>
    /// <param name="world">Absolute path of the state.</param>
    public static Observation Of(string text, string world)
    {
        Observation result = new();
        List<string> section = [];
        foreach (var line in text.Replace(world, "$WORLD", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
                result.sections[line[3..]] = section = [];
            else if (!ByNature().IsMatch(line))
                section.Add(WithoutNames(Flags().Replace(line, m => $"flags: {Convert.ToInt64(m.Groups[1].Value, 16) & StoredFlags:x}")));
        }

        foreach (var (name, lines) in WorldFiles.Read(world))
            result.sections[name] = lines;
        return result;
    }

    /// <summary>Every line that only one of the two has: with <c>-</c> what is missing in <paramref name="ours"/>, with <c>+</c> what is there instead.</summary>
    public IEnumerable<string> Compare(Observation ours)
    {
        foreach (var (name, theirs) in sections)
        {
            var own = ours.sections.GetValueOrDefault(name);
            // The content of the same commit is not shown twice, nor is every copy checked.
            if (own is null && (name == "fsck" || Head == ours.Head))
                continue;
            if (theirs.SequenceEqual(own ?? []))
                continue;
            var only = Without(theirs, own ?? []).Select(l => $"-{name}: {l}").Concat(Without(own ?? [], theirs).Select(l => $"+{name}: {l}")).ToList();
            foreach (var line in only.Count > 0 ? only : [$"~{name}: in another order: {string.Join(" | ", own!)}"])
                yield return line;
        }
    }

    /// <summary>Of a difference what a scenario pins: what was committed and left, without the ids and log lines that follow from that.</summary>
    public static IEnumerable<string> Essence(IReadOnlyList<string> difference)
    {
        var onlyOneCommitted = difference.Any(l => l.StartsWith("-outcome", StringComparison.Ordinal));
        return difference.Where(l => l[1..l.IndexOf(':', StringComparison.Ordinal)] switch
        {
            "head" or "refs" or "reftable" => false,
            "status" => !l[1..].StartsWith("status: # branch.oid ", StringComparison.Ordinal),
            "commit" => !onlyOneCommitted && !l[1..].StartsWith("commit: tree ", StringComparison.Ordinal),
            _ => true,
        });
    }

    /// <summary>The sections in which there is a difference.</summary>
    public static IEnumerable<string> SectionsOf(IEnumerable<string> difference) => difference.Select(l => l[1..l.IndexOf(':', StringComparison.Ordinal)]).Distinct();

    private static List<string> Without(IEnumerable<string> lines, IEnumerable<string> others)
    {
        List<string> left = [.. lines];
        foreach (var other in others)
            left.Remove(other);
        return left;
    }

    /// <summary>Of an index entry its stat data; of a hook's environment what tells how git was called.</summary>
    [GeneratedRegex(@"^  (ctime|mtime|dev|uid):|^GIT_(DEFAULT_REF_FORMAT|LITERAL_PATHSPECS|SCOPED_ENGINE|SCOPED_LOCK_HELD|EXEC_PATH)=")]
    private static partial Regex ByNature();

    [GeneratedRegex(@"^  size: \d+\tflags: ([0-9a-f]+)$")]
    private static partial Regex Flags();

    /// <summary>The names of private files are not told from each other.</summary>
    private static string WithoutNames(string line) => PrivateIndex().Replace(PrivateMessage().Replace(line, "COMMIT_EDITMSG"), "INDEX");

    [GeneratedRegex(@"scoped/tmp/[0-9a-f]+-\d+/COMMIT_EDITMSG")]
    private static partial Regex PrivateMessage();

    [GeneratedRegex(@"(next-index-\d+\.lock|scoped/tmp/[0-9a-f]+-\d+)$")]
    private static partial Regex PrivateIndex();
}
