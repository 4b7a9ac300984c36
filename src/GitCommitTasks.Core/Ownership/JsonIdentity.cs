namespace GitCommitTasks.Ownership;

/// <summary>What an object in an array is told from its neighbours by: its member <c>id</c>, <c>key</c> or <c>name</c>, if that is a string or a number.</summary>
internal static class JsonIdentity
{
    private static readonly string[] Names = ["id", "key", "name"];

    /// <summary>The identity of a value; null if it has none.</summary>
    public static string? Of(JsonTree value)
    {
        foreach (var name in Names)
        {
            var member = value.Members.FirstOrDefault(m => m.Name == name);
            if (member.Value is { Kind: JsonKind.Scalar } scalar && IsNaming(scalar.Text))
                return $"{name}: {scalar.Text}";
        }

        return null;
    }

    /// <summary>The identity of an element as it is, or was, on disk or in HEAD; null if it has none.</summary>
    public static string? Of(JsonSlot slot) =>
        Of(slot.Versions.FirstOrDefault(v => v.Kind == JsonKind.Object)?.Container?.Slots ?? [], s => s.Versions.Prepend(s.Head).Prepend(s.Disk));

    /// <summary>Whether both have an identity, and not the same. Only what the element has on the side that changed counts: one that had lost its identity there is not another one for being given one.</summary>
    public static bool Differs(JsonVersion there, JsonTree value, Func<JsonSlot, JsonVersion> side) =>
        Of(there.Container?.Slots ?? [], s => [side(s)]) is { } one && Of(value) is { } other && one != other;

    private static string? Of(List<JsonSlot> slots, Func<JsonSlot, IEnumerable<JsonVersion>> values)
    {
        foreach (var name in Names)
        {
            var member = slots.Find(s => s.Name == name);
            var text = member is null ? "" : values(member).FirstOrDefault(v => v.Kind == JsonKind.Scalar)?.Text ?? "";
            if (IsNaming(text))
                return $"{name}: {text}";
        }

        return null;
    }

    private static bool IsNaming(string text) => text.Length > 0 && (text[0] is '"' or '-' || char.IsAsciiDigit(text[0]));
}
