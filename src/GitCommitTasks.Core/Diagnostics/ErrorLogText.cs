using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitCommitTasks.Diagnostics;

/// <summary>The text of an error log, changed only where an entry is added.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Everything of other writers stays as the bytes it was: unknown fields, their order, the form of numbers and escapes,
/// fields given twice. Reading it into a document and writing that would change or refuse some of these.</para>
/// <para>UTF-8; a byte order mark is tolerated and dropped. What we add is indented by two spaces a level.</para>
/// </remarks>
internal static class ErrorLogText
{
    private const string EntryIndent = "    ";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        // The log is no part of a web page: letters stay letters, for people who read it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static ReadOnlySpan<byte> Empty => "{\n  \"_schema_version\": \"1.0\",\n  \"_last_updated\": null,\n  \"errors\": []\n}\n"u8;

    /// <summary>Whether <paramref name="text"/> is a log that entries can be added to; a blank one is not.</summary>
    public static bool IsLog(byte[] text) => Places.TryFind(WithoutMark(text)) is not null;

    /// <summary><paramref name="text"/> with <paramref name="entry"/> behind the last one and <paramref name="updated"/> (ISO 8601 UTC) as its time.</summary>
    /// <param name="text">The log so far; where it is blank, nothing can be lost and a new log is begun.</param>
    /// <param name="entry">The entry to add.</param>
    /// <param name="updated">The time for <c>_last_updated</c>.</param>
    /// <returns>Null when the text is corrupt: not JSON, not an object, or <c>errors</c> is not an array.</returns>
    public static byte[]? TryAppend(ReadOnlySpan<byte> text, JsonObject entry, string updated)
    {
        text = WithoutMark(text);
        if (text.Trim(" \t\r\n"u8).IsEmpty)
            text = Empty;
        if (Places.TryFind(text) is not { } places)
            return null;
        var added = new MemoryStream(text.Length + 1024);
        var (start, end) = places.Updated ?? (places.Open + 1, places.Open + 1);
        var time = places.Updated is null ? $"\n  \"_last_updated\": \"{updated}\"," : $"\"{updated}\"";
        var item = Item(text, places, entry);
        // Both changes, in the order of their places.
        if (start <= places.Insertion)
            Splice(added, text, (start, end, time), (places.Insertion, places.Insertion, item));
        else
            Splice(added, text, (places.Insertion, places.Insertion, item), (start, end, time));
        return added.ToArray();
    }

    private static string Item(ReadOnlySpan<byte> text, Places places, JsonObject entry)
    {
        var isFirst = text[places.Insertion - 1] is (byte)'[' or (byte)'{';
        var json = "\n" + EntryIndent + entry.ToJsonString(Indented).Replace("\n", "\n" + EntryIndent, StringComparison.Ordinal);
        if (!places.HasErrors)
            json = $"\n  \"errors\": [{json}\n  ]";
        var closing = isFirst ? places.HasErrors ? "\n  " : "\n" : "";
        return (isFirst ? "" : ",") + json + closing;
    }

    private static void Splice(
        MemoryStream target, ReadOnlySpan<byte> text, (int Start, int End, string New) first, (int Start, int End, string New) second)
    {
        target.Write(text[..first.Start]);
        target.Write(Encoding.UTF8.GetBytes(first.New));
        target.Write(text[first.End..second.Start]);
        target.Write(Encoding.UTF8.GetBytes(second.New));
        target.Write(text[second.End..]);
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) =>
        text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    /// <summary>Where in a log's text something is to be changed, as byte offsets.</summary>
    /// <param name="Open">The brace that opens the log.</param>
    /// <param name="Updated">The value of <c>_last_updated</c>, if there is one.</param>
    /// <param name="Insertion">Behind the last entry; without <c>errors</c>, behind the last field.</param>
    /// <param name="HasErrors">Whether <c>errors</c> is there.</param>
    private readonly record struct Places(int Open, (int Start, int End)? Updated, int Insertion, bool HasErrors)
    {
        public static Places? TryFind(ReadOnlySpan<byte> text)
        {
            try
            {
                // Deeper nesting than the default 64 is legal, and others' business.
                return Find(text, new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 1000 }));
            }
            catch (JsonException)
            {
                // The reader says so when the text is not JSON, which is the answer.
                return null;
            }
        }

        private static Places? Find(ReadOnlySpan<byte> text, Utf8JsonReader reader)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            var open = (int)reader.TokenStartIndex;
            (int, int)? updated = null;
            int? errors = null;
            // Of a field given twice the last counts, as for every parser in use.
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isErrors, isUpdated) = (reader.ValueTextEquals("errors"u8), reader.ValueTextEquals("_last_updated"u8));
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                if (isErrors && reader.TokenType != JsonTokenType.StartArray)
                    return null;
                reader.Skip();
                if (isErrors)
                    errors = (int)reader.TokenStartIndex;
                if (isUpdated)
                    updated = (start, (int)reader.BytesConsumed);
            }

            var close = (int)reader.TokenStartIndex;
            // Throws where more than white space follows.
            reader.Read();
            return new Places(open, updated, text[..(errors ?? close)].TrimEnd(" \t\r\n"u8).Length, errors is not null);
        }
    }
}
