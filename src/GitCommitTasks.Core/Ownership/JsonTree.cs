namespace GitCommitTasks.Ownership;

/// <summary>What a JSON value is. Absent is one, too: it is what a member that is not there has.</summary>
internal enum JsonKind
{
    Absent,
    Scalar,
    Object,
    Array,
}

/// <summary>A member of an object.</summary>
/// <param name="Text">The name as it stands in the file, in quotes.</param>
/// <param name="Name">The name it means: two members of one object never share it.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonMember(string Text, string Name, JsonTree Value);

/// <summary>Another owner at a value of a composed document.</summary>
/// <param name="Owner">The other owner; null: unattributed.</param>
/// <param name="IsLoss">Whether it is one who came over an uncommitted value of the committing owner; else one whose change goes along.</param>
internal readonly record struct JsonMark(string? Owner, bool IsLoss);

/// <summary>A JSON value as it stands in a file: scalars in their own spelling, containers with their layout.</summary>
internal sealed class JsonTree
{
    private string? digest;

    public required JsonKind Kind { get; init; }

    /// <summary>A scalar as it is spelled: <c>1.0e5</c> stays that. Empty for containers.</summary>
    public string Text { get; init; } = "";

    /// <summary>The members of an object in order.</summary>
    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>The elements of an array in order.</summary>
    public IReadOnlyList<JsonTree> Elements { get; init; } = [];

    /// <summary>Whether the container is written on one line; null where that does not show: in scalars, in empty containers, and inside a container on one line.</summary>
    public bool? IsInline { get; init; }

    /// <summary>The other owners that are mixed into this value, or came over it; used in composed documents only.</summary>
    public IReadOnlyList<JsonMark> Marks { get; init; } = [];

    public bool IsContainer => Kind is JsonKind.Object or JsonKind.Array;

    public bool IsEmpty => Members.Count == 0 && Elements.Count == 0;

    /// <summary>Equal for equal values, whatever the order of members and the layout.</summary>
    public string Digest => digest ??= Kind switch
    {
        JsonKind.Object => JsonDigest.OfObject(Members.Select(m => (m.Name, m.Value.Digest))),
        JsonKind.Array => JsonDigest.OfArray(Elements.Select(e => e.Digest)),
        _ => JsonDigest.OfScalar(Text),
    };
}
