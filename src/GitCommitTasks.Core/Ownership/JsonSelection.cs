namespace GitCommitTasks.Ownership;

/// <summary>Which uncommitted changes a document is composed with.</summary>
/// <param name="Takes">Whether the value on disk is taken, for a slot where HEAD's differs.</param>
/// <param name="TakesForm">Whether the order and layout on disk are taken, for a container where HEAD's differ.</param>
/// <param name="CreatedByOther">Whether a value that is taken is another owner's.</param>
/// <param name="LossesAt">Who came over what the owner had in a slot.</param>
internal sealed record JsonSelection(
    Func<JsonSlot, bool> Takes, Func<JsonContainer, bool> TakesForm, Func<JsonVersion, bool> CreatedByOther, Func<JsonSlot, IEnumerable<string?>> LossesAt)
{
    /// <summary>No change: what HEAD has.</summary>
    public static JsonSelection Nothing { get; } = new(_ => false, _ => false, _ => false, _ => []);

    /// <summary>All changes: what the disk has.</summary>
    public static JsonSelection Everything { get; } = new(s => s.IsChanged, _ => true, _ => false, _ => []);

    /// <summary>What a commit of <paramref name="owner"/> takes.</summary>
    public static JsonSelection Of(string? owner) => new(
        s => s.IsTakenBy(owner), c => c.Form.IsTakenBy(owner, c.Slots), v => v.Writer != owner, s => s.Losses.All.Where(l => l.Owner == owner).Select(l => l.By));

    /// <summary>The value composed for <paramref name="slot"/>; null for none.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="outside">Gets the owners mixed into the absence of the value.</param>
    public JsonTree? Compose(JsonSlot slot, List<JsonMark> outside)
    {
        var takes = Takes(slot);
        var version = takes ? slot.Disk : slot.Head;
        // What is gone has no line; it is told at the container it went from.
        List<JsonMark> marks = version.Kind == JsonKind.Absent ? outside : [];
        marks.AddRange(LossesAt(slot).Select(by => new JsonMark(by, IsLoss: true)));
        if (takes)
            marks.AddRange(version.Mixture.Owners.Select(other => new JsonMark(other, IsLoss: false)));
        // What was in a container that goes as a whole is told with it.
        if (takes && slot.Head.Container is { } gone && gone != version.Container)
            marks.AddRange(gone.Slots.SelectMany(s => s.Inside.Prepend(s)).Where(s => s.IsChanged)
                .SelectMany(s => s.Disk.Mixture.Owners.Append(s.Disk.Writer)).Where(other => other != version.Writer).Distinct().Select(other => new JsonMark(other, IsLoss: false)));
        // A container that another owner created, taken because something in it is this one's.
        if (takes && CreatedByOther(version))
            marks.Add(new JsonMark(version.Writer, IsLoss: false));
        return version.Kind switch
        {
            JsonKind.Absent => null,
            JsonKind.Scalar => new JsonTree { Kind = JsonKind.Scalar, Text = version.Text, Marks = marks },
            _ => Compose(version.Container!, marks),
        };
    }

    private JsonTree Compose(JsonContainer container, List<JsonMark> marks)
    {
        var isTaken = TakesForm(container);
        var composed = container.Form.Order(container.Slots, isTaken)
            .Select(s => (Slot: s, Value: Compose(s, marks)!)).ToList();
        // What is only remembered has no place in the order.
        marks.AddRange(container.Slots.Except(composed.Select(c => c.Slot)).SelectMany(LossesAt).Select(by => new JsonMark(by, IsLoss: true)));
        composed.RemoveAll(c => c.Value is null);
        var isObject = container.Kind == JsonKind.Object;
        return new JsonTree
        {
            Kind = container.Kind,
            Members = isObject ? [.. composed.Select(c => new JsonMember(c.Slot.NameText, c.Slot.Name!, c.Value))] : [],
            Elements = isObject ? [] : [.. composed.Select(c => c.Value)],
            IsInline = container.Form.IsInline(isTaken),
            Marks = marks,
        };
    }
}
