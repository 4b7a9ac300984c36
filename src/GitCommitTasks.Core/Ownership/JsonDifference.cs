namespace GitCommitTasks.Ownership;

/// <summary>The uncommitted changes of a JSON file that a commit leaves out, as lines: every value counts as the lines it stands on, with its name and without commas.</summary>
/// <remarks>A value and the one it replaced are a line deleted and one added. In a container that somebody wrote or deleted as a whole, the lines of what others
/// have in it are theirs. What stands on one line counts as one.</remarks>
internal sealed class JsonDifference
{
    private readonly JsonSelection selection;
    private readonly JsonStyle style;
    private readonly List<JsonChange> changes = [];

    private JsonDifference(JsonSelection selection, JsonStyle style) => (this.selection, this.style) = (selection, style);

    /// <summary>The changes of the document in <paramref name="root"/>, in its order.</summary>
    /// <param name="root">The document.</param>
    /// <param name="selection">What the commit takes.</param>
    /// <param name="style">What the lines are written in.</param>
    public static IReadOnlyList<JsonChange> Of(JsonSlot root, JsonSelection selection, JsonStyle style)
    {
        JsonDifference difference = new(selection, style);
        difference.Compare(root, depth: 0);
        return difference.changes;
    }

    private void Compare(JsonSlot slot, int depth)
    {
        if (IsLeftOut(slot))
        {
            Write(slot, isAdded: false, depth);
            Write(slot, isAdded: true, depth);
        }
        else if (slot.Disk.Container is { } container)
        {
            if (container.Form.IsChanged(container.Slots) && !selection.TakesForm(container))
                changes.Add(new JsonChange(container.Form.Writer, JsonChangeKind.Form, ""));
            foreach (var inside in container.Slots)
                Compare(inside, depth + 1);
        }
    }

    private bool IsLeftOut(JsonSlot slot) => slot.IsChanged && !selection.Takes(slot);

    /// <summary>The value that one side has, and what is in it.</summary>
    private void Write(JsonSlot slot, bool isAdded, int depth)
    {
        var value = isAdded ? slot.Disk : slot.Head;
        if (value.Kind == JsonKind.Absent || !IsLeftOut(slot))
            return;
        JsonSlot[] inside = value.Container is null ? [] : [.. value.Container.Slots.Where(s => isAdded ? s.IsOnDisk : s.IsInHead)];
        var isOneLine = inside.Length == 0 || value.Container!.Form.IsInline(isAdded) == true;
        var (open, close) = value.Kind == JsonKind.Object ? ("{", "}") : ("[", "]");
        Add(slot, isAdded, depth, isOneLine ? JsonRendering.LineOf((isAdded ? JsonSelection.Everything : JsonSelection.Nothing).Compose(slot, [])!, style) : open);
        foreach (var member in inside.Where(s => !isOneLine || s.Disk.Writer != slot.Disk.Writer))
            Write(member, isAdded, depth + 1);
        if (!isOneLine)
            changes.Add(new JsonChange(slot.Disk.Writer, Kind(isAdded), Indented(depth, close)));
    }

    private void Add(JsonSlot slot, bool isAdded, int depth, string text) => changes.Add(new JsonChange(
        slot.Disk.Writer, Kind(isAdded), Indented(depth, slot.Name is null ? text : slot.NameText + (style.Colon ?? ": ") + text)));

    private string Indented(int depth, string text) => string.Concat(Enumerable.Repeat(style.Indent ?? "  ", depth)) + text;

    private static JsonChangeKind Kind(bool isAdded) => isAdded ? JsonChangeKind.Added : JsonChangeKind.Deleted;
}

/// <summary>What a <see cref="JsonChange"/> is.</summary>
internal enum JsonChangeKind
{
    /// <summary>A line of a value that the disk has.</summary>
    Added,

    /// <summary>A line of a value that HEAD has.</summary>
    Deleted,

    /// <summary>The order, the layout or the style: no line of its own.</summary>
    Form,
}

/// <summary>One line of an uncommitted change.</summary>
/// <param name="Owner">Whose; null: unattributed.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The line; empty for a change of form.</param>
internal readonly record struct JsonChange(string? Owner, JsonChangeKind Kind, string Text);
