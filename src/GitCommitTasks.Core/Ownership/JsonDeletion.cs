namespace GitCommitTasks.Ownership;

/// <summary>What is known of a deletion.</summary>
/// <param name="Writer">See <see cref="JsonVersion.Writer"/>.</param>
/// <param name="Replaced">See <see cref="JsonVersion.Replaced"/>.</param>
/// <param name="Left">See <see cref="JsonVersion.Left"/>.</param>
/// <param name="Mixture">See <see cref="JsonVersion.Mixture"/>.</param>
internal sealed record JsonDeletion(string? Writer = null, string? Replaced = null, string? Left = null, Mixture Mixture = default);
