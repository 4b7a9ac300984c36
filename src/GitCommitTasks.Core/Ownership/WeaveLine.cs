namespace GitCommitTasks.Ownership;

/// <summary>One line of a <see cref="Weave"/>, with all that is known of who put it there and who took it away. A null owner is <em>unattributed</em>.</summary>
internal sealed class WeaveLine
{
    /// <summary>The line without its line feed, one character a byte.</summary>
    public required string Text { get; init; }

    /// <summary>What makes it this line and no other: without a comma at its end, which in JSON comes and goes with the line behind.</summary>
    public string Bare => BareOf(Text);

    /// <summary>The <see cref="Bare"/> of a line that has this text.</summary>
    public static string BareOf(string text) => text.TrimEnd('\r', ',');

    /// <summary>Whether a line of JSON with this text tells itself from others: it is not just brackets.</summary>
    public static bool IsTelling(string text) => text.Any(char.IsLetterOrDigit);

    /// <summary>Whether HEAD has it.</summary>
    public bool InHead { get; set; }

    /// <summary>Whether the file on disk has it.</summary>
    public bool OnDisk { get; set; }

    /// <summary>Who wrote it. Kept when it is committed: should HEAD lose it again, it is its writer's once more.</summary>
    public string? Writer { get; set; }

    /// <summary>Who took it away last. Kept when it comes back by itself (<c>git stash</c>): should it go the same way again, it is its deleter's once more.</summary>
    public string? Deleter { get; set; }

    /// <summary>The lines that were on disk before it, in its place; none when it was inserted.</summary>
    public IReadOnlyList<WeaveLine> InPlaceOf { get; set; } = [];

    /// <summary>The deleted lines of HEAD in whose place it stands, through however many replacements.</summary>
    public IEnumerable<WeaveLine> Deletions => Earlier([this], isPassed: _ => true).Where(l => l.InHead);

    /// <summary>The first of the lines that it was before, each of which differs from the next by a comma.</summary>
    public WeaveLine WithoutCommas
    {
        get
        {
            var line = this;
            HashSet<WeaveLine> seen = [];
            while (seen.Add(line) && line.InPlaceOf.FirstOrDefault(l => l.Bare == Bare && !seen.Contains(l)) is { } earlier)
                line = earlier;
            return line;
        }
    }

    /// <summary>The lines that have stood in its place since the line of HEAD.</summary>
    public IEnumerable<WeaveLine> SinceHead => SinceHeadOf([this]);

    /// <summary>The lines that have stood in the place of any of <paramref name="lines"/> since the line of HEAD.</summary>
    public static HashSet<WeaveLine> SinceHeadOf(IEnumerable<WeaveLine> lines) => [.. Earlier(lines, isPassed: l => !l.InHead).Where(l => !l.InHead)];

    private static IEnumerable<WeaveLine> Earlier(IEnumerable<WeaveLine> lines, Func<WeaveLine, bool> isPassed)
    {
        HashSet<WeaveLine> seen = [];
        Stack<WeaveLine> open = new(lines.SelectMany(l => l.InPlaceOf));
        while (open.TryPop(out var line))
        {
            // What is on disk stands there itself.
            if (line.OnDisk || !seen.Add(line))
                continue;
            yield return line;
            foreach (var earlier in isPassed(line) ? line.InPlaceOf : [])
                open.Push(earlier);
        }
    }

    /// <summary>The other owners whose uncommitted lines it overwrote or stands inside of. Kept like <see cref="Writer"/>.</summary>
    public Mixture Inserted { get; set; }

    /// <summary>The other owners who had deleted it before its deleter took that over. Kept like <see cref="Deleter"/>.</summary>
    public Mixture Deleted { get; set; }

    /// <summary>Whose uncommitted lines stood here, or stand around, and who came over them.</summary>
    public Losses<WeaveLine> Losses { get; } = new();

    /// <summary>Whether it waits to be committed by its writer.</summary>
    public bool IsInsertion => OnDisk && !InHead;

    /// <summary>Whether its deletion waits to be committed by its deleter.</summary>
    public bool IsDeletion => InHead && !OnDisk;

    /// <summary>Whether it is only remembered.</summary>
    public bool IsMemory => !InHead && !OnDisk;

    /// <summary>Whose uncommitted change this line is; meaningless for one that HEAD and disk agree about.</summary>
    public string? ChangedBy => OnDisk ? Writer : Deleter;

    /// <summary>Its deletion is that of <paramref name="owner"/> from now on.</summary>
    public void DeleteInstead(string? owner) => (Deleter, Deleted) = (owner, Deleted.With(Deleter).Without(owner));
}
