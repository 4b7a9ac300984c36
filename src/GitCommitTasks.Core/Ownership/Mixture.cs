namespace GitCommitTasks.Ownership;

/// <summary>The other owners that are mixed into a change, each once, in the order in which they came; mostly none.</summary>
internal readonly struct Mixture
{
    private readonly string?[]? owners;

    private Mixture(string?[] owners) => this.owners = owners;

    /// <summary>A change of one owner.</summary>
    public static Mixture None => default;

    /// <summary>Whether there is any.</summary>
    public bool IsThere => owners is { Length: > 0 };

    /// <summary>The others; null among them: what is unattributed.</summary>
    public IReadOnlyList<string?> Owners => owners ?? [];

    /// <summary>A change that <paramref name="owners"/> are mixed into.</summary>
    public static Mixture Of(params IEnumerable<string?> owners) => new([.. owners.Distinct()]);

    /// <summary>These and <paramref name="others"/>.</summary>
    public Mixture With(params IEnumerable<string?> others) => new([.. Owners.Union(others)]);

    /// <summary>What is left when the change becomes that of <paramref name="owner"/>.</summary>
    public Mixture Without(string? owner) => IsThere ? new([.. Owners.Where(o => o != owner)]) : this;
}
