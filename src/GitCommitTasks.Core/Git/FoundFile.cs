using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>Something of the working tree that is to be stored.</summary>
/// <param name="Path">Where.</param>
/// <param name="Stat">What the system said of it: a file, a symbolic link, or the directory of a submodule.</param>
/// <param name="Known">The mode it has in the index or in the last commit; null when it is new.</param>
internal sealed record FoundFile(RepositoryPath Path, FileStat Stat, EntryMode? Known);
