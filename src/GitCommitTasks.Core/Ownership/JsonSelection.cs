namespace GitCommitTasks.Ownership;

/// <summary>Which uncommitted changes a document is composed with.</summary>
/// <param name="Takes">Whether the value on disk is taken, for a slot where HEAD's differs.</param>
/// <param name="TakesForm">Whether the order and layout on disk are taken, for a container where HEAD's differ.</param>
/// <param name="CreatedByOther">Whether a value that is taken is another owner's.</param>
internal sealed record JsonSelection(Func<JsonSlot, bool> Takes, Func<JsonContainer, bool> TakesForm, Func<JsonVersion, bool> CreatedByOther)
{
    /// <summary>No change: what HEAD has.</summary>
    public static JsonSelection Nothing { get; } = new(_ => false, _ => false, _ => false);

    /// <summary>All changes: what the disk has.</summary>
    public static JsonSelection Everything { get; } = new(s => s.IsChanged, _ => true, _ => false);

    /// <summary>What a commit of <paramref name="owner"/> takes.</summary>
    public static JsonSelection Of(string? owner) => new(s => s.IsTakenBy(owner), c => c.Form.IsTakenBy(owner, c.Slots), v => v.Writer != owner);

    /// <summary>The value composed for <paramref name="slot"/>; null for none.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="entangledOutside">Gets the owners mixed into the deletion of the value, if that is taken.</param>
    public JsonTree? Compose(JsonSlot slot, List<string?> entangledOutside)
    {
        var takes = Takes(slot);
        var version = takes ? slot.Disk : slot.Head;
        // What is gone has no line; it is told at the container it went from.
        List<string?> entangled = version.Kind == JsonKind.Absent ? entangledOutside : [];
        if (takes && version.IsEntangled)
            entangled.Add(version.EntangledWith);
        // A container that another owner created, taken because something in it is this one's.
        if (takes && CreatedByOther(version))
            entangled.Add(version.Writer);
        return version.Kind switch
        {
            JsonKind.Absent => null,
            JsonKind.Scalar => new JsonTree { Kind = JsonKind.Scalar, Text = version.Text, Entangled = entangled },
            _ => Compose(version.Container!, entangled),
        };
    }

    /// <summary>Who has changes that are not taken: a name for each member or element, and for each container whose form is another.</summary>
    /// <remarks>A container with all that its writer put into it, or took away with it, is one change.</remarks>
    public IEnumerable<string?> LeftOut(JsonSlot slot) => LeftOut(slot, around: null);

    private IEnumerable<string?> LeftOut(JsonSlot slot, JsonVersion? around)
    {
        var isLeftOut = slot.IsChanged && !Takes(slot);
        if (isLeftOut && (around is null || around.Writer != slot.Disk.Writer))
            yield return slot.Disk.Writer;
        around = isLeftOut ? slot.Disk : slot.IsChanged ? null : around;
        var containers = slot.IsChanged && !isLeftOut ? [slot.Disk.Container] : new HashSet<JsonContainer?> { slot.Disk.Container, slot.Head.Container };
        foreach (var container in containers.OfType<JsonContainer>())
        {
            if (container.Form.IsChanged(container.Slots) && !TakesForm(container))
                yield return container.Form.Writer;
            foreach (var owner in container.Slots.SelectMany(s => LeftOut(s, around)))
                yield return owner;
        }
    }

    private JsonTree Compose(JsonContainer container, List<string?> entangled)
    {
        var isTaken = TakesForm(container);
        var composed = container.Form.Order(container.Slots, isTaken)
            .Select(s => (Slot: s, Value: Compose(s, entangled)!)).Where(c => c.Value is not null).ToList();
        var isObject = container.Kind == JsonKind.Object;
        return new JsonTree
        {
            Kind = container.Kind,
            Members = isObject ? [.. composed.Select(c => new JsonMember(c.Slot.NameText, c.Slot.Name!, c.Value))] : [],
            Elements = isObject ? [] : [.. composed.Select(c => c.Value)],
            IsInline = container.Form.IsInline(isTaken),
            Entangled = entangled,
        };
    }
}
