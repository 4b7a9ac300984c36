namespace GitCommitTasks.Objects;

/// <summary>What the working tree held at a path when the scope was captured.</summary>
/// <param name="Path">Where.</param>
/// <param name="Entry">Mode and stored content; null when nothing is there.</param>
/// <param name="Stat">What the system said of the file before it was read; all zeros when nothing is there.</param>
internal sealed record CapturedFile(RepositoryPath Path, TreeEntry? Entry, IndexEntryStat Stat);
