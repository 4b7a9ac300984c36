using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A <see cref="FileEdit"/> taken as one of a JSON file: of its values mostly, sometimes of its layout, and now and then it leaves no document behind.</summary>
internal static partial class JsonFileEdit
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A document with <paramref name="values"/> members, an array and an object.</summary>
    public static FileState Document(int values)
    {
        JsonObject root = [];
        for (var i = 0; i < values; i++)
            root[$"m{i}"] = $"base-{i}";
        root["list"] = new JsonArray("base-10", "base-11");
        root["plan"] = new JsonObject { ["a"] = "base-20" };
        return File(EntryMode.File, root, Indented);
    }

    /// <summary>Every scalar names its writer.</summary>
    public static string[] Scalars(FileState file) => [.. Scalar().Matches(Encoding.Latin1.GetString(file.Content)).Select(m => m.Value)];

    /// <summary>The scalars, and that there is an empty object or array.</summary>
    public static string[] Traces(FileState file) => Empty().IsMatch(Encoding.Latin1.GetString(file.Content)) ? [.. Scalars(file), Removals.Empty] : Scalars(file);

    /// <summary>The file after the change.</summary>
    /// <param name="edit">The change.</param>
    /// <param name="file">The file before.</param>
    /// <param name="scalar">Makes the text of the n-th new scalar.</param>
    public static FileState Apply(FileEdit edit, FileState file, Func<int, string> scalar)
    {
        if (edit.Kind is >= 94 and < 96)
            return FileState.Missing;
        if (edit.Kind is >= 90 and < 94)
            return file.Mode is null ? file : file with { Mode = file.Mode == EntryMode.File ? EntryMode.Executable : EntryMode.File };
        if (edit.Kind is >= 86 and < 90)
            return file with { Mode = file.Mode ?? EntryMode.File, Content = Broken(file.Content, edit) };
        if (TryParse(file) is not { } root)
            return File(file.Mode ?? EntryMode.File, new JsonObject { ["n0"] = scalar(0), ["list"] = new JsonArray(scalar(1)) }, Indented);
        Change(Container(root, edit), edit, scalar);
        var isRegular = edit.Kind is < 80 or >= 96;
        return File(file.Mode ?? EntryMode.File, root, isRegular || edit.At % 2 == 0 ? Indented : JsonSerializerOptions.Default);
    }

    /// <summary>A blank line, or a brace too many.</summary>
    private static byte[] Broken(byte[] content, FileEdit edit) => edit.Kind == 86 ? [.. content, .. "}"u8] : [.. "\n"u8, .. content];

    private static void Change(JsonNode container, FileEdit edit, Func<int, string> scalar)
    {
        var value = edit.Kind % 4 == 3
            ? new JsonObject { ["x"] = scalar(0), ["y"] = scalar(1) }
            : (JsonNode)scalar(0);
        if (container is JsonArray array)
        {
            if (edit.Kind < 40 || array.Count == 0)
                array.Insert(edit.At % (array.Count + 1), value);
            else if (edit.Kind < 60)
                array.RemoveAt(edit.At % array.Count);
            else
                array[edit.At % array.Count] = value;
            return;
        }

        var members = (JsonObject)container;
        if (edit.Kind < 40 || members.Count == 0)
            members[$"n{edit.At % 5}"] = value;
        else if (edit.Kind < 60)
            members.RemoveAt(edit.At % members.Count);
        else
            members[members.ElementAt(edit.At % members.Count).Key] = value;
    }

    private static JsonNode Container(JsonNode root, FileEdit edit)
    {
        var container = root;
        foreach (var step in (int[])[edit.Delete, edit.Insert])
        {
            JsonNode[] inside = [.. (container is JsonObject o ? o.Select(m => m.Value) : container.AsArray()).OfType<JsonNode>().Where(n => n is not JsonValue)];
            if (step == 0 || inside.Length == 0)
                break;
            container = inside[step % inside.Length];
        }

        return container;
    }

    private static JsonNode? TryParse(FileState file)
    {
        try
        {
            return file.Exists && JsonNode.Parse(file.Content) is { } node and not JsonValue ? node : null;
        }
        catch (JsonException)
        {
            // The last edit left no document behind.
            return null;
        }
    }

    private static FileState File(EntryMode mode, JsonNode root, JsonSerializerOptions options) => new(mode, Encoding.Latin1.GetBytes(root.ToJsonString(options) + "\n"));

    [GeneratedRegex(@"\w+[:-]\d+")]
    private static partial Regex Scalar();

    [GeneratedRegex(@"\{\s*\}|\[\s*\]")]
    private static partial Regex Empty();
}
