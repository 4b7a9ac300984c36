using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Files;

/// <summary>What kind of thing a path names.</summary>
internal enum FileKind
{
    File,
    Directory,
    SymbolicLink,
    Other,
}

/// <summary>What the system says of a path, without following a symbolic link in its last name (lstat).</summary>
/// <param name="Kind">What the path names.</param>
/// <param name="IsExecutable">Whether the owner may execute it; always false on Windows, as in git there.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Identity">Names the file itself, whatever its path: device, inode and, where known, birth time. Empty for a file of the working tree on Windows, which would have to be
/// opened for it.</param>
/// <param name="Index">The fields git keeps in an index entry.</param>
internal readonly record struct FileStat(FileKind Kind, bool IsExecutable, long Size, string Identity, IndexEntryStat Index)
{
    /// <summary>Reads <paramref name="path"/> (absolute), or null when nothing is there.</summary>
    /// <exception cref="IOException">The system refused to say, for example for want of permission.</exception>
    public static FileStat? TryRead(string path) =>
        OperatingSystem.IsWindows() ? IdentifiedWindows(path) : TryRead(LibC.Terminated(path));

    /// <summary>Reads <paramref name="path"/> below the directory <paramref name="top"/> (absolute), or null when nothing is there.</summary>
    /// <exception cref="IOException">The system refused to say, for example for want of permission.</exception>
    public static FileStat? TryRead(string top, RepositoryPath path) => OperatingSystem.IsWindows()
        ? ReadWindows(Path.Combine(top, PathText.Decode(path.Bytes)))
        : TryRead((byte[])[.. LibC.Terminated(top)[..^1], (byte)'/', .. path.Bytes, 0]);

    /// <summary>Reads the file at <paramref name="terminatedPath"/> (absolute, zero-terminated; Unix), or null when nothing is there.</summary>
    /// <exception cref="IOException">The system refused to say, for example for want of permission.</exception>
    public static FileStat? TryRead(ReadOnlySpan<byte> terminatedPath) =>
        OperatingSystem.IsLinux() ? ReadLinux(terminatedPath) : ReadDarwin(terminatedPath);

    /// <summary>Reads the open file behind <paramref name="descriptor"/> (Unix).</summary>
    public static FileStat? TryReadDescriptor(int descriptor) => OperatingSystem.IsLinux()
        ? ReadLinux([0], descriptor)
        : ReadDarwin([], descriptor);

    /// <summary>The layout of struct statx is one for all processors (statx(2)).</summary>
    private static FileStat? ReadLinux(ReadOnlySpan<byte> path, int directory = -100)
    {
        const int currentDirectory = -100, noFollow = 0x100, emptyPath = 0x1000;
        const uint basicAndBirth = 0x7ff | 0x800;
        Span<byte> x = stackalloc byte[256];
        if (LibC.StatX(directory, path, directory == currentDirectory ? noFollow : emptyPath, basicAndBirth, x) != 0)
            return NothingOrThrow(path);
        uint U32(Span<byte> b, int at) => BinaryPrimitives.ReadUInt32LittleEndian(b[at..]);
        long I64(Span<byte> b, int at) => BinaryPrimitives.ReadInt64LittleEndian(b[at..]);
        uint major = U32(x, 136), minor = U32(x, 140), mode = BinaryPrimitives.ReadUInt16LittleEndian(x[28..]);
        // makedev of glibc, cut to 32 bits as git cuts it.
        var device = ((major & 0xfff) << 8) | ((minor & 0xffffff00) << 12) | (minor & 0xff);
        var identity = $"{major}:{minor}:{I64(x, 32)}:{I64(x, 80)}.{U32(x, 88)}";
        return new FileStat(KindOf(mode), (mode & 0x40) != 0, I64(x, 40), identity, new IndexEntryStat(
            (uint)I64(x, 96), U32(x, 104), (uint)I64(x, 112), U32(x, 120), device, (uint)I64(x, 32), U32(x, 20), U32(x, 24), (uint)I64(x, 40)));
    }

    /// <summary>The layout of struct stat with 64-bit inodes (sys/stat.h of macOS), the same on both processors.</summary>
    private static FileStat? ReadDarwin(ReadOnlySpan<byte> path, int descriptor = -1)
    {
        Span<byte> s = stackalloc byte[256];
        var arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        var answer = (descriptor >= 0, arm) switch
        {
            (true, true) => LibC.FStatDarwinArm64(descriptor, s),
            (true, false) => LibC.FStatDarwinX64(descriptor, s),
            (false, true) => LibC.LStatDarwinArm64(path, s),
            (false, false) => LibC.LStatDarwinX64(path, s),
        };
        if (answer != 0)
            return NothingOrThrow(path);
        uint U32(Span<byte> b, int at) => BinaryPrimitives.ReadUInt32LittleEndian(b[at..]);
        long I64(Span<byte> b, int at) => BinaryPrimitives.ReadInt64LittleEndian(b[at..]);
        uint mode = BinaryPrimitives.ReadUInt16LittleEndian(s[4..]);
        var identity = $"{U32(s, 0)}:{I64(s, 8)}:{I64(s, 80)}.{I64(s, 88)}";
        return new FileStat(KindOf(mode), (mode & 0x40) != 0, I64(s, 96), identity, new IndexEntryStat(
            (uint)I64(s, 64), (uint)I64(s, 72), (uint)I64(s, 48), (uint)I64(s, 56), U32(s, 0), (uint)I64(s, 8), U32(s, 16), U32(s, 20), (uint)I64(s, 96)));
    }

    /// <summary>Gone in between is gone.</summary>
    [SupportedOSPlatform("windows")]
    private static FileStat? IdentifiedWindows(string path) =>
        ReadWindows(path) is { } stat && WindowsFile.TryIdentify(path) is { } identity ? stat with { Identity = identity } : null;

    /// <summary>Git for Windows keeps creation time as ctime and zero for device, inode, user and group (compat/mingw.c, do_lstat).</summary>
    private static FileStat? ReadWindows(string path)
    {
        var file = new FileInfo(path);
        var isDirectory = !file.Exists && Directory.Exists(path);
        if (!file.Exists && !isDirectory && file.LinkTarget is null)
            return null;
        var kind = file.LinkTarget is not null ? FileKind.SymbolicLink : isDirectory ? FileKind.Directory : FileKind.File;
        var (created, createdNano) = SinceEpoch(file.CreationTimeUtc);
        var (modified, modifiedNano) = SinceEpoch(file.LastWriteTimeUtc);
        var size = kind == FileKind.File ? file.Length : 0;
        return new FileStat(kind, IsExecutable: false, size, "", new IndexEntryStat(
            created, createdNano, modified, modifiedNano, 0, 0, 0, 0, (uint)size));
    }

    private static (uint Seconds, uint Nanoseconds) SinceEpoch(DateTime time)
    {
        var ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        return ((uint)(ticks / TimeSpan.TicksPerSecond), (uint)(ticks % TimeSpan.TicksPerSecond * 100));
    }

    private static FileKind KindOf(uint mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Directory,
        0xA000 => FileKind.SymbolicLink,
        _ => FileKind.Other,
    };

    private static FileStat? NothingOrThrow(ReadOnlySpan<byte> path)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error is LibC.NoSuchEntry or LibC.NotADirectory)
            return null;
        throw new IOException($"cannot stat '{System.Text.Encoding.UTF8.GetString(path.TrimEnd((byte)0))}': {Marshal.GetPInvokeErrorMessage(error)}");
    }
}
