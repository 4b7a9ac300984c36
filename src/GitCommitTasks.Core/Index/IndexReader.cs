using GitCommitTasks.Files;
using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Index;

/// <summary>Reads an index of whatever form: plain, split (<see cref="SplitForm"/>) or sparse (<see cref="SparseForm"/>).</summary>
/// <param name="path">Absolute path of the index file.</param>
/// <param name="gitDirectory">Absolute path of the worktree's git directory, where the shared parts of split indexes are.</param>
/// <param name="format">The object format of the repository.</param>
/// <param name="git">For a sparse index alone.</param>
/// <param name="time">The clock.</param>
internal sealed class IndexReader(string path, string gitDirectory, ObjectFormat format, GitProgram git, TimeProvider time)
{
    private const string Split = "link", Sparse = "sdir";

    /// <summary>Absolute path of the index file.</summary>
    public string Path => path;

    /// <summary>Who may read and write the index file; null for what the umask says.</summary>
    public SharedPermissions? Permissions { get; init; }

    /// <summary>The reader of another index file of the same worktree.</summary>
    public IndexReader At(string other) => new(other, gitDirectory, format, git, time);

    /// <summary>Reads the index; a missing file is an empty one.</summary>
    /// <param name="known">An earlier snapshot, returned when the file is still the very same: git replaces the index, it never writes into it.</param>
    /// <exception cref="InvalidDataException">It is corrupt.</exception>
    /// <exception cref="UnsupportedIndexException">It is of a kind this reader does not know.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IndexSnapshot Read(IndexSnapshot? known = null)
    {
        // The stat before the content: a file replaced in between then counts as older than it is, so that more entries are compared, not fewer.
        if (FileStat.TryRead(path) is not { } stat)
            return new IndexSnapshot(IndexFile.EmptyOf(format), null);
        return known?.Stat == stat ? known : Parse(WorkingFile.Read(LibC.Terminated(path)), stat);
    }

    private IndexSnapshot Parse(byte[] content, FileStat stat)
    {
        var part = IndexFile.ParsePart(content, format, [Split, Sparse]);
        foreach (var extension in part.Extensions)
        {
            if (extension.Signature == Split)
            {
                var split = new SplitForm(part, extension, gitDirectory, time);
                return Of(split, split.Join());
            }

            if (extension.Signature == Sparse)
            {
                var sparse = new SparseForm(git, new ScopedDirectory(gitDirectory));
                return Of(sparse, sparse.Expand(content));
            }
        }

        return new IndexSnapshot(part.Whole(), stat);

        IndexSnapshot Of(IIndexForm form, byte[] plain) => new(IndexFile.Parse(plain, format), stat, form);
    }
}
