namespace GitCommitTasks.Ownership;

/// <summary>An object or array of a <see cref="JsonWeave"/>: all members or elements that HEAD or the disk has, in one order, and a few that are only remembered.</summary>
/// <remarks>The order is the disk's. Elements have the same order in HEAD; for members HEAD's may differ (see <see cref="JsonForm"/>).</remarks>
internal sealed class JsonContainer(JsonKind kind, List<JsonSlot> slots)
{
    public JsonKind Kind => kind;

    public List<JsonSlot> Slots { get; private set; } = slots;

    /// <summary>The order of members and the layout, and who changed these.</summary>
    public JsonForm Form { get; init; } = new();

    /// <summary>Whether something in it, or its form, waits to be committed by <paramref name="owner"/>.</summary>
    public bool HasChangeOf(string? owner) => Form.IsTakenBy(owner, Slots) || Slots.Exists(s => s.HasChangeOf(owner));

    /// <summary>Takes in what the disk has now.</summary>
    public void Capture(JsonTree value, JsonEdit by)
    {
        var before = Slots;
        Form.Pin(Slots);
        Slots = kind == JsonKind.Object ? JsonMembers.Capture(Slots, value.Members, by) : JsonElements.Capture(Slots, value.Elements, by);
        Form.Capture(before, Slots, value, by);
    }

    /// <summary>Takes in what HEAD has now.</summary>
    /// <param name="value">What it holds.</param>
    /// <param name="instead">What the disk has in its place; null if it has the container.</param>
    public void Rehead(JsonTree value, JsonVersion? instead)
    {
        Slots = kind == JsonKind.Object ? JsonMembers.Rehead(Slots, value.Members, instead) : JsonElements.Rehead(Slots, value.Elements, instead);
        var head = kind == JsonKind.Object ? JsonMembers.InOrder(Slots, value.Members) : null;
        Form.Rehead(head, Slots, value.IsInline);
    }

    /// <summary>The disk has the container no more.</summary>
    public void LeaveDisk(JsonEdit by)
    {
        foreach (var slot in Slots)
            slot.Capture(null, by);
        Form.LeaveDisk();
    }

    /// <summary>HEAD has the container no more.</summary>
    public void LeaveHead()
    {
        foreach (var slot in Slots)
            slot.Rehead(null);
        Form.LeaveHead();
    }

    /// <summary>Marks as committed what a commit of <paramref name="owner"/> took.</summary>
    public void Commit(string? owner, bool isInside)
    {
        var isTaken = Form.IsTakenBy(owner, Slots);
        var order = Form.Order(Slots, isTaken);
        var isInline = Form.IsInline(isTaken);
        foreach (var slot in Slots)
            slot.Commit(owner, isInside || isInline == true);
        // Where the layout does not show in HEAD, HEAD has none.
        Form.Commit(order, Slots, isInside || !Slots.Exists(s => s.IsInHead) ? null : isInline ?? false);
    }
}
