using System.Text.Json;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;

namespace GitCommitTasks;

/// <summary>What a coding agent's hook says of the tool call around which it runs.</summary>
/// <param name="Session">The agent's session (<c>session_id</c>), which is the owner; null when it says none.</param>
/// <param name="Path">The file that the tool writes, as the hook gives it; null when the tool writes none.</param>
/// <param name="Directory">The agent's current directory (<c>cwd</c>); null when it says none.</param>
internal sealed record EditHook(string? Session, string? Path, string? Directory)
{
    /// <summary>The names that tools have for the file they write, in the order they are looked for.</summary>
    private static readonly string[] PathNames = ["file_path", "notebook_path", "path"];

    /// <summary>Reads the JSON that the hook gets on stdin; null when it is none.</summary>
    /// <param name="input">UTF-8, with or without a byte order mark.</param>
    public static EditHook? TryParse(ReadOnlySpan<byte> input)
    {
        try
        {
            var reader = new Utf8JsonReader(input.StartsWith("\uFEFF"u8) ? input[3..] : input);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            var tool = root.TryGetProperty("tool_input", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
            return new EditHook(Text(root, "session_id"), PathNames.Select(name => Text(tool, name)).FirstOrDefault(p => p is not null), Text(root, "cwd"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // JsonDocument: no JSON, or a string that is no text (half of a surrogate pair); Text: one that names no file.
            return null;
        }
    }

    /// <summary>The file, and a directory that is there from which its working tree is found: the nearest one around the file. Both without symbolic links on the way.</summary>
    /// <remarks>Not <c>cwd</c>: an agent goes about, and edits files of a repository while it stands in another place.</remarks>
    /// <param name="otherwise">Absolute path that a relative path begins at when the hook does not say it.</param>
    public (string Directory, string Path) Locate(string otherwise)
    {
        var path = System.IO.Path.GetFullPath(Path!, System.IO.Path.GetFullPath(Directory ?? otherwise, otherwise));
        var around = System.IO.Path.GetDirectoryName(path) ?? path;
        while (!System.IO.Directory.Exists(around) && System.IO.Path.GetDirectoryName(around) is { } next)
            around = next;
        var physical = PhysicalPath.Of(around);
        return (physical, System.IO.Path.Combine(physical, System.IO.Path.GetRelativePath(around, path)));
    }

    /// <summary>Whether the refusal only means that the file is none of a repository's: agents write to other places too, and that is nobody's business.</summary>
    public static bool IsElsewhere(Diagnostic refusal) =>
        refusal.Code == Catalog.NotARepository.Code || refusal.Code == Catalog.BareRepository.Code
        || refusal.Code == Catalog.PathOutside.Code || refusal.Code == Catalog.PathInGitDirectory.Code || refusal.Code == Catalog.PathIsLockFile.Code;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException($"'{name}' has a NUL") : text
            : null;
}
