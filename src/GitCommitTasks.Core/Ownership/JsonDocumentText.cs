using System.Text;
using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>A regular JSON file: its value and the style it is written in.</summary>
internal sealed record JsonDocumentText(JsonTree Root, JsonStyle Style)
{
    /// <summary>How deep containers may be nested: what System.Text.Json reads by default.</summary>
    public const int MaxDepth = 64;

    /// <summary>The document in <paramref name="content"/>; null if it is not regular (see <see cref="JsonStyle"/>).</summary>
    public static JsonDocumentText? TryParse(ReadOnlySpan<byte> content)
    {
        var bom = Encoding.UTF8.Preamble;
        var hasMark = content.StartsWith(bom);
        try
        {
            JsonDocumentParser parser = new(hasMark ? content[bom.Length..] : content);
            if (parser.TryParse() is not { } root)
                return null;
            JsonDocumentText document = new(root, parser.Style with { HasByteOrderMark = hasMark });
            // The proof: whatever was guessed wrong, or is irregular, shows here.
            return document.Style.IsSound && content.SequenceEqual(JsonRendering.Of(root, document.Style).Content) ? document : null;
        }
        catch (JsonException)
        {
            // Utf8JsonReader: no JSON, or comments, trailing commas, more than one value, too deep. The file goes by lines.
            return null;
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader.GetString: a name that is no text, such as half a surrogate pair.
            return null;
        }
    }
}
