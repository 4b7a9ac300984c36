using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GitCommitTasks.Objects;

/// <summary>SHA-1 and SHA-256 of the libcrypto that a process on Linux has anyway (libgit2 loads it), called directly.</summary>
/// <remarks>
/// <para>.NET's own way to the same code first sets up all of OpenSSL: configuration, ciphers, texts of errors. That takes more than a millisecond, a tenth of what a process that
/// commits once computes. The functions below need none of it (openssl's <c>SHA1(3)</c>; deprecated since 3.0, and there).</para>
/// <para><b>Does not guarantee</b> to be there: elsewhere, and where the functions are not exported, the caller hashes in another way.</para>
/// </remarks>
internal static unsafe class DirectDigest
{
    /// <summary>More than any version's SHA_CTX or SHA256_CTX has (96 and 112 bytes).</summary>
    private const int ContextSize = 256;

    private static readonly nint Library = !OperatingSystem.IsLinux() ? 0
        : NativeLibrary.TryLoad("libcrypto.so.3", out var library) || NativeLibrary.TryLoad("libcrypto.so.1.1", out library) ? library : 0;

    private static readonly Functions? Sha1 = Functions.TryFind("SHA1"), Sha256 = Functions.TryFind("SHA256");

    /// <summary>Hashes <paramref name="head"/> and then <paramref name="content"/>, as if they were one, into <paramref name="target"/>, which is exactly long enough.</summary>
    /// <returns>False when that cannot be had here; nothing is written then.</returns>
    public static bool TryHash(HashAlgorithmName algorithm, ReadOnlySpan<byte> head, ReadOnlySpan<byte> content, Span<byte> target)
    {
        var functions = algorithm == HashAlgorithmName.SHA1 ? Sha1 : algorithm == HashAlgorithmName.SHA256 ? Sha256 : null;
        if (functions is null)
            return false;
        var context = stackalloc byte[ContextSize];
        fixed (byte* first = head, rest = content, result = target)
        {
            // Each answers 1; none of them can fail.
            functions.Init(context);
            functions.Update(context, first, (nuint)head.Length);
            functions.Update(context, rest, (nuint)content.Length);
            functions.Final(result, context);
        }

        return true;
    }

    private sealed class Functions(nint init, nint update, nint final)
    {
        public int Init(byte* context) => ((delegate* unmanaged<byte*, int>)init)(context);

        public int Update(byte* context, byte* data, nuint length) => ((delegate* unmanaged<byte*, byte*, nuint, int>)update)(context, data, length);

        public int Final(byte* result, byte* context) => ((delegate* unmanaged<byte*, byte*, int>)final)(result, context);

        public static Functions? TryFind(string name) => Library != 0
            && NativeLibrary.TryGetExport(Library, name + "_Init", out var init)
            && NativeLibrary.TryGetExport(Library, name + "_Update", out var update)
            && NativeLibrary.TryGetExport(Library, name + "_Final", out var final) ? new Functions(init, update, final) : null;
    }
}
