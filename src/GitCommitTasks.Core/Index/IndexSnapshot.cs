using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>An index file as it was read, with the moment it was written.</summary>
/// <param name="File">The content.</param>
/// <param name="Stat">What the system said of the file; null when there was none.</param>
internal sealed record IndexSnapshot(IndexFile File, FileStat? Stat)
{
    /// <summary>When the file was last written; null when there was none.</summary>
    public IndexTimestamp? Written => Stat is { } stat ? IndexTimestamp.Of(stat.Index) : null;

    /// <summary>Reads the index at <paramref name="path"/>; a missing file is an empty index.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="format">The object format of the repository.</param>
    /// <param name="known">An earlier snapshot, returned when the file is still the very same: git replaces the index, it never writes into it.</param>
    /// <exception cref="InvalidDataException">It is corrupt.</exception>
    /// <exception cref="UnsupportedIndexException">It is of a kind this reader does not know.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IndexSnapshot Read(string path, ObjectFormat format, IndexSnapshot? known = null)
    {
        // The stat before the content: a file replaced in between then counts as older than it is, so that more entries are compared, not fewer.
        if (FileStat.TryRead(path) is not { } stat)
            return new IndexSnapshot(IndexFile.EmptyOf(format), null);
        return known?.Stat == stat ? known : new IndexSnapshot(IndexFile.Parse(WorkingFile.Read(LibC.Terminated(path)), format), stat);
    }

    /// <summary>Whether the stat of a file shows that its content is still what the entry says, without reading it.</summary>
    /// <remarks>Never for a racy entry, nor for one whose stat was never taken (git's racy-git documentation).</remarks>
    public bool ProvesUnchanged(IndexEntry entry, FileStat stat) =>
        entry.Stat == stat.Index
        && entry.Stat.ModifiedSeconds != 0
        && !entry.IntentToAdd
        && entry.Entry.Mode is not EntryMode.Submodule
        && Written is { } written && !written.IsRacy(entry.Stat.ModifiedSeconds);
}
