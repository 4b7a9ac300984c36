using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitCommitTasks.Journaling;

/// <summary>What an operation is about to do to files that others read.</summary>
/// <param name="Version">Of this format: 1.</param>
/// <param name="Nonce">Names the operation.</param>
/// <param name="Reference">The ref that is to move.</param>
/// <param name="Expected">Its commit before; null when unborn.</param>
/// <param name="Commit">Its commit after.</param>
internal sealed record JournalRecord(int Version, string Nonce, string Reference, string? Expected, string Commit)
{
    /// <summary>Names the complete content of <c>index.lock</c>; null while that has none yet. The second line of the file.</summary>
    [JsonIgnore]
    public string? PreparedIndex { get; init; }

    /// <summary>The git that was asked to move the ref; null when none was. The third line of the file.</summary>
    [JsonIgnore]
    public GitProcess? GitProcess { get; init; }

    /// <summary>The lock files that git made for it, by path: the identity of each. The other lines of the file.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> RefLocks { get; init; } = new Dictionary<string, string>();

    /// <summary>The record of an operation that moves no ref (yet) and has only temporary files to be removed.</summary>
    public static JournalRecord ForTemporaryFiles() => new(1, Guid.NewGuid().ToString("n"), string.Empty, null, string.Empty);

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var notes = GitProcess is { } git
            ? string.Concat([$"{PreparedIndex}\n{git}\n", .. RefLocks.Select(l => $"{l.Value} {l.Key}\n")])
            : PreparedIndex is null ? string.Empty : PreparedIndex + "\n";
        var content = new ArrayBufferWriter<byte>(512);
        WriteFirstLine(content);
        content.Write(Encoding.UTF8.GetBytes(notes));
        return content.WrittenSpan.ToArray();
    }

    /// <summary>The record a journal file holds, or null when not even its first line was written whole.</summary>
    public static JournalRecord? TryParse(ReadOnlySpan<byte> content)
    {
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        try
        {
            var record = lines.Length < 2 ? null : JsonSerializer.Deserialize(lines[0], JournalJson.Default.JournalRecord);
            // A last line without its line end was being written when the process died.
            return record is null || lines.Length < 3 ? record : record.WithNotes(lines[1..^1]);
        }
        catch (JsonException)
        {
            // Torn by a power cut: it says nothing.
            return null;
        }
    }

    /// <summary>Field by field: the serializer, which reads it again, takes milliseconds to prepare itself in a process that has just begun.</summary>
    private void WriteFirstLine(ArrayBufferWriter<byte> content)
    {
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, Version);
            json.WriteString("nonce"u8, Nonce);
            json.WriteString("reference"u8, Reference);
            json.WriteString("expected"u8, Expected);
            json.WriteString("commit"u8, Commit);
            json.WriteEndObject();
        }

        content.Write("\n"u8);
    }

    private JournalRecord WithNotes(string[] notes) => this with
    {
        PreparedIndex = notes[0].Length > 0 ? notes[0] : null,
        GitProcess = notes.Length > 1 ? Journaling.GitProcess.TryParse(notes[1]) : null,
        RefLocks = notes.Skip(2).Select(l => l.Split(' ', 2)).Where(l => l.Length == 2).ToDictionary(l => l[1], l => l[0]),
    };
}

/// <summary>A process of git that was started here.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot; null where unknown.</param>
internal sealed record GitProcess(int Id, long? StartTicks)
{
    /// <summary>As <see cref="ToString"/> writes it; null for anything else.</summary>
    public static GitProcess? TryParse(string text) =>
        text.Split(' ') is ["git", var id, var start] && int.TryParse(id, CultureInfo.InvariantCulture, out var pid)
            ? new GitProcess(pid, long.TryParse(start, CultureInfo.InvariantCulture, out var ticks) ? ticks : null) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"git {Id} {StartTicks?.ToString(CultureInfo.InvariantCulture) ?? "-"}");
}

/// <summary>Serialization without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class JournalJson : JsonSerializerContext;
