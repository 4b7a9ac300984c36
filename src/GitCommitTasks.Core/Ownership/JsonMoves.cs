namespace GitCommitTasks.Ownership;

/// <summary>Finds the values that others had not committed and an edit moved: a member given another name, an element put into another array.</summary>
internal sealed class JsonMoves
{
    private readonly JsonSlot root;
    private readonly string? owner;
    private readonly Dictionary<JsonSlot, JsonVersion> before;
    private readonly List<(JsonSlot Slot, JsonVersion Version, TakenValue Value)> ofOthers = [];

    private JsonMoves(JsonSlot root, string? owner)
    {
        (this.root, this.owner) = (root, owner);
        before = Scalars().ToDictionary(s => s.Slot, s => s.Slot.Disk);
        foreach (var (slot, container) in Scalars().Where(s => IsOfOthers(s.Slot)))
            ofOthers.Add((slot, slot.Disk, new TakenValue(Placed(slot, container), OthersIn(slot.Disk))));
    }

    /// <summary>Looks at a document that is about to be edited.</summary>
    /// <param name="root">The document.</param>
    /// <param name="owner">Who edits.</param>
    /// <param name="taken">What the edit took elsewhere.</param>
    /// <returns>Null if nothing can have been moved here: nobody else has anything uncommitted.</returns>
    public static JsonMoves? TryOf(JsonSlot root, string? owner, TakenAway taken) =>
        taken.IsThere || root.Inside.Prepend(root).Any(s => s.IsChanged && IsOfOthers(s, owner)) ? new JsonMoves(root, owner) : null;

    /// <summary>The document was edited: takes in what went, and says of what came whose it was.</summary>
    public void Name(TakenAway taken)
    {
        foreach (var (_, _, value) in ofOthers.Where(o => o.Slot.Disk != o.Version))
            taken.Add(value);
        if (!taken.IsThere)
            return;
        foreach (var (slot, container) in Scalars().Where(s => s.Slot.IsChanged && s.Slot.Disk.Writer == owner && before.GetValueOrDefault(s.Slot) != s.Slot.Disk))
            slot.Disk.Mixture = slot.Disk.Mixture.With(taken.OwnersOf(Placed(slot, container)).Owners).Without(owner);
    }

    private bool IsOfOthers(JsonSlot slot) => slot.IsChanged && IsOfOthers(slot, owner);

    private static bool IsOfOthers(JsonSlot slot, string? owner) => slot.IsOnDisk && (slot.Disk.Writer != owner || slot.Disk.Mixture.IsThere);

    private Mixture OthersIn(JsonVersion version) => Mixture.Of(version.Mixture.Owners.Append(version.Writer)).Without(owner);

    private IEnumerable<(JsonSlot Slot, JsonContainer? Container)> Scalars() => Scalars(root, null);

    private static IEnumerable<(JsonSlot Slot, JsonContainer? Container)> Scalars(JsonSlot slot, JsonContainer? container)
    {
        if (slot.Disk.Container is { } inside)
            return inside.Slots.SelectMany(s => Scalars(s, inside));
        return slot.IsOnDisk ? [(slot, container)] : [];
    }

    private static PlacedScalar Placed(JsonSlot slot, JsonContainer? container) => new(
        slot.Name, slot.Disk.Text, container, (container?.Slots ?? []).Where(s => s.Disk.Kind == JsonKind.Scalar).Select(s => (s.Name, s.Disk.Text)).ToHashSet());
}
