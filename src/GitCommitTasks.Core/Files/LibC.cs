using System.Runtime.InteropServices;

namespace GitCommitTasks.Files;

/// <summary>The calls of the C library that .NET has no equivalent for. Unix only; paths are zero-terminated bytes.</summary>
internal static partial class LibC
{
    public const int NoSuchEntry = 2, NoSuchProcess = 3, Interrupted = 4, AccessDenied = 13, Exists = 17, NotADirectory = 20;

    /// <summary>Whether flock answered "somebody else holds it": EWOULDBLOCK, 11 on Linux and 35 on the BSDs.</summary>
    public static bool MeansBusy(int error) => error == (OperatingSystem.IsLinux() ? 11 : 35);

    /// <summary>Whether open with O_NOFOLLOW answered "that is a link": ELOOP, 40 on Linux and 62 on the BSDs.</summary>
    public static bool MeansLink(int error) => error == (OperatingSystem.IsLinux() ? 40 : 62);

    /// <summary>Opens an existing file; close-on-exec. <see cref="OpenFlags"/> carries the values of this system.</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Open(ReadOnlySpan<byte> path, int flags);

    /// <summary>Opens an existing file by its name in an open directory.</summary>
    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int directory, ReadOnlySpan<byte> name, int flags);

    /// <summary>Takes the descriptor over.</summary>
    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    public static partial nint OpenDirectoryStream(int descriptor);

    /// <summary>Null at the end, with the last error 0, and on an error.</summary>
    public static nint ReadDirectory(nint stream) => OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? ReadDirectoryDarwinX64(stream) : ReadDirectoryPlain(stream);

    [LibraryImport("libc", EntryPoint = "closedir", SetLastError = true)]
    public static partial int CloseDirectoryStream(nint stream);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    public static partial nint ReadLinkAt(int directory, ReadOnlySpan<byte> name, Span<byte> target, nint size);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Flock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true)]
    public static partial int Link(ReadOnlySpan<byte> existing, ReadOnlySpan<byte> created);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentProcess();

    /// <summary>The user as whom this process acts.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    /// <summary><paramref name="resolved"/> must have room for PATH_MAX bytes.</summary>
    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true)]
    public static partial nint RealPath(ReadOnlySpan<byte> path, Span<byte> resolved);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int StatX(int directory, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "lstat", SetLastError = true)]
    public static partial int LStatDarwinArm64(ReadOnlySpan<byte> path, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true)]
    public static partial int LStatDarwinX64(ReadOnlySpan<byte> path, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "fstat", SetLastError = true)]
    public static partial int FStatDarwinArm64(int descriptor, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    public static partial int FStatDarwinX64(int descriptor, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static partial nint ReadDirectoryPlain(nint stream);

    [LibraryImport("libc", EntryPoint = "readdir$INODE64", SetLastError = true)]
    private static partial nint ReadDirectoryDarwinX64(nint stream);

    /// <summary>The path as the C library wants it.</summary>
    public static byte[] Terminated(string path) => Terminated(System.Text.Encoding.UTF8.GetBytes(path));

    /// <inheritdoc cref="Terminated(string)"/>
    public static byte[] Terminated(ReadOnlySpan<byte> path)
    {
        var terminated = new byte[path.Length + 1];
        path.CopyTo(terminated);
        return terminated;
    }
}

/// <summary>The flags of open(2), whose values depend on the system and, for O_NOFOLLOW, on the processor.</summary>
internal static class OpenFlags
{
    public const int ReadOnly = 0, ReadWrite = 2;

    public static int CloseOnExec { get; } = OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;

    public static int NonBlocking { get; } = OperatingSystem.IsLinux() ? 0x800 : 0x4;

    /// <summary>For a directory on the way: O_PATH of Linux wants no leave to list it; elsewhere read-only.</summary>
    public static int Passage { get; } = OperatingSystem.IsLinux() ? 0x200000 : ReadOnly;

    public static int Directory { get; } = !OperatingSystem.IsLinux() ? 0x100000
        : RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 0x10000 : 0x4000;

    public static int NoFollow { get; } = !OperatingSystem.IsLinux() ? 0x100
        : RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 0x20000 : 0x8000;
}
