using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace GitCommitTasks.Objects;

/// <summary>The hash function by which a repository names its objects (git-config(1), <c>extensions.objectFormat</c>).</summary>
[SuppressMessage("Security", "CA5350", Justification = "SHA-1 is the name git gives an object, not a protection.")]
internal sealed class ObjectFormat
{
    private readonly HashAlgorithmName algorithm;

    private ObjectFormat(string name, int idLength, HashAlgorithmName algorithm)
    {
        (Name, IdLength, this.algorithm) = (name, idLength, algorithm);
        None = Oid.FromBytes(new byte[idLength]);
    }

    /// <summary>Git's default.</summary>
    public static ObjectFormat Sha1 { get; } = new("sha1", SHA1.HashSizeInBytes, HashAlgorithmName.SHA1);

    /// <summary>The other one; git 3.0's default for new repositories.</summary>
    public static ObjectFormat Sha256 { get; } = new("sha256", SHA256.HashSizeInBytes, HashAlgorithmName.SHA256);

    /// <summary>As git calls it.</summary>
    public string Name { get; }

    /// <summary>Length of an id in bytes; it has twice as many digits.</summary>
    public int IdLength { get; }

    /// <summary>The id of all zeros: <em>no object</em>.</summary>
    public Oid None { get; }

    /// <summary>The format git calls <paramref name="name"/>, or null for one that is not known here.</summary>
    public static ObjectFormat? TryParse(string name) => name.ToLowerInvariant() switch
    {
        "sha1" => Sha1,
        "sha256" => Sha256,
        _ => null,
    };

    /// <summary>The id a blob of this content has, stored or not.</summary>
    public Oid OfBlob(ReadOnlySpan<byte> content) => IdOf(ObjectKind.Blob, content);

    /// <summary>The id an object of this kind and content has, stored or not (gitformat-loose(5): the hash of kind, length and content).</summary>
    public Oid IdOf(ObjectKind kind, ReadOnlySpan<byte> content)
    {
        var name = kind switch
        {
            ObjectKind.Commit => "commit",
            ObjectKind.Tree => "tree",
            _ => "blob",
        };
        var id = new byte[IdLength];
        Hash(Encoding.ASCII.GetBytes($"{name} {content.Length}\0"), content, id);
        return Oid.FromBytes(id);
    }

    /// <summary>Hashes <paramref name="content"/> into the <see cref="IdLength"/> bytes of <paramref name="target"/>.</summary>
    public void Hash(ReadOnlySpan<byte> content, Span<byte> target) => Hash([], content, target);

    private void Hash(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content, Span<byte> target)
    {
        if (DirectDigest.TryHash(algorithm, head, content, target))
            return;
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(head);
        hash.AppendData(content);
        hash.GetHashAndReset(target);
    }
}
