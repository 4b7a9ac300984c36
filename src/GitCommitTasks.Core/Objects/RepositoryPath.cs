namespace GitCommitTasks.Objects;

/// <summary>A path relative to the top of the working tree, forward slashes, as the bytes git stores.</summary>
/// <remarks>Names need not be UTF-8; equality and order go by bytes (memcmp), as in git's index. The empty path is the top itself.</remarks>
internal sealed class RepositoryPath : IEquatable<RepositoryPath>, IComparable<RepositoryPath>
{
    private readonly byte[] bytes;

    /// <summary>The path whose bytes are <paramref name="raw"/>; the array is kept, not copied.</summary>
    public RepositoryPath(byte[] raw) => bytes = raw;

    /// <summary>The path whose bytes are those of <paramref name="text"/>: UTF-8, or as <see cref="PathText.Decode"/> made them a string.</summary>
    /// <exception cref="FormatException">It has half a surrogate pair.</exception>
    public RepositoryPath(string text) => bytes = PathText.Encode(text);

    /// <summary>The top of the working tree.</summary>
    public static RepositoryPath Top { get; } = new([]);

    /// <summary>The bytes, without a leading or trailing slash.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Whether this is the top of the working tree.</summary>
    public bool IsTop => Bytes.IsEmpty;

    /// <summary>The path that <see cref="ToString"/> shows as <paramref name="shown"/>.</summary>
    /// <exception cref="FormatException">It has half a surrogate pair.</exception>
    public static RepositoryPath Parse(string shown) => new(PathText.ParseShown(shown));

    /// <summary>The last name of the path.</summary>
    public ReadOnlySpan<byte> Name => Bytes[(Bytes.LastIndexOf((byte)'/') + 1)..];

    /// <summary>The directory the path is in; the top for a path of one name, and for the top.</summary>
    public RepositoryPath Directory => Bytes.LastIndexOf((byte)'/') is var at and >= 0 ? new(Bytes[..at].ToArray()) : Top;

    /// <summary>The path of <paramref name="name"/> inside this one.</summary>
    public RepositoryPath Combine(ReadOnlySpan<byte> name)
    {
        if (IsTop)
            return new(name.ToArray());
        var joined = new byte[Bytes.Length + 1 + name.Length];
        Bytes.CopyTo(joined);
        joined[Bytes.Length] = (byte)'/';
        name.CopyTo(joined.AsSpan(Bytes.Length + 1));
        return new(joined);
    }

    /// <summary>Whether this path is <paramref name="directory"/> itself or lies below it.</summary>
    public bool IsWithin(RepositoryPath directory) =>
        directory.IsTop || (Bytes.StartsWith(directory.Bytes)
            && (Bytes.Length == directory.Bytes.Length || Bytes[directory.Bytes.Length] == (byte)'/'));

    /// <summary>The names of the path, from the top down.</summary>
    public IEnumerable<byte[]> Names()
    {
        if (bytes.Length == 0)
            yield break;
        for (int start = 0, end; start <= bytes.Length; start = end + 1)
        {
            end = Array.IndexOf(bytes, (byte)'/', start);
            if (end < 0)
                end = bytes.Length;
            yield return bytes[start..end];
        }
    }

    /// <inheritdoc/>
    public int CompareTo(RepositoryPath? other) => other is null ? 1 : Bytes.SequenceCompareTo(other.Bytes);

    /// <inheritdoc/>
    public bool Equals(RepositoryPath? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RepositoryPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>The path for people and for JSON, not for opening files: as it is, or quoted as git quotes it when it is not UTF-8 or begins with a double quote.</summary>
    public override string ToString() => PathText.Show(Bytes);

    public static bool operator ==(RepositoryPath? left, RepositoryPath? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(RepositoryPath? left, RepositoryPath? right) => !(left == right);

    public static bool operator <(RepositoryPath left, RepositoryPath right) => left.CompareTo(right) < 0;

    public static bool operator >(RepositoryPath left, RepositoryPath right) => left.CompareTo(right) > 0;

    public static bool operator <=(RepositoryPath left, RepositoryPath right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RepositoryPath left, RepositoryPath right) => left.CompareTo(right) >= 0;
}
