namespace GitCommitTasks.Objects;

/// <summary>An object id: the lower-case hexadecimal name of a git object.</summary>
/// <remarks>40 digits in a SHA-1 repository, 64 in a SHA-256 one. All zeros means <em>no object</em>, as in git's reflog and ref transactions.</remarks>
internal sealed record Oid
{
    private Oid(string hex) => Hex = hex;

    /// <summary>The SHA-1 id of all zeros: <em>no object</em>.</summary>
    public static Oid None { get; } = new(new string('0', 40));

    /// <summary>The lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>Whether every digit is zero.</summary>
    public bool IsNone => Hex.AsSpan().TrimStart('0').IsEmpty;

    /// <summary>The first ten digits, for people.</summary>
    public string Short => Hex[..10];

    /// <summary>The id named by <paramref name="text"/>.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is not 40 or 64 hexadecimal digits.</exception>
    public static Oid Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is not an object id.");

    /// <summary>The id named by <paramref name="text"/>, or null when it is not 40 or 64 hexadecimal digits.</summary>
    public static Oid? TryParse(ReadOnlySpan<char> text)
    {
        if (text.Length is not (40 or 64) || !IsHex(text))
            return null;
        return new Oid(text.ToString().ToLowerInvariant());
    }

    /// <summary>The id whose binary form is <paramref name="raw"/> (20 or 32 bytes).</summary>
    public static Oid FromBytes(ReadOnlySpan<byte> raw) => new(Convert.ToHexStringLower(raw));

    /// <summary>The binary form: 20 or 32 bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <inheritdoc/>
    public override string ToString() => Hex;

    private static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }

        return true;
    }
}
