namespace GitCommitTasks.Ownership;

/// <summary>The values of a weave that neither HEAD nor the disk has: kept so that each owner gets them back after <c>git stash pop</c> or <c>git reset --soft</c>.</summary>
internal static class JsonMemory
{
    /// <summary>Forgets remembered values, all but the last <paramref name="most"/> of the document.</summary>
    public static void Forget(JsonSlot root, int most)
    {
        var surplus = Count(root) - most;
        Forget(root, ref surplus);
    }

    private static int Count(JsonSlot slot) => slot.Versions.Sum(v => (IsMemory(slot, v) ? 1 : 0) + (v.Container?.Slots.Sum(Count) ?? 0));

    private static void Forget(JsonSlot slot, ref int surplus)
    {
        foreach (var version in slot.Versions.ToList())
        {
            if (surplus <= 0)
                return;
            foreach (var inside in version.Container?.Slots ?? [])
                Forget(inside, ref surplus);
            version.Container?.Slots.RemoveAll(s => s.Versions.Count == 1);
            if (surplus <= 0 || !IsMemory(slot, version))
                continue;
            slot.Forget(version);
            surplus--;
        }
    }

    private static bool IsMemory(JsonSlot slot, JsonVersion version) => version.Kind != JsonKind.Absent && version != slot.Head && version != slot.Disk;
}
