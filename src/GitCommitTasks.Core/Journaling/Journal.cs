using System.Text;
using GitCommitTasks.Files;

namespace GitCommitTasks.Journaling;

/// <summary>The journal of one operation: tells whoever comes after a crash which lock files and temporary files are ours, and how to finish.</summary>
/// <remarks>
/// <para>The file is kernel-locked by its writer for as long as the operation lasts, so an unlocked one is a dead operation's, whatever became of its pid.
/// It is written before the first lock file appears and deleted after the last one is gone.</para>
/// <para><b>Does not guarantee</b> to survive a power cut: it is not flushed. Lock files left by one are not recognised and must be removed by hand, as git's are.</para>
/// </remarks>
internal sealed class Journal : IDisposable
{
    private readonly ScopedDirectory directory;
    private readonly string path;
    private readonly KernelLock file;
    private int sequence;
    private bool isLeft;

    private Journal(ScopedDirectory directory, JournalRecord record, string path, KernelLock file) =>
        (this.directory, Record, this.path, this.file) = (directory, record, path, file);

    /// <summary>What the file says.</summary>
    public JournalRecord Record { get; private set; }

    /// <summary>Writes and locks the journal of an operation.</summary>
    /// <exception cref="IOException">It could not be written: do not begin.</exception>
    public static Journal Begin(ScopedDirectory directory, JournalRecord record)
    {
        var temporary = Path.Combine(directory.Temporary, record.Nonce + "-journal");
        var file = KernelLock.Open(temporary);
        Journal? begun = null;
        try
        {
            // Locked before it has its name, so that nobody takes it for a dead operation's.
            file.TryLock();
            file.Write(record.ToBytes());
            var path = Path.Combine(directory.Journal, record.Nonce);
            File.Move(temporary, path);
            return begun = new Journal(directory, record, path, file);
        }
        finally
        {
            if (begun is null)
            {
                file.Dispose();
                AtomicFile.TryDelete(temporary);
            }
        }
    }

    /// <summary>The journals of dead operations, locked by us; those of live ones are passed over.</summary>
    public static IEnumerable<Journal> FindAbandoned(ScopedDirectory directory)
    {
        if (!Directory.Exists(directory.Journal))
            yield break;
        foreach (var path in Directory.EnumerateFiles(directory.Journal))
        {
            if (KernelLock.TryOpen(path) is not { } file)
                continue;
            if (!file.TryLock() || !file.IsAt())
            {
                file.Dispose();
                continue;
            }

            var record = JournalRecord.TryParse(file.ReadAll()) ?? new JournalRecord(1, Path.GetFileName(path), string.Empty, null, string.Empty);
            yield return new Journal(directory, record, path, file);
        }
    }

    /// <summary>Creates a lock file of this operation that has no content of its own yet: it is this journal under a second name, so it tells what is going on to
    /// whoever opens it; where the file system has no hard links, it holds a line with the nonce.</summary>
    /// <returns>False when something is at <paramref name="path"/> (absolute) already.</returns>
    /// <exception cref="IOException">It could not be created for another reason.</exception>
    public bool TryMark(string path) => ExclusiveFile.TryLink(this.path, path) ?? ExclusiveFile.TryCreate(path, Line, NewTemporaryPath());

    /// <summary>Whether the file at <paramref name="path"/> (absolute) is one that <see cref="TryMark"/> created for this operation.</summary>
    public bool Marks(string path) => FileStat.TryRead(path) is { Kind: FileKind.File } there
        && (there.Identity == FileStat.TryRead(this.path)?.Identity || WorkingFile.TryRead(LibC.Terminated(path)).AsSpan().SequenceEqual(Line));

    /// <summary>A path for a file that is about to be linked or renamed, which a crash leaves to be removed by <see cref="RemoveTemporaryFiles"/>.</summary>
    public string NewTemporaryPath() => Path.Combine(directory.Temporary, $"{Record.Nonce}-{++sequence}");

    /// <summary>Notes that <c>index.lock</c> is about to hold the complete new index.</summary>
    public void NotePreparedIndex(string checksum) => Note(Record with { PreparedIndex = checksum });

    /// <summary>Notes that a git has been started which is about to lock the ref.</summary>
    public void NoteGit(GitProcess git) => Note(Record with { GitProcess = git, RefLocks = new Dictionary<string, string>() });

    /// <summary>Notes the lock files which that git has made: path and identity.</summary>
    public void NoteRefLocks(IEnumerable<(string Path, string Identity)> locks) =>
        Note(Record with { RefLocks = locks.DistinctBy(l => l.Path).ToDictionary(l => l.Path, l => l.Identity) });

    /// <summary>Leaves the journal to the next operation: what it tells of is not over.</summary>
    public void Leave() => isLeft = true;

    /// <summary>Removes the operation's temporary files.</summary>
    public void RemoveTemporaryFiles()
    {
        foreach (var left in Directory.EnumerateFiles(directory.Temporary, Record.Nonce + "-*"))
            File.Delete(left);
        foreach (var left in Directory.EnumerateDirectories(directory.Temporary, Record.Nonce + "-*"))
            Directory.Delete(left, recursive: true);
    }

    /// <summary>Whether a temporary file belongs to an operation that has a journal: the file may be needed as long as a hook runs.</summary>
    public static bool IsUnderWay(ScopedDirectory directory, string temporary) =>
        File.Exists(Path.Combine(directory.Journal, Path.GetFileName(temporary).Split('-')[0]));

    /// <summary>Ends the journal: nothing is left to finish. Safe to call again.</summary>
    public void Dispose()
    {
        if (!isLeft)
            File.Delete(path);
        file.Dispose();
    }

    private byte[] Line => Encoding.ASCII.GetBytes($"git-scoped {Record.Nonce}\n");

    private void Note(JournalRecord record)
    {
        Record = record;
        file.Write(record.ToBytes());
    }
}
