using System.Globalization;

namespace GitCommitTasks.Files;

/// <summary>A small file that others rewrite without taking a lock of ours: read it whole, replace it only where it is still what was read.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Readers see the old content or the new. A change by others before the last look is noticed.</para>
/// <para><b>Does not guarantee.</b> Noticing a change between the last look and the rename: no system call compares and renames.
/// Following a link whose relative target climbs out of a directory that is a symbolic link itself.</para>
/// </remarks>
internal sealed class ContestedFile
{
    private const int Looks = 4;

    private const string TemporarySuffix = ".tmp";

    /// <summary>Writing a small file in place takes well under a millisecond; this leaves room for a busy machine.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(25);

    private readonly string path;

    private ContestedFile(string path) => this.path = path;

    private string TemporaryPrefix => $".{Path.GetFileName(path)}.";

    private string DirectoryPath => Path.GetDirectoryName(path)!;

    /// <summary>The file at <paramref name="path"/> (absolute), there or not; a symbolic link is followed. Missing directories are made.</summary>
    /// <exception cref="IOException">It is something else than a file, links run in a circle, or a directory cannot be made.</exception>
    public static ContestedFile At(string path)
    {
        var isLink = FileStat.TryRead(path) is { Kind: FileKind.SymbolicLink };
        var target = isLink ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : path;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // Renaming over a device such as /dev/null would destroy it, and opening a pipe would wait for ever.
        if (FileStat.TryRead(target) is { Kind: not FileKind.File })
            throw new IOException($"'{target}' is not a regular file");
        return new ContestedFile(target);
    }

    /// <summary>What <see cref="TryReplace"/> wrote and has not renamed yet, or left when its process died.</summary>
    public IEnumerable<string> TemporaryFiles() => Directory.EnumerateFiles(DirectoryPath, $"{TemporaryPrefix}*{TemporarySuffix}")
        .Where(f => Guid.TryParseExact(Path.GetFileName(f)[TemporaryPrefix.Length..^TemporarySuffix.Length], "n", out _));

    /// <summary>The whole content, or null when there is no file. Looks again a few times while <paramref name="isWhole"/> says no.</summary>
    public byte[]? ReadSettled(Func<byte[], bool> isWhole)
    {
        var content = Read();
        using var pause = new ManualResetEventSlim();
        for (var look = 1; look < Looks && content is not null && !isWhole(content); look++)
        {
            pause.Wait(BetweenLooks);
            content = Read();
        }

        return content;
    }

    /// <summary>Replaces the content by <paramref name="content"/> where it still is <paramref name="expected"/> (null: no file).</summary>
    /// <param name="expected">What was read.</param>
    /// <param name="content">The new content, flushed to the disk before it gets the name.</param>
    /// <param name="beforeLastLook">Called when all is prepared, before the comparison.</param>
    /// <returns>False when it has other content; nothing was changed.</returns>
    public bool TryReplace(byte[]? expected, byte[] content, Action beforeLastLook)
    {
        var temporary = Path.Combine(DirectoryPath, $"{TemporaryPrefix}{Guid.NewGuid():n}{TemporarySuffix}");
        try
        {
            AtomicFile.Write(temporary, content, durable: true);
            if (!OperatingSystem.IsWindows() && expected is not null)
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            beforeLastLook();
            if (!Holds(expected))
                return false;
            if (expected is null)
                return ExclusiveFile.TryPlace(temporary, path) ?? ExclusiveFile.TryCreate(path, content, temporary);
            AtomicFile.Rename(temporary, path, durable: false);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Renames the file to <c>NAME.SUFFIX-N</c>, N being the first number that is free, where its content still is <paramref name="expected"/>.</summary>
    /// <returns>The new path (absolute), or null when the content is another; nothing was changed then.</returns>
    public string? TrySetAside(byte[]? expected, string suffix)
    {
        if (!Holds(expected))
            return null;
        for (var n = 1; ; n++)
        {
            var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.{suffix}-{n}");
            try
            {
                File.Move(path, aside, overwrite: false);
                return aside;
            }
            catch (IOException) when (FileStat.TryRead(aside) is not null)
            {
                // The name is taken, perhaps this very moment: never overwrite what was set aside before.
            }
        }
    }

    private bool Holds(byte[]? expected)
    {
        var content = Read();
        return content is null == expected is null && content.AsSpan().SequenceEqual(expected);
    }

    private byte[]? Read()
    {
        try
        {
            // Sharing everything: .NET would lock the file otherwise, and fail where others do.
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[RandomAccess.GetLength(file)];
            return content[..RandomAccess.Read(file, content, 0)];
        }
        catch (FileNotFoundException)
        {
            // None yet, or somebody just moved it away: not a failure, the caller begins a new one.
            return null;
        }
    }
}
