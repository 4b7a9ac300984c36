namespace GitCommitTasks.Ownership;

/// <summary>A scalar of a JSON document, where it stands.</summary>
/// <param name="Name">The name of the member; null for an element.</param>
/// <param name="Text">The scalar as it is spelled.</param>
/// <param name="Container">The object or array that it is in; null for a document that is a scalar.</param>
/// <param name="Beside">The scalars in that, itself among them, each with its name.</param>
internal sealed record PlacedScalar(string? Name, string Text, JsonContainer? Container, IReadOnlySet<(string? Name, string Text)> Beside)
{
    /// <summary>The longest number that says nothing by itself, as many documents count so far; an empty string is as short.</summary>
    private const int LongestCommon = 2;

    private bool IsCommon => Text.Length <= LongestCommon || Text is "true" or "false" or "null";

    /// <summary>Whether it may be <paramref name="other"/>, which stood elsewhere and has the same text: one that is found everywhere only where its name or its object was changed, not both.</summary>
    public bool MayBe(PlacedScalar other) =>
        !IsCommon || (Container is not null && Container == other.Container) || (Name == other.Name && IsMostlyAs(other));

    /// <summary>Whether they stand in what is the same for the most part: as in git, more than a half.</summary>
    private bool IsMostlyAs(PlacedScalar other) => Beside.Count(other.Beside.Contains) * 2 > Math.Max(Beside.Count, other.Beside.Count);
}
