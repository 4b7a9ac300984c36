using System.Globalization;
using System.Text;
using GitCommitTasks.Files;
using Microsoft.Win32.SafeHandles;

namespace GitCommitTasks.Locking;

/// <summary>What was found at the record's path at one moment: a record of ours, or a script's lock file or directory.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Stat">What the system says of it; a symbolic link is not followed.</param>
/// <param name="Content">A file's content, its first 64 KiB; empty for everything else.</param>
internal sealed record RecordSighting(string Path, FileStat Stat, byte[] Content)
{
    /// <summary>Ours are below 1 KiB; anything longer is somebody else's file, and its beginning is enough to compare it.</summary>
    private const int Enough = 64 * 1024;

    private readonly Lazy<LockRecord?> record = new(() => LockJson.ReadRecord(Content) is { } read && IsOfALock(read) ? read : null);

    /// <summary>The record, or null when it is not one of ours.</summary>
    public LockRecord? Record => record.Value;

    /// <summary>The process id of a script that wrote nothing else (<c>echo $$</c>), or null.</summary>
    public int? BarePid { get; } = Content.Length < 20
        && int.TryParse(Encoding.ASCII.GetString(Content).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && pid > 0 ? pid : null;

    /// <summary>Whether it is what a lock is: one of our records, an empty file or a directory, nothing but a process id, a link whose text leads nowhere.
    /// Anything else may be somebody's work, however old it is.</summary>
    public bool IsLock => Stat.Kind switch
    {
        FileKind.Directory => true,
        FileKind.SymbolicLink => LeadsNowhere(Path),
        // One that cannot be read has a size and no content here.
        FileKind.File => Record is not null || BarePid is not null || (Stat.Size == Content.Length && Content.AsSpan().Trim(" \t\r\n"u8).IsEmpty),
        _ => false,
    };

    /// <summary>When it last changed, UTC, to the second below.</summary>
    public DateTimeOffset Modified => DateTimeOffset.FromUnixTimeSeconds(Stat.Index.ModifiedSeconds);

    /// <summary>The holder: the record's, or as much as can be said of a script.</summary>
    public LockRecord Holder => Record ?? new LockRecord { Pid = BarePid, Command = Describe(), AcquiredAt = Modified };

    /// <summary>Reads what is at <paramref name="path"/> (absolute), or null when nothing is.</summary>
    /// <exception cref="IOException">The system refused to say.</exception>
    public static RecordSighting? TryRead(string path)
    {
        while (FileStat.TryRead(path) is { } stat)
        {
            if (stat.Kind != FileKind.File)
                return new RecordSighting(path, stat, []);
            if (TryReadContent(path) is { } content && FileStat.TryRead(path)?.Identity == stat.Identity)
                return new RecordSighting(path, stat, content);
        }

        return null;
    }

    /// <summary>Whether <paramref name="other"/> is the very same file, unchanged.</summary>
    public bool IsSameAs(RecordSighting other) =>
        Stat == other.Stat && Content.AsSpan().SequenceEqual(other.Content);

    private static bool LeadsNowhere(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true) is { Exists: false };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone by now, a loop, or not ours to follow: nothing is known of it.
            return false;
        }
    }

    /// <summary>Whether what was read says when a process acquired something, or has our nonce: other JSON files have a process id or a host, too.</summary>
    private static bool IsOfALock(LockRecord read) => read.Nonce is not null || (read.Pid is not null && read.AcquiredAt is not null);

    private string Describe() => Stat.Kind switch
    {
        FileKind.Directory => "a directory that a script made",
        FileKind.SymbolicLink => "a symbolic link",
        FileKind.File when IsLock => "a script's lock file",
        FileKind.File => "a file that is not ours",
        _ => "something that is neither file nor directory",
    };

    /// <summary>Opened without following a link or waiting for a pipe's writer, should it have been swapped for one.
    /// Null when it is gone or another thing by now.</summary>
    private static byte[]? TryReadContent(string path)
    {
        using var file = Open(path);
        // Not ours to read: then its holder is unknown, and its age decides.
        if (file is null)
            return FileStat.TryRead(path) is { Kind: FileKind.File } ? [] : null;
        Span<byte> usual = stackalloc byte[2048];
        var read = RandomAccess.Read(file, usual, 0);
        if (read < usual.Length)
            return usual[..read].ToArray();
        var content = new byte[Enough];
        return content[..RandomAccess.Read(file, content, 0)];
    }

    private static SafeFileHandle? Open(string path)
    {
        if (OperatingSystem.IsWindows())
            return File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        var descriptor = LibC.Open(LibC.Terminated(path), OpenFlags.ReadOnly | OpenFlags.CloseOnExec | OpenFlags.NoFollow | OpenFlags.NonBlocking);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
    }
}
