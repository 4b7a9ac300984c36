using System.Text;
using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>What counts as JSON when it goes by lines: regular or not, but without comments and trailing commas (RFC 8259), and no name twice in one object: of such, readers make different things.</summary>
internal static class JsonSyntax
{
    /// <summary>Whether it is one document, a byte order mark before it allowed.</summary>
    public static bool Accepts(ReadOnlySpan<byte> content)
    {
        Utf8JsonReader reader = new(WithoutMark(content), new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            Stack<HashSet<string>> names = [];
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                    names.Push([]);
                else if (reader.TokenType == JsonTokenType.EndObject)
                    names.Pop();
                else if (reader.TokenType == JsonTokenType.PropertyName && !names.Peek().Add(reader.GetString()!))
                    return false;
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader: no JSON, or a name that is no text, such as half a surrogate pair.
            return false;
        }
    }

    /// <summary>The content without its byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) => content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
}
