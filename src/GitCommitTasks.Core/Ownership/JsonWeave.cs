using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>A JSON file as a weave of values: for every member and element what HEAD has, what the disk has, and whose change the difference is.</summary>
/// <remarks>
/// <para>What <see cref="Weave"/> is for lines; braces and commas belong to nobody here, so what is composed is always a document.</para>
/// <para><b>Guarantees.</b> Each difference of HEAD and disk has one owner, or is unattributed; hence when every owner has committed, in any order, HEAD equals the disk,
/// byte for byte (I3). A composed document has no value of another owner that it does not report (I2), and is regular (see <see cref="JsonStyle"/>).</para>
/// <para><b>Does not guarantee</b> to tell equal elements of an array apart, nor, when one of them was moved, to know
/// that again after a stash and its pop, nor to know an element again by more than its last values (see <see cref="JsonPast"/>); nor to keep HEAD's spelling of a name that the disk spells otherwise (<c>"\u0061"</c>).</para>
/// </remarks>
internal sealed class JsonWeave
{
    /// <summary>How deep what <see cref="Write"/> writes can be nested: a document's depth, times the arrays and objects of one slot, and the envelope.</summary>
    public const int MaxStoredDepth = (4 * JsonDocumentText.MaxDepth) + 16;

    private readonly JsonSlot root;
    private readonly JsonFileStyle style;

    internal JsonWeave(JsonSlot root, JsonFileStyle style) => (this.root, this.style) = (root, style);

    /// <summary>What the disk has; null: no file.</summary>
    public byte[]? Disk => Render(JsonSelection.Everything, isTaken: true)?.Content;

    /// <summary>What HEAD has; null: no file.</summary>
    public byte[]? Head => Render(JsonSelection.Nothing, isTaken: false)?.Content;

    /// <summary>All uncommitted changes.</summary>
    public IReadOnlyList<JsonChanges> Changes => Count(Lines);

    /// <summary>All uncommitted changes as lines, in the order of the document.</summary>
    public IReadOnlyList<JsonChange> Lines => LeftOut(JsonSelection.Nothing, style.IsChanged);

    /// <summary>A weave of a file that is on disk as it is in HEAD; null if it is not regular.</summary>
    /// <param name="head">The content; null: no file.</param>
    public static JsonWeave? TryOf(byte[]? head)
    {
        JsonWeave weave = new(new JsonSlot(), new JsonFileStyle());
        // First the disk: so nothing counts as deleted before.
        return weave.TryCapture(head, owner: null, isObserved: false) && weave.TryRehead(head) ? weave : null;
    }

    /// <summary>Takes in what the disk has now. Returns false, and changes nothing, if that is not regular.</summary>
    /// <param name="disk">The content; null: no file.</param>
    /// <param name="owner">Who made the difference; null: unattributed.</param>
    /// <param name="isObserved">Whether the owner was seen making it, in an edit window. If not, values that come and go as they did before keep their owners.</param>
    /// <param name="taken">What the edit took from others, here and elsewhere.</param>
    /// <param name="mayHavePopped">Whether, though the owner was observed, values that a stash had taken away may have come back at the same time.</param>
    public bool TryCapture(byte[]? disk, string? owner, bool isObserved, TakenAway? taken = null, bool mayHavePopped = false)
    {
        if (!TryParse(disk, out var document))
            return false;
        taken ??= new TakenAway();
        var moves = JsonMoves.TryOf(root, owner, taken);
        JsonEdit by = new(owner, isObserved, mayHavePopped);
        root.Capture(document?.Root, by);
        style.Capture(document?.Style, by);
        moves?.Name(taken);
        return true;
    }

    /// <summary>Takes in what HEAD has now, however it got there: a commit, a switch, a reset. Returns false, and changes nothing, if that is not regular.</summary>
    /// <param name="head">The content; null: no file.</param>
    public bool TryRehead(byte[]? head)
    {
        if (!TryParse(head, out var document))
            return false;
        root.Rehead(document?.Root);
        style.Head = document?.Style;
        return true;
    }

    /// <summary>Marks as committed what a commit of <paramref name="owner"/> took.</summary>
    public void Committed(string? owner)
    {
        var takesStyle = style.IsTakenBy(owner);
        root.Commit(owner, isInside: false);
        // What the new HEAD shows of the style, neither more nor less: as if it had been read.
        style.Head = Render(JsonSelection.Nothing, takesStyle) is { } head ? JsonStyle.TryDetect(head.Content) : null;
    }

    /// <summary>The file in a commit of <paramref name="owner"/>: HEAD's values that it did not change, and those it wrote.</summary>
    public JsonComposition ComposedFor(string? owner)
    {
        var selection = JsonSelection.Of(owner);
        var takesStyle = style.IsTakenBy(owner);
        List<JsonMark> outside = [];
        var rendering = Render(selection, takesStyle, outside);
        ILookup<bool, JsonEntanglement> marks = (rendering?.Marks ?? []).Concat(outside.Select(m => (Line: rendering is null ? 0 : 1, Mark: m)))
            .ToLookup(m => m.Mark.IsLoss, m => new JsonEntanglement(m.Line, m.Mark.Owner));
        return new JsonComposition(rendering?.Content, [.. marks[false]], [.. marks[true]], Count(LeftOut(selection, style.IsChanged && !takesStyle)));
    }

    /// <summary>The owner's next commit has told of its losses.</summary>
    public void Tell(string? owner) => root.Tell(owner);

    /// <summary>Whether a commit of <paramref name="owner"/> would change HEAD.</summary>
    public bool HasChangeOf(string? owner) => root.HasChangeOf(owner) || style.IsTakenBy(owner);

    /// <summary>All values, remembered ones among them.</summary>
    public IReadOnlySet<JsonVersion> Values => root.Inside.Prepend(root).SelectMany(s => s.Versions).ToHashSet();

    /// <summary>On which lines of <paramref name="text"/>, the same file, the values stand.</summary>
    public JsonLines In(Weave text) => new(root, text);

    /// <summary>Forgets values that are only remembered, all but the last <paramref name="most"/>.</summary>
    public void Forget(int most) => JsonMemory.Forget(root, most);

    /// <summary>Writes the weave, memory included.</summary>
    public void Write(Utf8JsonWriter writer) => JsonWeaveWriter.Write(writer, root, style);

    /// <summary>The weave that <see cref="Write"/> wrote. Parse with a depth of <see cref="MaxStoredDepth"/>.</summary>
    /// <exception cref="FormatException">It is of another version, or no weave.</exception>
    public static JsonWeave Read(JsonElement stored) => JsonWeaveReader.Read(stored);

    /// <summary>Whether a file can go by its values.</summary>
    /// <param name="content">The content; null: no file.</param>
    public static bool Accepts(byte[]? content) => TryParse(content, out _);

    private static bool TryParse(byte[]? content, out JsonDocumentText? document)
    {
        document = content is null ? null : JsonDocumentText.TryParse(content);
        return content is null || document is not null;
    }

    private JsonRendering? Render(JsonSelection selection, bool isTaken, List<JsonMark>? outside = null) =>
        selection.Compose(root, outside ?? []) is { } tree ? JsonRendering.Of(tree, style.Of(isTaken)) : null;

    private IReadOnlyList<JsonChange> LeftOut(JsonSelection selection, bool withStyle)
    {
        var changes = JsonDifference.Of(root, selection, style.Of(isTaken: true));
        return withStyle ? [.. changes, new JsonChange(style.Writer, JsonChangeKind.Form, "")] : changes;
    }

    private static IReadOnlyList<JsonChanges> Count(IReadOnlyList<JsonChange> changes) =>
        [.. changes.GroupBy(c => c.Owner, (owner, all) => new JsonChanges(owner, all.Count(c => c.Kind == JsonChangeKind.Added), all.Count(c => c.Kind == JsonChangeKind.Deleted)))];
}
