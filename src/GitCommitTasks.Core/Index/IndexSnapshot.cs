using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>An index file as it was read, with the moment it was written.</summary>
/// <param name="File">The content, in plain form.</param>
/// <param name="Stat">What the system said of the file; null when there was none.</param>
/// <param name="Form">The form it is kept in; null for the plain one.</param>
internal sealed record IndexSnapshot(IndexFile File, FileStat? Stat, IIndexForm? Form = null)
{
    /// <summary>When the file was last written; null when there was none.</summary>
    public IndexTimestamp? Written => Stat is { } stat ? IndexTimestamp.Of(stat.Index) : null;

    /// <summary>Whether the stat of a file shows that its content is still what the entry says, without reading it.</summary>
    /// <remarks>Never for a racy entry, nor for one whose stat was never taken (git's racy-git documentation).</remarks>
    public bool ProvesUnchanged(IndexEntry entry, FileStat stat) =>
        entry.Stat == stat.Index
        && entry.Stat.ModifiedSeconds != 0
        && !entry.IntentToAdd
        && entry.Entry.Mode is not EntryMode.Submodule
        && Written is { } written && !written.IsRacy(entry.Stat.ModifiedSeconds);
}
