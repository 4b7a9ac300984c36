namespace GitCommitTasks.Ownership;

/// <summary>The members of an object in a weave: matched by name, kept in the order of the disk.</summary>
internal static class JsonMembers
{
    /// <summary>The slots after the disk has changed: the disk's in its order, each followed by the absent ones that followed it before.</summary>
    public static List<JsonSlot> Capture(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonMember> members, JsonEdit by)
    {
        var known = slots.ToDictionary(s => s.Name!);
        var present = members.Select(m => m.Name).ToHashSet();
        List<JsonSlot> first = [];
        Dictionary<JsonSlot, List<JsonSlot>> behind = [];
        var group = first;
        foreach (var slot in slots)
        {
            if (present.Contains(slot.Name!))
            {
                behind[slot] = group = [];
                continue;
            }

            slot.Capture(null, by);
            group.Add(slot);
        }

        var captured = first;
        foreach (var member in members)
        {
            var slot = known.GetValueOrDefault(member.Name) ?? new JsonSlot(member.Name);
            slot.NameText = member.Text;
            slot.Capture(member.Value, by);
            captured.Add(slot);
            captured.AddRange(behind.GetValueOrDefault(slot) ?? []);
        }

        return captured;
    }

    /// <summary>The slots after HEAD has changed: members that only HEAD has follow the one they follow there.</summary>
    public static List<JsonSlot> Rehead(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonMember> members, JsonVersion? instead)
    {
        var known = slots.ToDictionary(s => s.Name!);
        var present = members.Select(m => m.Name).ToHashSet();
        foreach (var slot in slots.Where(s => !present.Contains(s.Name!)))
            slot.Rehead(null);

        List<JsonSlot> first = [];
        Dictionary<JsonSlot, List<JsonSlot>> behind = [];
        var group = first;
        foreach (var member in members)
        {
            if (known.TryGetValue(member.Name, out var slot))
                behind[slot] = group = [];
            else
                group.Add(slot = new JsonSlot(member.Name));
            if (!slot.IsOnDisk)
                slot.NameText = member.Text;
            slot.Rehead(member.Value, instead);
        }

        return [.. first, .. slots.SelectMany(s => behind.TryGetValue(s, out var followers) ? followers.Prepend(s) : [s])];
    }

    /// <summary>The slots of <paramref name="members"/> in that order.</summary>
    public static List<JsonSlot> InOrder(IEnumerable<JsonSlot> slots, IEnumerable<JsonMember> members)
    {
        var known = slots.ToDictionary(s => s.Name!);
        return [.. members.Select(m => known[m.Name])];
    }
}
