using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>Writes a <see cref="JsonWeave"/> for a store. What is null, false or empty is left out.</summary>
internal static class JsonWeaveWriter
{
    /// <summary>The version of the format; <see cref="JsonWeaveReader"/> refuses others.</summary>
    public const int Version = 1;

    public static void Write(Utf8JsonWriter writer, JsonSlot root, JsonFileStyle style)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        Write(writer, "headStyle", style.Head);
        Write(writer, "diskStyle", style.Disk);
        Write(writer, "styleWritten", style.Written);
        Write(writer, "styleWriter", style.Writer);
        writer.WritePropertyName("root");
        Write(writer, root);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonStyle? style)
    {
        if (style is null)
            return;
        writer.WriteStartObject(name);
        Write(writer, "indent", style.Indent);
        Write(writer, "newLine", style.NewLine);
        Write(writer, "colon", style.Colon);
        Write(writer, "comma", style.Comma);
        Write(writer, "objectPadding", style.ObjectPadding);
        Write(writer, "arrayPadding", style.ArrayPadding);
        writer.WriteString("end", style.End);
        writer.WriteBoolean("byteOrderMark", style.HasByteOrderMark);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonSlot slot)
    {
        writer.WriteStartObject();
        Write(writer, "name", slot.Name is null ? null : slot.NameText);
        writer.WriteNumber("head", IndexOf(slot.Versions, slot.Head));
        writer.WriteNumber("disk", IndexOf(slot.Versions, slot.Disk));
        Write(writer, "headPast", slot.HeadPast);
        Write(writer, "diskPast", slot.DiskPast);
        writer.WriteStartArray("values");
        foreach (var version in slot.Versions)
            Write(writer, version);
        writer.WriteEndArray();
        WriteLosses(writer, slot);
        writer.WriteEndObject();
    }

    private static void WriteLosses(Utf8JsonWriter writer, JsonSlot slot)
    {
        if (slot.Losses.All.Count == 0)
            return;
        writer.WriteStartArray("losses");
        foreach (var loss in slot.Losses.All)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(loss.Owner);
            writer.WriteStringValue(loss.By);
            // What was forgotten has no place any more.
            writer.WriteNumberValue(slot.Versions.ToList().FindIndex(v => v == loss.Lost));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonVersion version)
    {
        writer.WriteStartObject();
        if (version.Kind == JsonKind.Scalar)
            writer.WriteString("text", version.Text);
        Write(writer, version.Writer, version.Replaced, version.Left, version.Mixture);
        Write(writer, "origin", version.Origin);
        Write(writer, "byLine", version.IsByLine ? true : null);
        if (version.Aside is { } aside)
        {
            writer.WriteStartObject("aside");
            Write(writer, aside.Writer, aside.Replaced, aside.Left, aside.Mixture);
            writer.WriteEndObject();
        }

        if (version.Container is { } container)
            Write(writer, container);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string? owner, string? replaced, string? left, Mixture mixture)
    {
        Write(writer, "writer", owner);
        Write(writer, "replaced", replaced);
        Write(writer, "left", left);
        if (!mixture.IsThere)
            return;
        writer.WriteStartArray("entangledWith");
        foreach (var other in mixture.Owners)
            writer.WriteStringValue(other);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonContainer container)
    {
        Write(writer, "headInline", container.Form.HeadInline);
        Write(writer, "diskInline", container.Form.DiskInline);
        Write(writer, "formWriter", container.Form.Writer);
        Write(writer, "formWritten", container.Form.Written);
        if (container.Form.HeadOrder is { } order)
        {
            var at = container.Slots.Select((slot, i) => (slot, i)).ToDictionary(s => s.slot, s => s.i);
            writer.WriteStartArray("headOrder");
            foreach (var slot in order)
                writer.WriteNumberValue(at[slot]);
            writer.WriteEndArray();
        }

        writer.WriteStartArray(container.Kind == JsonKind.Object ? "members" : "elements");
        foreach (var slot in container.Slots)
            Write(writer, slot);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonPast past)
    {
        if (past.Values.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var digest in past.Values)
            writer.WriteStringValue(digest);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static void Write(Utf8JsonWriter writer, string name, bool? isTrue)
    {
        if (isTrue is { } known)
            writer.WriteBoolean(name, known);
    }

    private static int IndexOf(IReadOnlyList<JsonVersion> versions, JsonVersion version)
    {
        var index = 0;
        while (versions[index] != version)
            index++;
        return index;
    }
}
