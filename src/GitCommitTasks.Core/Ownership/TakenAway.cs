namespace GitCommitTasks.Ownership;

/// <summary>What others had not committed and an edit took from where it stood, in any of the files that it changed. Where the edit wrote the same elsewhere it moved it there: that is its owner's
/// now, and says whose it was.</summary>
/// <remarks><b>Does not guarantee</b> to tell what was moved from what was written anew, equal. Of JSON scalars that are found everywhere (<see cref="PlacedScalar.IsCommon"/>) one in the same
/// container counts as moved, and one under the same name in a similar object.</remarks>
internal sealed class TakenAway
{
    private readonly Dictionary<string, Mixture> lines = [], scalars = [];
    private readonly Dictionary<(string Text, JsonContainer? Container), Mixture> commonInside = [];
    private readonly Dictionary<(string Text, string Name), Dictionary<IReadOnlySet<(string? Name, string Text)>, Mixture>> commonNamed = [];

    /// <summary>Whether the edit took anything.</summary>
    public bool IsThere => lines.Count > 0 || scalars.Count > 0 || commonInside.Count > 0;

    /// <summary>A line went.</summary>
    /// <param name="text">The line.</param>
    /// <param name="owners">The others whose it was.</param>
    public void Add(string text, Mixture owners) => Add(lines, text, owners);

    /// <summary>A scalar went.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="owners">The others whose it was.</param>
    public void Add(PlacedScalar scalar, Mixture owners)
    {
        if (!scalar.IsCommon)
        {
            Add(scalars, scalar.Text, owners);
            return;
        }

        Add(commonInside, (scalar.Text, scalar.Container), owners);
        if (scalar.Name is null)
            return;
        if (!commonNamed.TryGetValue((scalar.Text, scalar.Name), out var equal))
            commonNamed[(scalar.Text, scalar.Name)] = equal = [];
        Add(equal, scalar.Beside, owners);
    }

    /// <summary>Whose a line was, should it be one that was moved.</summary>
    public Mixture OwnersOf(string text) => lines.GetValueOrDefault(text);

    /// <summary>Whose a scalar was, should it be one that was moved.</summary>
    public Mixture OwnersOf(PlacedScalar scalar)
    {
        if (!scalar.IsCommon)
            return scalars.GetValueOrDefault(scalar.Text);
        var owners = commonInside.GetValueOrDefault((scalar.Text, scalar.Container));
        return scalar.Name is not null && commonNamed.TryGetValue((scalar.Text, scalar.Name), out var equal)
            ? owners.With(equal.Where(e => scalar.IsMostlyAmong(e.Key)).SelectMany(e => e.Value.Owners)) : owners;
    }

    private static void Add<T>(Dictionary<T, Mixture> taken, T what, Mixture owners)
        where T : notnull => taken[what] = taken.GetValueOrDefault(what).With(owners.Owners);
}
