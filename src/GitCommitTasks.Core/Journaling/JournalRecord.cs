using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitCommitTasks.Journaling;

/// <summary>What an operation is about to do to files that others read.</summary>
/// <param name="Version">Of this format: 1.</param>
/// <param name="Nonce">Names the operation; the marker in its lock files holds it.</param>
/// <param name="Reference">The ref that is to move.</param>
/// <param name="Expected">Its commit before; null when unborn.</param>
/// <param name="Commit">Its commit after.</param>
internal sealed record JournalRecord(int Version, string Nonce, string Reference, string? Expected, string Commit)
{
    /// <summary>Names the complete content of <c>index.lock</c>; null while that holds the marker. The second line of the file.</summary>
    [JsonIgnore]
    public string? PreparedIndex { get; init; }

    /// <summary>The record of an operation that moves no ref (yet) and has only temporary files to be removed.</summary>
    public static JournalRecord ForTemporaryFiles() => new(1, Guid.NewGuid().ToString("n"), string.Empty, null, string.Empty);

    /// <summary>The first line of the file.</summary>
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Default.JournalRecord), (byte)'\n'];

    /// <summary>The record a journal file holds, or null when not even its first line was written whole.</summary>
    public static JournalRecord? TryParse(ReadOnlySpan<byte> content)
    {
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        try
        {
            var record = lines.Length < 2 ? null : JsonSerializer.Deserialize(lines[0], JournalJson.Default.JournalRecord);
            // A last line without its line end was being written when the process died.
            return lines.Length < 3 ? record : record! with { PreparedIndex = lines[1] };
        }
        catch (JsonException)
        {
            // Torn by a power cut: it says nothing.
            return null;
        }
    }
}

/// <summary>Serialization without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class JournalJson : JsonSerializerContext;
