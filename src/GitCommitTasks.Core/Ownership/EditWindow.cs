using System.Text.Json;
using System.Text.Json.Serialization;

namespace GitCommitTasks.Ownership;

/// <summary>An open edit window on one file, as it is stored.</summary>
/// <param name="Path">The file, relative to the top of the working tree.</param>
/// <param name="Owner">Whose edit it is.</param>
/// <param name="Nonce">Names this one opening.</param>
/// <param name="OpenedAt">When, UTC.</param>
/// <param name="ExpiresAt">When it counts as abandoned, UTC: a window that one process opens and another closes is a lease, as no kernel lock outlives its process.</param>
internal sealed record EditWindow(string Path, string Owner, string Nonce, DateTimeOffset OpenedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The window stored in <paramref name="content"/>, or null when it is none.</summary>
    public static EditWindow? TryParse(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, EditWindowJson.Default.EditWindow);
        }
        catch (JsonException)
        {
            // Not what we wrote: it protects nothing.
            return null;
        }
    }

    /// <summary>The stored form.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, EditWindowJson.Default.EditWindow);
}

/// <summary>Serialization without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EditWindow))]
internal sealed partial class EditWindowJson : JsonSerializerContext;
