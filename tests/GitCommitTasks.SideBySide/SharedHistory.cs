namespace GitCommitTasks.SideBySide;

/// <summary>A line that was in the file at some time.</summary>
/// <param name="Text">Its text; boilerplate is there many times.</param>
/// <param name="Owner">Who wrote it; null: it was in HEAD.</param>
internal sealed record Line(string Text, string? Owner)
{
    /// <summary>Whether nobody deleted it.</summary>
    public bool IsOnDisk { get; set; } = true;

    /// <summary>Who deleted it.</summary>
    public string? Deleter { get; set; }

    /// <summary>Whether its text is there once.</summary>
    public bool IsUnique => Text.Contains('#', StringComparison.Ordinal);
}

/// <summary>One edit of one owner: the file before and after.</summary>
internal sealed record OwnersEdit(string Owner, string[] Before, string[] After);

/// <summary>Edits of one file by several owners, all uncommitted at once, and every line ever written, so that it is known what each commit should hold.</summary>
/// <remarks>Owners change lines of HEAD and their own, never an uncommitted line of another: so each change has one owner, and no way of committing has an excuse.</remarks>
internal sealed class SharedHistory
{
    private static readonly string[] Boilerplate = ["", "  }", "- [ ] todo", "---"];

    private readonly Random random;
    private readonly List<Line> lines;
    private int number;

    private SharedHistory(int seed)
    {
        random = new Random(seed);
        lines = [.. Enumerable.Range(0, 30).Select(_ => new Line(AnyText("HEAD"), null))];
        Base = Disk;
        for (var i = 0; i < 12; i++)
            Edit(Owners[random.Next(Owners.Count)]);
        Order = [.. Edits.Select(e => e.Owner).Distinct()];
        random.Shuffle(Order);
    }

    public static IReadOnlyList<string> Owners { get; } = ["301", "302", "303", "304"];

    /// <summary>The file in HEAD.</summary>
    public string[] Base { get; }

    /// <summary>The file on disk, in the end.</summary>
    public string[] Disk => [.. lines.Where(l => l.IsOnDisk).Select(l => l.Text)];

    public List<OwnersEdit> Edits { get; } = [];

    /// <summary>In which order the owners commit.</summary>
    public string[] Order { get; }

    public IReadOnlyList<Line> Lines => lines;

    public static SharedHistory Random(int seed) => new(seed);

    /// <summary>Whether any two lines that were on disk together stand in the order they had there. One that went before the other came has no order with it.</summary>
    public bool IsInOrder(string[] text)
    {
        var places = text.Select((line, at) => (line, at)).Where(p => p.line.Contains('#', StringComparison.Ordinal)).ToLookup(p => p.line, p => p.at);
        return Edits.Select(e => e.Before).Append(Disk).All(disk =>
        {
            var found = disk.Where(places.Contains).Select(l => places[l].First()).ToList();
            return found.SequenceEqual(found.Order());
        });
    }

    private void Edit(string owner)
    {
        var before = Disk;
        // A third is added at the end, as to a list of things to do.
        var at = random.Next(3) == 0 ? lines.Count : random.Next(lines.Count + 1);
        var delete = at == lines.Count ? 0 : random.Next(3);
        for (; delete > 0 && at < lines.Count; at++)
        {
            var line = lines[at];
            if (!line.IsOnDisk)
                continue;
            if (line.Owner is not null && line.Owner != owner)
                break;
            (line.IsOnDisk, line.Deleter) = (false, owner);
            delete--;
        }

        lines.InsertRange(at, Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Line(AnyText(owner), owner)));
        Edits.Add(new OwnersEdit(owner, before, Disk));
    }

    private string AnyText(string owner) => random.Next(5) < 2 ? Boilerplate[random.Next(Boilerplate.Length)] : $"{owner} #{number++}";
}
