using System.Text;
using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>Reads a JSON file with its layout, and notes the first sample of each part of the style.</summary>
/// <remarks>What it notes is a guess that <see cref="JsonDocumentText.TryParse"/> proves by writing the document again.</remarks>
internal ref struct JsonDocumentParser
{
    private readonly ReadOnlySpan<byte> content;
    private Utf8JsonReader reader;

    /// <summary>The end of the last token, a comma or colon behind it not counted.</summary>
    private int end;

    /// <param name="content">The file without byte order mark.</param>
    public JsonDocumentParser(ReadOnlySpan<byte> content)
    {
        this.content = content;
        reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = JsonDocumentText.MaxDepth });
    }

    /// <summary>The parts of the style that were seen.</summary>
    public JsonStyle Style { get; private set; } = new();

    /// <summary>The value of the file; null when an object has a name twice.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public JsonTree? TryParse()
    {
        reader.Read();
        if (TryParseValue(isInside: false) is not { } root)
            return null;
        reader.Read(); // Throws if something follows.
        var newLine = content.IndexOf((byte)'\n');
        Style = Style with
        {
            NewLine = newLine < 0 ? null : newLine > 0 && content[newLine - 1] == '\r' ? "\r\n" : "\n",
            End = Encoding.UTF8.GetString(content[end..]),
        };
        return root;
    }

    /// <param name="isInside">Whether it stands in a container on one line: then its own layout does not show.</param>
    private JsonTree? TryParseValue(bool isInside)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return TryParseObject(isInside);
            case JsonTokenType.StartArray:
                return TryParseArray(isInside);
            default:
                var text = Encoding.UTF8.GetString(reader.ValueSpan);
                var isString = reader.TokenType == JsonTokenType.String;
                EndAt(reader.ValueSpan.Length + (isString ? 2 : 0));
                return new JsonTree { Kind = JsonKind.Scalar, Text = isString ? $"\"{text}\"" : text };
        }
    }

    private JsonTree? TryParseObject(bool isInside)
    {
        EndAt(1);
        List<JsonMember> members = [];
        HashSet<string> names = [];
        bool? isInline = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            isInline = NoteGap(isInline, isObject: true);
            var text = $"\"{Encoding.UTF8.GetString(reader.ValueSpan)}\"";
            var name = reader.GetString()!;
            EndAt(reader.ValueSpan.Length + 2);
            reader.Read();
            Style = Style with { Colon = Style.Colon ?? Gap() };
            if (!names.Add(name) || TryParseValue(isInline.Value) is not { } value)
                return null;
            members.Add(new JsonMember(text, name, value));
        }

        EndAt(1);
        return new JsonTree { Kind = JsonKind.Object, Members = members, IsInline = isInside ? null : isInline };
    }

    private JsonTree? TryParseArray(bool isInside)
    {
        EndAt(1);
        List<JsonTree> elements = [];
        bool? isInline = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            isInline = NoteGap(isInline, isObject: false);
            if (TryParseValue(isInline.Value) is not { } value)
                return null;
            elements.Add(value);
        }

        EndAt(1);
        return new JsonTree { Kind = JsonKind.Array, Elements = elements, IsInline = isInside ? null : isInline };
    }

    private void EndAt(int length) => end = (int)reader.TokenStartIndex + length;

    /// <summary>What stands between the last token and this one.</summary>
    private readonly string Gap() => Encoding.UTF8.GetString(content[end..(int)reader.TokenStartIndex]);

    /// <summary>Notes what the gap before a member or element shows.</summary>
    /// <param name="isInline">What the first gap of the container showed; null at the first.</param>
    /// <param name="isObject">Whether the container is an object.</param>
    /// <returns>Whether the container is on one line.</returns>
    private bool NoteGap(bool? isInline, bool isObject)
    {
        var gap = Gap();
        if (isInline is not { } known)
        {
            known = !gap.Contains('\n', StringComparison.Ordinal);
            if (!known)
                Style = Style with { Indent = Style.Indent ?? gap[(gap.IndexOf('\n', StringComparison.Ordinal) + 1)..] };
            else if (isObject)
                Style = Style with { ObjectPadding = Style.ObjectPadding ?? gap };
            else
                Style = Style with { ArrayPadding = Style.ArrayPadding ?? gap };
        }
        else if (known)
        {
            Style = Style with { Comma = Style.Comma ?? gap };
        }

        return known;
    }
}
