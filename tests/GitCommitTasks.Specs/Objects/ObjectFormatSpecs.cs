using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Specs.Objects;

/// <summary>Ids and checksums are computed by another way than .NET's where there is one; both must agree.</summary>
[SuppressMessage("Security", "CA5350", Justification = "SHA-1 is the name git gives an object, not a protection.")]
public sealed class ObjectFormatSpecs
{
    public static TheoryData<int> Lengths => [0, 1, 55, 56, 63, 64, 65, 1000, 1 << 20];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void an_id_is_the_hash_of_kind_length_and_content(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        byte[] named = [.. Encoding.ASCII.GetBytes($"blob {length}\0"), .. content];

        ObjectFormat.Sha1.OfBlob(content).Hex.ShouldBe(Convert.ToHexStringLower(SHA1.HashData(named)));
        ObjectFormat.Sha256.OfBlob(content).Hex.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(named)));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void a_checksum_is_the_hash_of_the_content(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        byte[] sha1 = new byte[SHA1.HashSizeInBytes], sha256 = new byte[SHA256.HashSizeInBytes];

        ObjectFormat.Sha1.Hash(content, sha1);
        ObjectFormat.Sha256.Hash(content, sha256);

        sha1.ShouldBe(SHA1.HashData(content));
        sha256.ShouldBe(SHA256.HashData(content));
    }

    /// <summary>Else the two specs above would compare .NET with itself.</summary>
    [Fact]
    public void on_Linux_they_are_computed_without_setting_up_OpenSSL() =>
        DirectDigest.TryHash(HashAlgorithmName.SHA1, [], [], new byte[SHA1.HashSizeInBytes]).ShouldBe(OperatingSystem.IsLinux());
}
