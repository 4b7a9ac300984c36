namespace GitCommitTasks.Ownership;

/// <summary>Finds the values that others had not committed and an edit moved: a member given another name, an element put into another array.</summary>
internal sealed class JsonMoves
{
    private readonly JsonSlot root;
    private readonly string? owner;
    private readonly Dictionary<JsonSlot, JsonVersion> before;
    private readonly List<(JsonSlot Slot, JsonVersion Version, PlacedScalar Scalar, Mixture Owners)> ofOthers = [];

    private JsonMoves(JsonSlot root, string? owner)
    {
        (this.root, this.owner) = (root, owner);
        before = Scalars(root).ToDictionary(s => s.Slot, s => s.Slot.Disk);
        foreach (var (slot, scalar) in Scalars(root).Where(s => IsOfOthers(s.Slot, owner)))
            ofOthers.Add((slot, slot.Disk, scalar, Mixture.Of(slot.Disk.Mixture.Owners.Append(slot.Disk.Writer)).Without(owner)));
    }

    /// <summary>Looks at a document that is about to be edited.</summary>
    /// <param name="root">The document.</param>
    /// <param name="owner">Who edits.</param>
    /// <param name="taken">What the edit took elsewhere.</param>
    /// <returns>Null if nothing can have been moved here: nobody else has anything uncommitted.</returns>
    public static JsonMoves? TryOf(JsonSlot root, string? owner, TakenAway taken) =>
        taken.IsThere || root.Inside.Prepend(root).Any(s => IsOfOthers(s, owner)) ? new JsonMoves(root, owner) : null;

    /// <summary>The document was edited: takes in what went, and says of what came whose it was.</summary>
    public void Name(TakenAway taken)
    {
        foreach (var (_, _, scalar, owners) in ofOthers.Where(o => o.Slot.Disk != o.Version))
            taken.Add(scalar, owners);
        if (!taken.IsThere)
            return;
        foreach (var (slot, scalar) in Scalars(root).Where(s => s.Slot.IsChanged && s.Slot.Disk.Writer == owner && before.GetValueOrDefault(s.Slot) != s.Slot.Disk))
            slot.Disk.Mixture = slot.Disk.Mixture.With(taken.OwnersOf(scalar).Owners).Without(owner);
    }

    private static bool IsOfOthers(JsonSlot slot, string? owner) => slot.IsChanged && slot.IsOnDisk && (slot.Disk.Writer != owner || slot.Disk.Mixture.IsThere);

    /// <summary>The scalars on disk.</summary>
    private static IEnumerable<(JsonSlot Slot, PlacedScalar Scalar)> Scalars(JsonSlot root) => root.Disk.Kind == JsonKind.Scalar
        ? [(root, new PlacedScalar(root.Name, root.Disk.Text, null, new HashSet<(string?, string)>()))]
        : root.Disk.Container is { } container ? Scalars(container) : [];

    private static IEnumerable<(JsonSlot Slot, PlacedScalar Scalar)> Scalars(JsonContainer container)
    {
        HashSet<(string? Name, string Text)> beside = [.. container.Slots.Where(s => s.Disk.Kind == JsonKind.Scalar).Select(s => (s.Name, s.Disk.Text))];
        foreach (var slot in container.Slots)
        {
            if (slot.Disk.Kind == JsonKind.Scalar)
                yield return (slot, new PlacedScalar(slot.Name, slot.Disk.Text, container, beside));
            foreach (var inside in slot.Disk.Container is { } inner ? Scalars(inner) : [])
                yield return inside;
        }
    }
}
