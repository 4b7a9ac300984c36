using System.Text;
using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>What counts as JSON when it goes by lines: regular or not, but without comments and trailing commas (RFC 8259).</summary>
internal static class JsonSyntax
{
    /// <summary>Whether it is one document, a byte order mark before it allowed.</summary>
    public static bool Accepts(ReadOnlySpan<byte> content)
    {
        var bom = Encoding.UTF8.Preamble;
        Utf8JsonReader reader = new(content.StartsWith(bom) ? content[bom.Length..] : content, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                // To the end: what is wrong may be there.
            }

            return true;
        }
        catch (JsonException)
        {
            // Utf8JsonReader: no JSON.
            return false;
        }
    }
}
