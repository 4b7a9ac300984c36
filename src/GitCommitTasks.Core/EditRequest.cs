namespace GitCommitTasks;

/// <summary>Edit windows that somebody asks for.</summary>
/// <param name="Directory">Absolute path of a directory in the working tree; <paramref name="Paths"/> are relative to it.</param>
/// <param name="Owner">Whose edit it is.</param>
/// <param name="Paths">The scope: literal paths of files, there or not, and of directories; none means all windows of the owner, for closing.</param>
/// <param name="Lock">How long others' windows are waited for, and the ids for the error log.</param>
/// <param name="Environment">The environment variables that git would see; null for those of the process.</param>
internal sealed record EditRequest(
    string Directory, string Owner, IReadOnlyList<string> Paths, LockSettings Lock, IReadOnlyDictionary<string, string>? Environment = null);
