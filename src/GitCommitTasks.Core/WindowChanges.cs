using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>What is to be noted of a window.</summary>
/// <param name="Window">The window.</param>
/// <param name="Owner">Whose changes; null: nobody's.</param>
/// <param name="Tree">The tree of HEAD.</param>
/// <param name="Below">Of a directory, the files in it that are not what they were.</param>
/// <param name="Taken">What the owner took from others, in this window and in those that are noted together with it.</param>
internal sealed record WindowChanges(EditWindow Window, string? Owner, Oid? Tree, IReadOnlyList<ChangedBelow> Below, TakenAway Taken)
{
    /// <summary>The files that may have changed; with what was there, those below a directory.</summary>
    public IEnumerable<(RepositoryPath Path, ChangedBelow? Below)> Files =>
        Below.Select(f => (f.Path, (ChangedBelow?)f)).Concat(Window.IsDirectory ? [] : [(Window.At, null)]);
}

/// <summary>A file that is not what it was when a window was opened on a directory above it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">What it was; null: it was not there.</param>
internal readonly record struct ChangedBelow(RepositoryPath Path, TreeEntry? Before);
