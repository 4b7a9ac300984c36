using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitCommitTasks.Locking;

/// <summary>How records and tickets are written and read: camelCase, times in UTC with a Z, unknown fields skipped; compiled ahead of time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    WriteIndented = true,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(LockRecord))]
[JsonSerializable(typeof(TicketContent))]
internal sealed partial class LockJson : JsonSerializerContext
{
    /// <summary>The record as a file's content.</summary>
    public static byte[] Write(LockRecord record) => LockJsonWriter.Write(record);

    /// <summary>The ticket as a file's content.</summary>
    public static byte[] Write(TicketContent ticket) => LockJsonWriter.Write(ticket);

    /// <summary>The record in <paramref name="content"/>, or null when that is no record.</summary>
    public static LockRecord? ReadRecord(ReadOnlySpan<byte> content)
    {
        try
        {
            return content.TrimStart(" \r\n\t"u8) is [(byte)'{', ..] ? JsonSerializer.Deserialize(content, Default.LockRecord) : null;
        }
        catch (JsonException)
        {
            // Half written, or somebody else's format: its holder is unknown then.
            return null;
        }
    }

    /// <summary>The ticket in <paramref name="content"/>, or null when that is none.</summary>
    public static TicketContent? ReadTicket(ReadOnlySpan<byte> content)
    {
        try
        {
            return content.IsEmpty ? null : JsonSerializer.Deserialize(content, Default.TicketContent);
        }
        catch (JsonException)
        {
            // Half written: the ticket's kernel lock still says that somebody waits.
            return null;
        }
    }
}

/// <summary>UTC with milliseconds and a Z. What cannot be read as a time is no time, rather than an unreadable record.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset?>
{
    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteStringValue(LockJsonWriter.Text(time));
        else
            writer.WriteNullValue();
    }
}
