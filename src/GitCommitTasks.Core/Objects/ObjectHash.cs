using System.Security.Cryptography;
using System.Text;

namespace GitCommitTasks.Objects;

/// <summary>The id of an object that is not stored: SHA-1 over its header and content.</summary>
internal static class ObjectHash
{
    /// <summary>The id a blob of this content has.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "SHA-1 is the name git gives the object, not a protection.")]
    public static Oid OfBlob(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        hash.AppendData(content);
        return Oid.FromBytes(hash.GetHashAndReset());
    }
}
