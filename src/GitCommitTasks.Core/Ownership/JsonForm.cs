namespace GitCommitTasks.Ownership;

/// <summary>What a container looks like besides its values: the order of its members, and whether it stands on one line. Whoever changed these last commits the change.</summary>
/// <remarks>
/// <para>So that a member moved by one owner does not show in the commit of another: until its owner has committed, HEAD keeps its order, and a new member
/// comes behind the one it follows on disk.</para>
/// <para><b>Does not guarantee</b> to tell two changes of form apart: they go together, with the last one's owner.</para>
/// </remarks>
internal sealed class JsonForm
{
    /// <summary>The members of HEAD in HEAD's order; null if that is the order of the slots.</summary>
    public List<JsonSlot>? HeadOrder { get; set; }

    /// <summary>Whether HEAD has the container on one line; null where it does not show.</summary>
    public bool? HeadInline { get; set; }

    /// <summary>Whether the disk has it on one line.</summary>
    public bool? DiskInline { get; set; }

    /// <summary>Who changed the form last. Null: unattributed.</summary>
    public string? Writer { get; set; }

    /// <summary>What became of it, to know it again when it goes and comes back by itself.</summary>
    public string? Written { get; set; }

    /// <summary>Whether HEAD's form and the disk's differ.</summary>
    public bool IsChanged(IReadOnlyList<JsonSlot> slots) => (HeadInline ?? DiskInline) != (DiskInline ?? HeadInline) || IsReordered(slots);

    public bool IsTakenBy(string? owner, IReadOnlyList<JsonSlot> slots) => Writer == owner && IsChanged(slots);

    /// <summary>Whether a composed container is on one line; null: not known.</summary>
    /// <param name="isTaken">Whether the commit takes the change of form.</param>
    public bool? IsInline(bool isTaken) => isTaken ? DiskInline ?? HeadInline : HeadInline ?? DiskInline;

    /// <summary>The order of the slots in a composed container; members that are in neither need not be in it.</summary>
    public IReadOnlyList<JsonSlot> Order(IReadOnlyList<JsonSlot> slots, bool isTaken)
    {
        if (HeadOrder is null)
            return slots;
        // What only one side has follows the nearest one before it that both have: among these the two orders may already agree.
        return isTaken
            ? Merge([.. slots.Where(s => s.IsOnDisk)], HeadOrder, s => !s.IsOnDisk)
            : Merge(HeadOrder, slots, s => !s.IsInHead);
    }

    /// <summary>Holds on to HEAD's order before the slots get that of the disk.</summary>
    public void Pin(IEnumerable<JsonSlot> slots) => HeadOrder ??= [.. slots.Where(s => s.IsInHead)];

    /// <summary>Takes in the form on disk.</summary>
    public void Capture(IReadOnlyList<JsonSlot> before, IReadOnlyList<JsonSlot> slots, JsonTree value, JsonEdit by)
    {
        Unpin(slots);
        var isLaidOut = value.IsInline is not null && value.IsInline != DiskInline;
        DiskInline = value.IsInline;
        if (!IsChanged(slots))
            return; // Back to HEAD's form: what the writer made of it stays remembered.
        var written = JsonDigest.OfArray(value.Members.Select(m => m.Name).Append(value.IsInline?.ToString() ?? ""));
        if ((isLaidOut || IsMoved(before, slots)) && (!by.IsRepeatable || written != Written))
            Writer = by.Owner;
        Written = written;
    }

    /// <summary>Takes in the form in HEAD.</summary>
    public void Rehead(List<JsonSlot>? head, IReadOnlyList<JsonSlot> slots, bool? isInline)
    {
        HeadInline = isInline;
        HeadOrder = head;
        Unpin(slots);
    }

    public void Commit(IEnumerable<JsonSlot> order, IReadOnlyList<JsonSlot> slots, bool? isInline) => Rehead([.. order.Where(s => s.IsInHead)], slots, isInline);

    public void LeaveDisk() => DiskInline = null;

    public void LeaveHead() => (HeadInline, HeadOrder) = (null, null);

    private bool IsReordered(IReadOnlyList<JsonSlot> slots) =>
        HeadOrder is not null && !HeadOrder.Where(s => s.IsOnDisk).SequenceEqual(slots.Where(s => s.IsInHead && s.IsOnDisk));

    private static List<JsonSlot> Merge(IEnumerable<JsonSlot> leading, IEnumerable<JsonSlot> others, Func<JsonSlot, bool> isAdded)
    {
        List<JsonSlot> first = [];
        Dictionary<JsonSlot, List<JsonSlot>> behind = [];
        var group = first;
        foreach (var slot in others)
        {
            if (slot.IsInHead && slot.IsOnDisk)
                behind[slot] = group = [];
            else if (isAdded(slot))
                group.Add(slot);
        }

        return [.. first, .. leading.SelectMany(s => behind.TryGetValue(s, out var followers) ? followers.Prepend(s) : [s])];
    }

    private static bool IsMoved(IReadOnlyList<JsonSlot> before, IReadOnlyList<JsonSlot> after)
    {
        var old = before.ToHashSet();
        return !after.Where(old.Contains).SequenceEqual(before);
    }

    private void Unpin(IEnumerable<JsonSlot> slots)
    {
        if (HeadOrder is not null && HeadOrder.SequenceEqual(slots.Where(s => s.IsInHead)))
            HeadOrder = null;
    }
}
