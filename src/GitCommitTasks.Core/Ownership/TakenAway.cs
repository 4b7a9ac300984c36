namespace GitCommitTasks.Ownership;

/// <summary>What others had not committed and an edit took from where it stood, in any of the files that it changed. Where the edit wrote the same elsewhere it moved it there: that is its owner's
/// now, and says whose it was.</summary>
/// <remarks><b>Does not guarantee</b> to tell what was moved from what was written anew, equal.</remarks>
internal sealed class TakenAway
{
    private readonly Dictionary<string, Mixture> lines = [];
    private readonly Dictionary<string, List<TakenValue>> values = [];

    /// <summary>Whether the edit took anything.</summary>
    public bool IsThere => lines.Count > 0 || values.Count > 0;

    /// <summary>A line went.</summary>
    /// <param name="text">The line.</param>
    /// <param name="owners">The others whose it was.</param>
    public void Add(string text, Mixture owners) => lines[text] = lines.GetValueOrDefault(text).With(owners.Owners);

    /// <summary>A scalar went.</summary>
    public void Add(TakenValue value)
    {
        if (values.TryGetValue(value.Scalar.Text, out var equal))
            equal.Add(value);
        else
            values[value.Scalar.Text] = [value];
    }

    /// <summary>Whose a line was, should it be one that was moved.</summary>
    public Mixture OwnersOf(string text) => lines.GetValueOrDefault(text);

    /// <summary>Whose a scalar was, should it be one that was moved.</summary>
    public Mixture OwnersOf(PlacedScalar scalar) =>
        Mixture.None.With((values.GetValueOrDefault(scalar.Text) ?? []).Where(v => scalar.MayBe(v.Scalar)).SelectMany(v => v.Owners.Owners));
}

/// <summary>A scalar that went.</summary>
/// <param name="Scalar">The scalar.</param>
/// <param name="Owners">The others whose it was.</param>
internal readonly record struct TakenValue(PlacedScalar Scalar, Mixture Owners);
