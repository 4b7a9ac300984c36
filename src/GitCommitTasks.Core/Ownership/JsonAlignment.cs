namespace GitCommitTasks.Ownership;

/// <summary>An element and the value it has now.</summary>
/// <param name="Slot">The element; null if it is new.</param>
/// <param name="Value">Its value; null if it has none now.</param>
/// <param name="Replaced">The element in whose place a new one stands.</param>
internal readonly record struct JsonPair(JsonSlot? Slot, JsonTree? Value, JsonSlot? Replaced = null);

/// <summary>Finds which element of an array is which, keeping the order: first what is surest, then in the stretches between what is less sure.</summary>
/// <param name="side">What an element had on the side that changed.</param>
/// <param name="digests">What an element is known by, the surest first: the first is what the side that changed had, the second what the other side has.</param>
internal sealed class JsonAlignment(Func<JsonSlot, JsonVersion> side, IReadOnlyList<Func<JsonSlot, string?>> digests)
{
    /// <summary>All slots and all values, in the order they have from now on.</summary>
    public List<JsonPair> Of(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonTree> values) =>
        !Is(digests[0], slots, values) && Is(digests[1], slots, values) ? AsOtherSide(slots, values) : [.. Of(slots, values, pass: 0)];

    private static bool Is(Func<JsonSlot, string?> digest, IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonTree> values) =>
        slots.Select(digest).OfType<string>().SequenceEqual(values.Select(v => v.Digest));

    /// <summary>HEAD and the disk have the same now, so they differ nowhere.</summary>
    private List<JsonPair> AsOtherSide(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonTree> values)
    {
        var next = 0;
        return [.. slots.Select(s => new JsonPair(s, digests[1](s) is null ? null : values[next++]))];
    }

    private IEnumerable<JsonPair> Of(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonTree> values, int pass)
    {
        if (slots.Count == 0 || values.Count == 0 || pass > digests.Count)
            return InPlace(slots, values);
        var byIdentity = pass == digests.Count;
        var keys = slots.Select(byIdentity ? JsonIdentity.Of : digests[pass]).ToList();
        int[] keyed = [.. Enumerable.Range(0, slots.Count).Where(i => keys[i] is not null)];
        var sought = values.Select(v => byIdentity ? JsonIdentity.Of(v) ?? "" : v.Digest).ToList();
        return Between(slots, values, [.. LineDiff.Matches([.. keyed.Select(i => keys[i]!)], sought).Select(m => (keyed[m.Old], m.New))], pass + 1);
    }

    private IEnumerable<JsonPair> Between(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonTree> values, List<(int Slot, int Value)> matches, int pass)
    {
        var (slot, value) = (0, 0);
        foreach (var (i, j) in matches.Append((slots.Count, values.Count)))
        {
            if (i > slot || j > value)
            {
                foreach (var pair in Of([.. slots.Skip(slot).Take(i - slot)], [.. values.Skip(value).Take(j - value)], pass))
                    yield return pair;
            }

            if (i < slots.Count)
                yield return new JsonPair(slots[i], values[j]);
            (slot, value) = (i + 1, j + 1);
        }
    }

    /// <summary>The first that came stands in the place of the first that went, and so on; what is left over comes behind the last that went.</summary>
    private IEnumerable<JsonPair> InPlace(IReadOnlyList<JsonSlot> slots, IReadOnlyList<JsonTree> values)
    {
        var gone = slots.Count(IsPresent);
        var next = 0;
        foreach (var slot in slots)
        {
            if (gone == 0)
            {
                for (; next < values.Count; next++)
                    yield return new JsonPair(null, values[next]);
            }

            var came = IsPresent(slot) && gone-- > 0 && next < values.Count ? values[next++] : null;
            var isSame = came is not null && !JsonIdentity.Differs(side(slot), came, side);
            if (came is not null && !isSame)
                yield return new JsonPair(null, came, slot);
            yield return new JsonPair(slot, isSame ? came : null);
        }

        for (; next < values.Count; next++)
            yield return new JsonPair(null, values[next]);
    }

    private bool IsPresent(JsonSlot slot) => side(slot).Kind != JsonKind.Absent;
}
