using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Locking;

/// <summary>Writes records and tickets field by field. Each acquisition writes three of them, most in a process that has just begun, where the
/// serializer's own preparation takes some milliseconds.</summary>
internal static class LockJsonWriter
{
    /// <summary>Leaves quotes and letters of other alphabets readable: the file is for people, never for HTML.</summary>
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record as a file's content.</summary>
    public static byte[] Write(LockRecord record) => Write(record, Fields);

    /// <summary>The ticket as a file's content.</summary>
    public static byte[] Write(TicketContent ticket) => Write(ticket, static (json, ticket) =>
    {
        if (ticket.Who is { } who)
        {
            json.WriteStartObject("who"u8);
            Fields(json, who);
            json.WriteEndObject();
        }

        Time(json, "since", ticket.Since);
        json.WriteBoolean("holding"u8, ticket.Holding);
    });

    /// <summary>A time as the files have it.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> fields)
    {
        var content = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(content, Readable))
        {
            json.WriteStartObject();
            fields(json, value);
            json.WriteEndObject();
        }

        content.Write("\n"u8);
        return content.WrittenSpan.ToArray();
    }

    /// <summary>The names are those by which <see cref="LockJson"/> reads them. What callers say of themselves is shown to everybody, so it holds no credentials.</summary>
    private static void Fields(Utf8JsonWriter json, LockRecord record)
    {
        json.WriteNumber("format"u8, record.Format);
        if (record.Pid is { } pid)
            json.WriteNumber("pid"u8, pid);
        Time(json, "startTime", record.StartTime);
        if (record.StartTicks is { } ticks)
            json.WriteNumber("startTicks"u8, ticks);
        Text(json, "host", record.Host);
        Text(json, "bootId", record.BootId);
        Text(json, "pidNamespace", record.PidNamespace);
        Text(json, "user", record.User);
        Text(json, "command", UrlCredentials.Mask(record.Command));
        Text(json, "owner", UrlCredentials.Mask(record.Owner));
        Time(json, "acquiredAt", record.AcquiredAt);
        Text(json, "nonce", record.Nonce);
        Text(json, "task", UrlCredentials.Mask(record.Task));
        Text(json, "session", UrlCredentials.Mask(record.Session));
        Text(json, "build", record.Build);
    }

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time) => Text(json, name, time is { } moment ? Text(moment) : null);

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
