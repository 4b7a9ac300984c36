using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>Reads what <see cref="JsonWeaveWriter"/> wrote.</summary>
internal static class JsonWeaveReader
{
    /// <summary>The weave in <paramref name="stored"/>.</summary>
    /// <exception cref="FormatException">It is of another version, or no weave.</exception>
    public static JsonWeave Read(JsonElement stored)
    {
        try
        {
            var version = stored.GetProperty("version").GetInt32();
            if (version != JsonWeaveWriter.Version)
                throw new FormatException($"The JSON weave has version {version}; this program reads version {JsonWeaveWriter.Version}.");
            JsonFileStyle style = new()
            {
                Head = Style(stored, "headStyle"),
                Disk = Style(stored, "diskStyle"),
                Written = Style(stored, "styleWritten"),
                Writer = Text(stored, "styleWriter"),
            };
            return new JsonWeave(Slot(stored.GetProperty("root")), style);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or ArgumentException or JsonException)
        {
            // JsonElement: a property that is missing or of another kind. Lists: an index outside. JsonDocument: a name that is no string of JSON.
            throw new FormatException("The JSON weave is corrupt.", e);
        }
    }

    private static JsonStyle? Style(JsonElement stored, string name) => !stored.TryGetProperty(name, out var style) ? null : new JsonStyle
    {
        Indent = Text(style, "indent"),
        NewLine = Text(style, "newLine"),
        Colon = Text(style, "colon"),
        Comma = Text(style, "comma"),
        ObjectPadding = Text(style, "objectPadding"),
        ArrayPadding = Text(style, "arrayPadding"),
        End = style.GetProperty("end").GetString()!,
        HasByteOrderMark = style.GetProperty("byteOrderMark").GetBoolean(),
    };

    private static JsonSlot Slot(JsonElement stored)
    {
        var text = Text(stored, "name");
        List<JsonVersion> versions = [.. stored.GetProperty("values").EnumerateArray().Select(Version)];
        if (versions.Count == 0 || versions[0].Kind != JsonKind.Absent || versions.Skip(1).Any(v => v.Kind == JsonKind.Absent))
            throw new FormatException("The JSON weave is corrupt: the first value of a slot is not the absent one.");
        JsonSlot slot = new(text is null ? null : Name(text), versions, stored.GetProperty("head").GetInt32(), stored.GetProperty("disk").GetInt32())
        {
            NameText = text ?? "",
            HeadPast = Past(stored, "headPast"),
            DiskPast = Past(stored, "diskPast"),
        };
        foreach (var loss in stored.TryGetProperty("losses", out var losses) ? losses.EnumerateArray() : [])
            slot.Losses.Note(loss[0].GetString(), loss[1].GetString(), loss[2].GetInt32() is var at and >= 0 ? versions[at] : null);
        return slot;
    }

    private static JsonPast Past(JsonElement stored, string name) =>
        stored.TryGetProperty(name, out var digests) ? new JsonPast(digests.EnumerateArray().Select(d => d.GetString()!)) : new JsonPast();

    private static JsonVersion Version(JsonElement stored)
    {
        var container = stored.TryGetProperty("members", out var items) ? Container(stored, items, JsonKind.Object)
            : stored.TryGetProperty("elements", out items) ? Container(stored, items, JsonKind.Array) : null;
        var text = Text(stored, "text");
        JsonVersion version = new()
        {
            Kind = container?.Kind ?? (text is null ? JsonKind.Absent : JsonKind.Scalar),
            Text = text ?? "",
            Container = container,
            Writer = Text(stored, "writer"),
            Replaced = Text(stored, "replaced"),
            Left = Text(stored, "left"),
            Origin = Text(stored, "origin"),
            IsByLine = Flag(stored, "byLine") ?? false,
            Aside = stored.TryGetProperty("aside", out var aside) ? Version(aside).Deletion : null,
        };
        if (stored.TryGetProperty("entangledWith", out var other))
            version.Mixture = Mixture.Of(other.EnumerateArray().Select(o => o.GetString()));
        return version;
    }

    private static JsonContainer Container(JsonElement stored, JsonElement items, JsonKind kind)
    {
        List<JsonSlot> slots = [.. items.EnumerateArray().Select(Slot)];
        if (slots.Exists(s => s.Name is null != (kind == JsonKind.Array)) || (kind == JsonKind.Object && slots.DistinctBy(s => s.Name).Count() != slots.Count))
            throw new FormatException("The JSON weave is corrupt: members have names, each its own, and elements have none.");
        JsonForm form = new()
        {
            HeadInline = Flag(stored, "headInline"),
            DiskInline = Flag(stored, "diskInline"),
            Writer = Text(stored, "formWriter"),
            Written = Text(stored, "formWritten"),
            HeadOrder = stored.TryGetProperty("headOrder", out var order) ? [.. order.EnumerateArray().Select(i => slots[i.GetInt32()])] : null,
        };
        return new JsonContainer(kind, slots) { Form = form };
    }

    /// <summary>The name that is spelled so.</summary>
    private static string Name(string text)
    {
        using var name = JsonDocument.Parse(text);
        return name.RootElement.GetString()!;
    }

    private static string? Text(JsonElement stored, string name) => stored.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static bool? Flag(JsonElement stored, string name) => stored.TryGetProperty(name, out var flag) ? flag.GetBoolean() : null;
}
