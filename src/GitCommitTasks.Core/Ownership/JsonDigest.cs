using System.Globalization;

namespace GitCommitTasks.Ownership;

/// <summary>Short names of JSON values, to find again what was seen before; the same in every process.</summary>
/// <remarks>Not for security, and two values may share one: a digest only proposes which elements are the same, and what they hold is compared afterwards.
/// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).</remarks>
internal static class JsonDigest
{
    private const ulong Basis = 14695981039346656037, Prime = 1099511628211;

    public static string OfScalar(string text) => Name(Mix(Basis, text));

    public static string OfArray(IEnumerable<string> elements) => Name(elements.Aggregate(Mix(Basis, "["), Mix));

    /// <summary>A sum, because the order of members does not count.</summary>
    public static string OfObject(IEnumerable<(string Name, string Digest)> members) =>
        Name(members.Aggregate(Mix(Basis, "{"), (sum, m) => sum + Mix(Mix(Mix(Basis, m.Name), ":"), m.Digest)));

    private static string Name(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong Mix(ulong hash, string text)
    {
        foreach (var character in text)
            hash = (hash ^ character) * Prime;
        // The end counts, or "a" and "bc" would be "ab" and "c".
        return (hash ^ 0xFFFF) * Prime;
    }
}
