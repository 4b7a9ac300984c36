namespace GitCommitTasks.Ownership;

/// <summary>The last values that an element of an array had on one side, by their digests: what it is found by when one of them comes back.</summary>
/// <remarks><b>Does not guarantee</b> to know more than the last <see cref="Most"/> values: a reset over more commits than that, each of which changed
/// the element, may take it for a neighbour that changed with it.</remarks>
internal sealed class JsonPast
{
    /// <summary>How many values are remembered. Chosen as more than the owners that share an element: each of their commits is one more value.</summary>
    public const int Most = 8;

    private readonly List<string> digests;

    public JsonPast(params IEnumerable<string> digests) => this.digests = [.. digests.Take(Most)];

    /// <summary>The values, the last first; none twice.</summary>
    public IReadOnlyList<string> Values => digests;

    /// <summary>What an element is known by in the past that <paramref name="side"/> chooses, the last first.</summary>
    public static IEnumerable<Func<JsonSlot, string?>> Digests(Func<JsonSlot, JsonPast> side) =>
        Enumerable.Range(0, Most).Select<int, Func<JsonSlot, string?>>(i => slot => side(slot).digests.ElementAtOrDefault(i));

    /// <summary>The element has another value now than the one that has <paramref name="digest"/>.</summary>
    public void Remember(string digest)
    {
        digests.Remove(digest);
        digests.Insert(0, digest);
        if (digests.Count > Most)
            digests.RemoveAt(Most);
    }
}
