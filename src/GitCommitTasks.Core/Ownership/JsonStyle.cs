namespace GitCommitTasks.Ownership;

/// <summary>How a JSON file is written. A part is null where the file does not show it: <c>{}</c> has no indentation.</summary>
/// <remarks>
/// <para>A <em>regular</em> file is one that its values, the layout of its containers (one line, or a line for each member) and this style give back byte for byte.
/// So a document composed of such parts is regular by construction.</para>
/// <para><b>Does not guarantee</b> to know every layout that a person may think regular: aligned colons, blank lines, several elements a line are not.</para>
/// </remarks>
internal sealed record JsonStyle
{
    /// <summary>What one level is indented by.</summary>
    public string? Indent { get; init; }

    /// <summary>What ends a line: LF or CR LF.</summary>
    public string? NewLine { get; init; }

    /// <summary>What stands between a name and its value.</summary>
    public string? Colon { get; init; }

    /// <summary>What stands between two members or elements of one line.</summary>
    public string? Comma { get; init; }

    /// <summary>What stands inside the braces of an object on one line.</summary>
    public string? ObjectPadding { get; init; }

    /// <summary>What stands inside the brackets of an array on one line.</summary>
    public string? ArrayPadding { get; init; }

    /// <summary>What stands behind the document: nothing or one line end.</summary>
    public string End { get; init; } = "\n";

    /// <summary>Whether a byte order mark stands before the document.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>The style of a regular file; null if the content is not regular: no JSON, comments, trailing commas, a name twice, or another layout.</summary>
    public static JsonStyle? TryDetect(ReadOnlySpan<byte> content) => JsonDocumentText.TryParse(content)?.Style;

    /// <summary>This style, and where a part is not known the part of <paramref name="other"/>.</summary>
    public JsonStyle Or(JsonStyle? other) => this with
    {
        Indent = Indent ?? other?.Indent,
        NewLine = NewLine ?? other?.NewLine,
        Colon = Colon ?? other?.Colon,
        Comma = Comma ?? other?.Comma,
        ObjectPadding = ObjectPadding ?? other?.ObjectPadding,
        ArrayPadding = ArrayPadding ?? other?.ArrayPadding,
    };

    /// <summary>Whether only the parts that end lines do so.</summary>
    public bool IsSound => End is "" or "\n" or "\r\n"
        && !$"{Indent}{Colon}{Comma}{ObjectPadding}{ArrayPadding}".AsSpan().ContainsAny('\r', '\n');

    /// <summary>Whether the two agree in every part that both know.</summary>
    public bool AgreesWith(JsonStyle other) => Or(other) == other.Or(this);
}
