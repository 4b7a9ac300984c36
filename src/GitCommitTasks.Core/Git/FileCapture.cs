using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>Stores one file of the working tree as git would: content after its conversions, mode as the repository's settings ask.</summary>
/// <remarks><b>Does not guarantee</b> that a file which is being written is stored at a moment of its writer's choice; nor does git.
/// A file whose stat changed while it was read is read again, three times at most.</remarks>
internal sealed class FileCapture(GitRepository repository)
{
    /// <summary>Chosen so that a file that is written once is seen whole, and one that is written for ever does not hold us up.</summary>
    private const int Readings = 3;

    private readonly bool trustsExecutableBit = repository.Configuration.Is("core.filemode", otherwise: !OperatingSystem.IsWindows());
    private readonly bool hasSymbolicLinks = repository.Configuration.Is("core.symlinks", otherwise: true);

    /// <summary>The absolute path of <paramref name="path"/>, zero-terminated bytes.</summary>
    public byte[] Absolute(RepositoryPath path) => [.. LibC.Terminated(repository.Layout.Top)[..^1], (byte)'/', .. path.Bytes, 0];

    /// <summary>What is at <paramref name="path"/>, or null.</summary>
    /// <exception cref="IOException">The system refused to say.</exception>
    public FileStat? Stat(RepositoryPath path) => OperatingSystem.IsWindows()
        ? FileStat.TryRead(Path.Combine(repository.Layout.Top, path.ToString()))
        : FileStat.TryRead(Absolute(path));

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

    /// <summary>Stores the file as an object and returns what was captured, or null after reporting why it cannot be (GCT2011, 2012, 2014).</summary>
    public CapturedFile? Store(RepositoryPath path, FileStat stat, EntryMode? known, DiagnosticBag diagnostics)
    {
        if (stat.Kind == FileKind.File && repository.Rules.FindUnsupportedConversion(path) is { } refusal)
        {
            diagnostics.Report(refusal);
            return null;
        }

        try
        {
            return Store(path, stat, known);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file is unreadable, vanished or changed its kind, or the object could not be written: the caller's commit stops here.
            diagnostics.Report(Catalog.FileUnreadable.With(path, e.Message));
            return null;
        }
    }

    /// <summary>The id the file would be stored under if it needs no conversion; null when it does, or cannot be read. Stores nothing.</summary>
    public Oid? Hash(RepositoryPath path, EntryMode mode)
    {
        if (mode.IsRegular() && repository.Rules.MayConvert(path))
            return null;
        try
        {
            return repository.Objects.Format.OfBlob(Read(path, mode));
        }
        catch (IOException)
        {
            // Gone or unreadable: then its content is not known to be anything.
            return null;
        }
    }

    private CapturedFile Store(RepositoryPath path, FileStat stat, EntryMode? known)
    {
        for (var reading = 1; ; reading++)
        {
            var mode = ModeOf(stat, known);
            var id = mode.IsRegular() && repository.Rules.MayConvert(path)
                ? repository.Rules.WriteConverted(path)
                : repository.Objects.Write(ObjectKind.Blob, Read(path, mode));
            var after = Stat(path);
            if (after == stat || reading == Readings || after is null)
                return new CapturedFile(path, new TreeEntry(mode, id), stat.Index);
            stat = after.Value;
        }
    }

    /// <summary>Where the settings say that there are no links, one may be there all the same; git reads it as one.</summary>
    private byte[] Read(RepositoryPath path, EntryMode mode) => mode == EntryMode.SymbolicLink && (hasSymbolicLinks || Stat(path) is { Kind: FileKind.SymbolicLink })
        ? WorkingFile.ReadLink(Absolute(path))
        : WorkingFile.Read(Absolute(path));
}
