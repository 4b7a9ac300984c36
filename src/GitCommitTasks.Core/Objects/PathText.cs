using System.Buffers;
using System.Text;

namespace GitCommitTasks.Objects;

/// <summary>Names as .NET strings that lose no byte, and as text in which no two look alike.</summary>
/// <remarks>A byte that is not UTF-8 is a lone surrogate in the string, U+DC80 for 0x80 and so on (as in Python, PEP 383): text from a user has none.</remarks>
internal static class PathText
{
    private const char FirstEscape = '\uDC80', LastEscape = '\uDCFF';

    /// <summary>The string of a name.</summary>
    public static string Decode(ReadOnlySpan<byte> name)
    {
        StringBuilder text = new(name.Length);
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(rune);
                name = name[length..];
            }
            else
            {
                text.Append((char)(FirstEscape + (name[0] - 0x80)));
                name = name[1..];
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes of a string that <see cref="Decode"/> made, or of any other text.</summary>
    /// <exception cref="FormatException">It has a lone surrogate that stands for no byte.</exception>
    public static byte[] Encode(string text)
    {
        List<byte> name = new(text.Length);
        var encoded = new byte[4];
        for (var at = 0; at < text.Length; at++)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                name.AddRange(encoded.AsSpan(0, rune.EncodeToUtf8(encoded)));
                at += rune.Utf16SequenceLength - 1;
            }
            else
            {
                name.Add(text[at] is >= FirstEscape and <= LastEscape ? (byte)(text[at] - FirstEscape + 0x80) : throw new FormatException("a name has half a surrogate pair."));
            }
        }

        return [.. name];
    }

    /// <summary>The name for people and for JSON: as it is when it is UTF-8, else in double quotes with octal escapes, as git quotes it (core.quotePath).</summary>
    /// <remarks>A name that begins with a double quote is quoted too, so that no two names look alike.</remarks>
    public static string Show(ReadOnlySpan<byte> name)
    {
        if (System.Text.Unicode.Utf8.IsValid(name) && !name.StartsWith("\""u8))
            return Encoding.UTF8.GetString(name);
        return Quote(name);
    }

    /// <summary>The name in double quotes, as git quotes it.</summary>
    public static string Quote(ReadOnlySpan<byte> name)
    {
        StringBuilder text = new("\"", name.Length + 8);
        foreach (var b in name)
            text.Append(Quoted(b));
        return text.Append('"').ToString();
    }

    /// <summary>The bytes of a name that <see cref="Show"/> made; of what is badly quoted, the text itself.</summary>
    /// <exception cref="FormatException">It has half a surrogate pair.</exception>
    public static byte[] ParseShown(string text) => (text.StartsWith('"') ? Unquote(Encode(text)) : null) ?? Encode(text);

    /// <summary>The bytes between the quotes, or null when they are no C string (quote.c, <c>unquote_c_style</c>).</summary>
    public static byte[]? Unquote(ReadOnlySpan<byte> quoted)
    {
        List<byte> result = [];
        for (var at = 1; at < quoted.Length; at++)
        {
            if (quoted[at] == '"')
                return at == quoted.Length - 1 ? [.. result] : null;
            if (quoted[at] != '\\')
            {
                result.Add(quoted[at]);
            }
            else if (Escape(quoted[(at + 1)..], out var length) is { } value)
            {
                result.Add(value);
                at += length;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>One byte inside of the quotes (quote.c, <c>quote_c_style_counted</c>).</summary>
    private static string Quoted(byte b) => b switch
    {
        (byte)'"' => "\\\"",
        (byte)'\\' => "\\\\",
        (byte)'\a' => "\\a",
        (byte)'\b' => "\\b",
        (byte)'\f' => "\\f",
        (byte)'\n' => "\\n",
        (byte)'\r' => "\\r",
        (byte)'\t' => "\\t",
        (byte)'\v' => "\\v",
        < 0x20 or >= 0x7f => "\\" + Convert.ToString(b, 8).PadLeft(3, '0'),
        _ => ((char)b).ToString(),
    };

    private static byte? Escape(ReadOnlySpan<byte> text, out int length)
    {
        length = 1;
        if (text is [>= (byte)'0' and <= (byte)'3', >= (byte)'0' and <= (byte)'7', >= (byte)'0' and <= (byte)'7', ..])
        {
            length = 3;
            return (byte)(((text[0] - '0') << 6) | ((text[1] - '0') << 3) | (text[2] - '0'));
        }

        return text is [var letter, ..] && "abfnrtv\\\"".IndexOf((char)letter, StringComparison.Ordinal) is var found and >= 0 ? "\a\b\f\n\r\t\v\\\""u8[found] : null;
    }
}
