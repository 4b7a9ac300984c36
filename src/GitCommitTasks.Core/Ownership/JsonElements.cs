namespace GitCommitTasks.Ownership;

/// <summary>The elements of an array in a weave.</summary>
/// <remarks>An element has no name, so which one it is must be found out: where HEAD and the disk become the same array, the one that the other side has there; else the one that is equal on the side that
/// changed; that equals what the other side has; that it was before, the later the surer; that has the same identity; at last, the one that stands in the same place among those that went.</remarks>
internal static class JsonElements
{
    /// <summary>The slots after the disk has changed.</summary>
    public static List<JsonSlot> Capture(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonTree> values, JsonEdit by)
    {
        JsonAlignment alignment = new(s => s.Disk, [s => s.DiskDigest, s => s.HeadDigest, .. JsonPast.Digests(s => s.DiskPast)]);
        List<JsonSlot> captured = new(slots.Count);
        List<(JsonSlot New, JsonSlot Old)> replacements = [];
        foreach (var (slot, value, replaced) in alignment.Of(slots, values))
        {
            var element = slot ?? new JsonSlot();
            // Before the replaced one itself goes, or what went with it could not be seen.
            element.Capture(value, by, replaced);
            captured.Add(element);
            if (replaced is not null)
                replacements.Add((element, replaced));
        }

        foreach (var (element, replaced) in replacements)
            element.Losses.TakeOver(replaced.Losses, by.Owner);
        return captured;
    }

    /// <summary>The slots after HEAD has changed.</summary>
    public static List<JsonSlot> Rehead(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonTree> values, JsonVersion? instead)
    {
        JsonAlignment alignment = new(s => s.Head, [s => s.HeadDigest, s => s.DiskDigest, .. JsonPast.Digests(s => s.HeadPast)]);
        List<JsonSlot> reheaded = new(slots.Count);
        foreach (var (slot, value, _) in alignment.Of(slots, values))
        {
            var element = slot ?? new JsonSlot();
            element.Rehead(value, instead);
            reheaded.Add(element);
        }

        return reheaded;
    }
}
