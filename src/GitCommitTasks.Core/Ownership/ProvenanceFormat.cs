using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>The stored form of a <see cref="FileProvenance"/>, version 1: a line with a checksum, then one JSON object.</summary>
/// <remarks>
/// <para><c>{"path", "owners": […], "windows": […], "expected": […], "since", "lost", "eol": [head, disk, written, writer], "mode": […], "content": […], "lines": […], "json": …}</c>, the last
/// as <see cref="JsonWeave.Write"/> has it, and only of a file that goes by its values. A line of HEAD that is on disk and was never changed is a
/// string; any other is <c>[flags, writer, deleter, text, inPlaceOf, inserted, deleted, losses]</c>, empty lists at the end left out: owners as indexes into <c>owners</c>
/// (-1: none), <c>inPlaceOf</c> as indexes into <c>lines</c>, flags 1 in HEAD, 2 on disk, the owners it is entangled with as inserted and as deleted,
/// and each <see cref="Loss{T}"/> at the line as <c>[owner, by, lost]</c>, <c>lost</c> as an index into <c>lines</c>; those of the whole file are in <c>losses</c>. <c>windows</c>
/// are the names of those who were seen changing the file (<see cref="FileProvenance.Owners"/>), <c>expected</c>, if it is there, of those whose commit is to come (<see cref="FileProvenance.Expected"/>); <c>since</c> is there if it was changed in a window on a directory (<see cref="FileProvenance.Since"/>), <c>lost</c> only if true (<see cref="FileProvenance.IsPartlyLost"/>). Texts hold one character a byte.</para>
/// <para>A checksum that does not match means that nothing is known; see <see cref="ProvenanceStore"/>.</para>
/// </remarks>
internal static class ProvenanceFormat
{
    private const string Magic = "git-scoped provenance 1 ";
    private const int InHead = 1, OnDisk = 2;

    public static byte[] Write(string path, FileProvenance file)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
            Write(json, path, file);
        var content = body.ToArray();
        return [.. Encoding.ASCII.GetBytes($"{Magic}{Convert.ToHexStringLower(SHA256.HashData(content))}\n"), .. content];
    }

    /// <summary>The path that was stored with it.</summary>
    /// <exception cref="FormatException">It is corrupt, or of another version.</exception>
    public static string? ReadPath(ReadOnlySpan<byte> stored)
    {
        using var document = Parse(stored);
        return document.RootElement.GetProperty("path").GetString();
    }

    /// <exception cref="FormatException">It is corrupt, or of another version.</exception>
    public static FileProvenance Read(ReadOnlySpan<byte> stored)
    {
        using var document = Parse(stored);
        var root = document.RootElement;
        string[] owners = [.. root.GetProperty("owners").EnumerateArray().Select(o => o.GetString()!)];
        string? Owner(JsonElement index) => index.GetInt32() is var i and >= 0 ? owners[i] : null;
        Register<T> Register<T>(string name, Func<JsonElement, T> value)
            where T : notnull
        {
            var values = root.GetProperty(name);
            return new(value(values[0]), value(values[1]), value(values[2]), Owner(values[3]));
        }

        JsonElement[] elements = [.. root.GetProperty("lines").EnumerateArray()];
        List<WeaveLine> lines = [.. elements.Select(l => ReadLine(l, Owner))];
        foreach (var (line, element) in lines.Zip(elements).Where(l => l.Second.ValueKind == JsonValueKind.Array))
        {
            line.InPlaceOf = [.. List(element, 4).Select(at => lines[at.GetInt32()])];
            foreach (var loss in List(element, 7))
                line.Losses.Note(Owner(loss[0]), Owner(loss[1]), loss[2].GetInt32() is var at and >= 0 ? lines[at] : null);
        }

        FileProvenance file = new(
            new Weave(lines),
            Register("eol", e => e.GetBoolean()),
            Register("mode", e => e.GetInt32()),
            Register("content", e => e.GetString()!),
            root.GetProperty("windows").EnumerateArray().Select(o => o.GetString()!),
            root.TryGetProperty("json", out var values) ? JsonWeave.Read(values) : null);
        file.Since = root.TryGetProperty("since", out var since) ? since.GetString() : null;
        file.IsPartlyLost = root.TryGetProperty("lost", out var lost) && lost.GetBoolean();
        foreach (var loss in root.TryGetProperty("losses", out var losses) ? losses.EnumerateArray() : [])
            file.Losses.Note(Owner(loss[0]), Owner(loss[1]));
        foreach (var owner in root.TryGetProperty("expected", out var expected) ? expected.EnumerateArray() : [])
            file.Expected.Add(owner.GetString()!);
        return file;
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> stored)
    {
        var end = stored.IndexOf((byte)'\n');
        if (end < 0 || !Encoding.ASCII.GetString(stored[..end]).Equals(Magic + Convert.ToHexStringLower(SHA256.HashData(stored[(end + 1)..])), StringComparison.Ordinal))
            throw new FormatException("its checksum or version is wrong");
        return JsonDocument.Parse(stored[(end + 1)..].ToArray(), new JsonDocumentOptions { MaxDepth = JsonWeave.MaxStoredDepth });
    }

    private static WeaveLine ReadLine(JsonElement element, Func<JsonElement, string?> owner)
    {
        if (element.ValueKind == JsonValueKind.String)
            return new WeaveLine { Text = element.GetString()!, InHead = true, OnDisk = true };
        var flags = element[0].GetInt32();
        return new WeaveLine
        {
            InHead = (flags & InHead) != 0,
            OnDisk = (flags & OnDisk) != 0,
            Writer = owner(element[1]),
            Deleter = owner(element[2]),
            Text = element[3].GetString()!,
            Inserted = Mixture.Of(List(element, 5).Select(owner)),
            Deleted = Mixture.Of(List(element, 6).Select(owner)),
        };
    }

    private static JsonElement[] List(JsonElement line, int at) => line.GetArrayLength() > at ? [.. line[at].EnumerateArray()] : [];

    private static void Write(Utf8JsonWriter json, string path, FileProvenance file)
    {
        var lines = file.Text.Lines;
        var places = lines.Select((line, at) => (line, at)).ToDictionary(p => p.line, p => p.at);
        List<string> owners = [];
        int Index(string? owner)
        {
            if (owner is null)
                return -1;
            if (!owners.Contains(owner))
                owners.Add(owner);
            return owners.IndexOf(owner);
        }

        json.WriteStartObject();
        json.WriteString("path", path);
        WriteRegister(json, "eol", file.EndsInLineFeed, json.WriteBooleanValue, Index);
        WriteRegister(json, "mode", file.Mode, json.WriteNumberValue, Index);
        WriteRegister(json, "content", file.Content, json.WriteStringValue, Index);
        json.WriteStartArray("lines");
        foreach (var line in lines)
            WriteLine(json, line, Index, places);
        json.WriteEndArray();
        json.WriteStartArray("losses");
        foreach (var loss in file.Losses.All)
            WriteNumbers(json, Index(loss.Owner), Index(loss.By));
        json.WriteEndArray();
        WriteNames(json, "owners", owners);
        WriteNames(json, "windows", file.Owners);
        if (file.Expected.All.Count > 0)
            WriteNames(json, "expected", file.Expected.All);
        if (file.Since is not null)
            json.WriteString("since", file.Since);
        if (file is { IsPartlyLost: true, IsClean: false })
            json.WriteBoolean("lost", true);
        if (file.Json is not null)
        {
            json.WritePropertyName("json");
            file.Json.Write(json);
        }

        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, WeaveLine line, Func<string?, int> index, Dictionary<WeaveLine, int> places)
    {
        int[][] lists =
        [
            // Lines that are forgotten have no place any more.
            [.. line.InPlaceOf.Where(places.ContainsKey).Select(l => places[l])],
            [.. line.Inserted.Owners.Select(index)],
            [.. line.Deleted.Owners.Select(index)],
        ];
        var last = line.Losses.All.Count > 0 ? lists.Length : Array.FindLastIndex(lists, l => l.Length > 0) + 1;
        if (line is { InHead: true, OnDisk: true, Writer: null, Deleter: null } && last == 0)
        {
            json.WriteStringValue(line.Text);
            return;
        }

        json.WriteStartArray();
        json.WriteNumberValue((line.InHead ? InHead : 0) | (line.OnDisk ? OnDisk : 0));
        json.WriteNumberValue(index(line.Writer));
        json.WriteNumberValue(index(line.Deleter));
        json.WriteStringValue(line.Text);
        foreach (var list in lists.Take(last))
            WriteNumbers(json, list);
        if (line.Losses.All.Count > 0)
        {
            json.WriteStartArray();
            foreach (var loss in line.Losses.All)
                WriteNumbers(json, index(loss.Owner), index(loss.By), loss.Lost is { } lost && places.TryGetValue(lost, out var at) ? at : -1);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, params IEnumerable<int> numbers)
    {
        json.WriteStartArray();
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteRegister<T>(Utf8JsonWriter json, string name, Register<T> register, Action<T> write, Func<string?, int> index)
        where T : notnull
    {
        json.WriteStartArray(name);
        foreach (var value in (T[])[register.Head, register.Disk, register.Written])
            write(value);
        json.WriteNumberValue(index(register.Writer));
        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var value in names)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
