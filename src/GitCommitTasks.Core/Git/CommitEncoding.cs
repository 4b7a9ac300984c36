using System.Text;

namespace GitCommitTasks.Git;

/// <summary>What encoding a commit says that its text is in: <c>i18n.commitEncoding</c>, and the header <c>encoding</c> where that is not UTF-8.</summary>
/// <remarks>As with git nothing is converted: the bytes are stored as they are given. Under UTF-8, bytes that are none are taken for Latin-1, with a warning
/// (commit.c, <c>verify_utf8</c>).</remarks>
internal static class CommitEncoding
{
    /// <summary>What the header <c>encoding</c> is to say, or null when there is to be none.</summary>
    public static string? Of(GitConfiguration configuration) =>
        configuration["i18n.commitencoding"] is { } name && !IsUtf8(name) ? name : null;

    /// <summary>The content with each byte that is not UTF-8, for git, replaced by the Latin-1 character that it would be.</summary>
    /// <param name="content">A whole commit object.</param>
    /// <returns>The very same array when all of it is UTF-8.</returns>
    public static byte[] Conformed(byte[] content)
    {
        if (Ascii.IsValid(content))
            return content;
        List<byte> result = new(content.Length + 8);
        for (var at = 0; at < content.Length;)
        {
            var length = LengthOfCharacter(content.AsSpan(at));
            if (length > 0)
                result.AddRange(content.AsSpan(at, length));
            else
                result.AddRange([(byte)(0xc0 + (content[at] >> 6)), (byte)(0x80 + (content[at] & 0x3f))]);
            at += Math.Max(1, length);
        }

        // A replacement is longer than what it replaces.
        return result.Count == content.Length ? content : [.. result];
    }

    /// <summary>The text of a message; bytes that mean nothing show as U+FFFD.</summary>
    /// <param name="message">The bytes.</param>
    /// <param name="name">The encoding's name in the commit's header, or null for UTF-8. One that is not known counts as UTF-8.</param>
    public static string Decode(ReadOnlySpan<byte> message, string? name) =>
        (name is null || IsUtf8(name) ? Encoding.UTF8 : Find(name) ?? Encoding.UTF8).GetString(message);

    /// <summary>utf8.c, <c>is_encoding_utf8</c>.</summary>
    private static bool IsUtf8(string name) => name.ToLowerInvariant() is "utf-8" or "utf8";

    private static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // Not an encoding that .NET knows by this name.
            return null;
        }
    }

    /// <summary>How many bytes the character at the beginning has; 0 when it is none, or one that Unicode says is no character (commit.c, <c>find_invalid_utf8</c>).</summary>
    private static int LengthOfCharacter(ReadOnlySpan<byte> bytes)
    {
        if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            return 0;
        return (rune.Value & 0xfffe) == 0xfffe || rune.Value is >= 0xfdd0 and <= 0xfdef ? 0 : length;
    }
}
