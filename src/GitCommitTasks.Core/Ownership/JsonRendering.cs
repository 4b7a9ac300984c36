using System.Text;

namespace GitCommitTasks.Ownership;

/// <summary>A line of a composed document in which another owner is mixed in, or where one came over an uncommitted value of the committing owner.</summary>
/// <param name="Line">The line in the document, from 1; 0 where there is no document.</param>
/// <param name="Owner">The other owner; null: unattributed.</param>
internal readonly record struct JsonEntanglement(int Line, string? Owner);

/// <summary>A JSON value written out in a style.</summary>
internal sealed class JsonRendering
{
    private readonly StringBuilder text = new();
    private readonly List<(int Line, JsonMark Mark)> marks = [];
    private readonly JsonStyle style;
    private int line = 1;

    private JsonRendering(JsonStyle style) => this.style = style;

    /// <summary>The file.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>Where the values stand that are marked.</summary>
    public IReadOnlyList<(int Line, JsonMark Mark)> Marks => marks;

    /// <summary>Writes <paramref name="root"/>. Parts of the style that are not known are what most tools write: two spaces, LF, a space behind the colon, and behind the comma as behind the colon.</summary>
    public static JsonRendering Of(JsonTree root, JsonStyle style)
    {
        var known = Known(style);
        JsonRendering rendering = new(known);
        rendering.Write(root, depth: 0, isInline: false);
        rendering.text.Append(known.End);
        var content = Encoding.UTF8.GetBytes(rendering.text.ToString());
        rendering.Content = known.HasByteOrderMark ? [.. Encoding.UTF8.Preamble, .. content] : content;
        return rendering;
    }

    /// <summary>A value on one line.</summary>
    public static string LineOf(JsonTree value, JsonStyle style)
    {
        JsonRendering rendering = new(Known(style));
        rendering.Write(value, depth: 0, isInline: true);
        return rendering.text.ToString();
    }

    private static JsonStyle Known(JsonStyle style) => style.Or(new JsonStyle
    {
        Indent = "  ",
        NewLine = style.End.Length > 0 ? style.End : "\n",
        Colon = ": ",
        Comma = style.Colon == ":" ? "," : ", ",
        ObjectPadding = style.ArrayPadding ?? "",
        ArrayPadding = "",
    });

    private void Write(JsonTree value, int depth, bool isInline)
    {
        foreach (var mark in value.Marks)
            marks.Add((line, mark));
        if (value.Kind == JsonKind.Scalar)
        {
            text.Append(value.Text);
            return;
        }

        // A container on one line has everything in it on that line.
        isInline |= value.IsInline ?? false;
        text.Append(value.Kind == JsonKind.Object ? '{' : '[');
        if (!value.IsEmpty)
            WriteItems(value, depth, isInline);
        text.Append(value.Kind == JsonKind.Object ? '}' : ']');
    }

    private void WriteItems(JsonTree value, int depth, bool isInline)
    {
        var isFirst = true;
        foreach (var member in value.Members)
        {
            Separate(value.Kind, depth + 1, isInline, ref isFirst);
            text.Append(member.Text).Append(style.Colon);
            Write(member.Value, depth + 1, isInline);
        }

        foreach (var element in value.Elements)
        {
            Separate(value.Kind, depth + 1, isInline, ref isFirst);
            Write(element, depth + 1, isInline);
        }

        if (isInline)
            text.Append(Padding(value.Kind));
        else
            NewLine(depth);
    }

    private void Separate(JsonKind kind, int depth, bool isInline, ref bool isFirst)
    {
        if (isInline)
        {
            text.Append(isFirst ? Padding(kind) : style.Comma);
        }
        else
        {
            if (!isFirst)
                text.Append(',');
            NewLine(depth);
        }

        isFirst = false;
    }

    private string? Padding(JsonKind kind) => kind == JsonKind.Object ? style.ObjectPadding : style.ArrayPadding;

    private void NewLine(int depth)
    {
        text.Append(style.NewLine);
        line++;
        for (var i = 0; i < depth; i++)
            text.Append(style.Indent);
    }
}
