using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>Stores one file of the working tree as git would, as long as its content needs no conversion: mode as the repository's settings ask.</summary>
/// <remarks><b>Guarantees.</b> Nothing outside the working tree is read: no symbolic link is followed, not even one that took a directory's place meanwhile.
/// A pipe is never waited for.
/// <para><b>Does not guarantee</b> that a file which is being written is stored at a moment of its writer's choice; nor does git.
/// A file whose stat changed while it was read is read again, three times at most.</para></remarks>
internal sealed class FileCapture(GitRepository repository)
{
    /// <summary>How often a file that changes is read. Chosen so that one that is written once is seen whole, and one that is written for ever does not hold us up.</summary>
    public const int Readings = 3;

    private readonly bool trustsExecutableBit = repository.Configuration.Is("core.filemode", otherwise: !OperatingSystem.IsWindows());
    private readonly bool hasSymbolicLinks = repository.Configuration.Is("core.symlinks", otherwise: true);

    /// <summary>What is at <paramref name="path"/>, or null.</summary>
    /// <exception cref="IOException">The system refused to say.</exception>
    public FileStat? Stat(RepositoryPath path) => FileStat.TryRead(repository.Layout.Top, path);

    /// <summary>The mode git would give the file.</summary>
    /// <param name="stat">A file or a symbolic link.</param>
    /// <param name="known">The mode it has in the index or in the last commit; null for a new file.</param>
    public EntryMode ModeOf(FileStat stat, EntryMode? known)
    {
        if (stat.Kind == FileKind.SymbolicLink || (!hasSymbolicLinks && known == EntryMode.SymbolicLink))
            return EntryMode.SymbolicLink;
        if (!trustsExecutableBit)
            return known is { } mode && mode.IsRegular() ? mode : EntryMode.File;
        return stat.IsExecutable ? EntryMode.Executable : EntryMode.File;
    }

    /// <summary>Stores the file as an object and returns what was captured; null when its content has to be converted, which is git's to do.</summary>
    /// <exception cref="IOException">The file is unreadable, vanished, changed its kind or is beyond a link, or the object could not be written.</exception>
    public CapturedFile? TryStore(FoundFile file)
    {
        var (path, stat, known) = file;
        for (var reading = 1; ; reading++)
        {
            var mode = ModeOf(stat, known);
            var conversion = mode.IsRegular() ? repository.Rules.ConversionOf(path) : Conversion.None;
            if (conversion == Conversion.ByGitOnly)
                return null;
            var content = Read(path, stat.Kind);
            if (conversion.Touches(content))
                return null;
            var id = repository.Objects.Write(ObjectKind.Blob, content);
            var after = Stat(path);
            if (after == stat || reading == Readings || after is null)
                return new CapturedFile(path, new TreeEntry(mode, id), stat.Index);
            stat = after.Value;
        }
    }

    /// <summary>The id the file would be stored under if it needs no conversion; null when it does, or cannot be read. Stores nothing.</summary>
    public Oid? Hash(RepositoryPath path, EntryMode mode)
    {
        try
        {
            var conversion = mode.IsRegular() ? repository.Rules.ConversionOf(path) : Conversion.None;
            if (conversion == Conversion.ByGitOnly || Stat(path) is not { } stat)
                return null;
            var content = Read(path, stat.Kind);
            return conversion.Touches(content) ? null : repository.Objects.Format.OfBlob(content);
        }
        catch (IOException)
        {
            // Gone or unreadable: then its content is not known to be anything.
            return null;
        }
    }

    private byte[] Read(RepositoryPath path, FileKind kind) => kind == FileKind.SymbolicLink
        ? WorkingFile.ReadLink(repository.Layout.Top, path)
        : WorkingFile.Read(repository.Layout.Top, path);
}
