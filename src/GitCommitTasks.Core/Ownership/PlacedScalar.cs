namespace GitCommitTasks.Ownership;

/// <summary>A scalar of a JSON document, where it stands.</summary>
/// <param name="Name">The name of the member; null for an element.</param>
/// <param name="Text">The scalar as it is spelled.</param>
/// <param name="Container">The object or array that it is in; null for a document that is a scalar.</param>
/// <param name="Beside">The scalars in that, itself among them, each with its name.</param>
internal readonly record struct PlacedScalar(string? Name, string Text, JsonContainer? Container, IReadOnlySet<(string? Name, string Text)> Beside)
{
    /// <summary>The longest number that says nothing by itself, as many documents count so far; an empty string is as short.</summary>
    private const int LongestCommon = 2;

    /// <summary>Whether such a value is found everywhere, so that two of them are hardly the same one.</summary>
    public bool IsCommon => Text.Length <= LongestCommon || Text is "true" or "false" or "null";

    /// <summary>Whether it stands among what is <paramref name="others"/> for the most part: as in git, more than a half.</summary>
    public bool IsMostlyAmong(IReadOnlySet<(string? Name, string Text)> others) => Beside.Count(others.Contains) * 2 > Math.Max(Beside.Count, others.Count);
}
