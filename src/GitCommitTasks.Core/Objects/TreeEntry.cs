namespace GitCommitTasks.Objects;

/// <summary>What a commit holds at a path: mode and object id.</summary>
internal sealed record TreeEntry(EntryMode Mode, Oid Id);

/// <summary>What one path shall hold in the new commit; <see cref="Entry"/> is null when the path is deleted.</summary>
internal sealed record TreeChange(RepositoryPath Path, TreeEntry? Entry);

/// <summary>A path at which two trees differ; <see cref="Old"/> or <see cref="New"/> is null when one of them has nothing there.</summary>
internal sealed record TreeDifference(RepositoryPath Path, TreeEntry? Old, TreeEntry? New);
