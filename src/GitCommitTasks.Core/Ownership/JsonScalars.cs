using System.Text;
using System.Text.Json;

namespace GitCommitTasks.Ownership;

/// <summary>The strings, numbers and literals of a JSON document, each with the names that lead to it: to see, where a file goes by lines, whether one was lost or went astray.</summary>
/// <remarks><b>Does not guarantee</b> to tell the elements of an array apart: equal ones are counted.</remarks>
internal static class JsonScalars
{
    /// <summary>Whether <paramref name="document"/> lacks a value, or a member, that both <paramref name="one"/> and <paramref name="other"/> have. False if one of them is no document.</summary>
    public static bool Lacks(ReadOnlySpan<byte> document, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (Of(document) is not { } values || Of(one) is not { } left || Of(other) is not { } right)
            return false;
        return left.Any(v => values.GetValueOrDefault(v.Key) < Math.Min(v.Value, right.GetValueOrDefault(v.Key)));
    }

    /// <summary>Whether <paramref name="document"/> has a value in a place where neither <paramref name="one"/> nor <paramref name="other"/> has it; one that is empty has none.
    /// False if one of them is no document.</summary>
    public static bool HasStray(ReadOnlySpan<byte> document, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (Of(document) is not { } values || (one.IsEmpty ? [] : Of(one)) is not { } left || (other.IsEmpty ? [] : Of(other)) is not { } right)
            return false;
        return values.Keys.Any(v => !left.ContainsKey(v) && !right.ContainsKey(v));
    }

    /// <summary>How often each value is there; null if it is no document.</summary>
    private static Dictionary<string, int>? Of(ReadOnlySpan<byte> content)
    {
        if (!JsonSyntax.Accepts(content))
            return null;
        Dictionary<string, int> values = [];
        List<string> path = [];
        Utf8JsonReader reader = new(JsonSyntax.WithoutMark(content), new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Add("");
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.RemoveAt(path.Count - 1);
                    break;
                case JsonTokenType.PropertyName:
                    path[^1] = Encoding.UTF8.GetString(reader.ValueSpan);
                    break;
                default:
                    var place = string.Join('\n', path);
                    var value = $"{place}\n{reader.TokenType} {Encoding.UTF8.GetString(reader.ValueSpan)}";
                    if (!path.Contains(""))
                        values[place] = 1;
                    values[value] = values.GetValueOrDefault(value) + 1;
                    break;
            }
        }

        return values;
    }
}
