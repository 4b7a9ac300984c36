using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace GitCommitTasks.Files;

/// <summary>What Windows tells of a file only through an open handle: which file it is.</summary>
/// <remarks>Its creation time does not name it: a file that takes the name of one that was just deleted is given that one's (file system tunnelling), and several are made in one tick
/// of the clock.</remarks>
[SupportedOSPlatform("windows")]
internal static partial class WindowsFile
{
    private const uint ReadAttributes = 0x80, ShareAll = 7, OpenExisting = 3, AlsoDirectories = 0x02000000, NotThroughLinks = 0x00200000;
    private const int FileNotFound = 2, PathNotFound = 3;

    /// <summary>From here on the system wants another form of the path (MAX_PATH, less a file name of the old kind).</summary>
    private const int LongPath = 248;

    /// <summary>The identity of what is at <paramref name="path"/> (absolute), a link itself and not what it leads to; null when nothing is there.</summary>
    /// <exception cref="IOException">The system refused to say.</exception>
    public static string? TryIdentify(string path)
    {
        using var file = CreateFile(Extended(path), ReadAttributes, ShareAll, 0, OpenExisting, AlsoDirectories | NotThroughLinks, 0);
        if (!file.IsInvalid)
            return Identify(file);
        var error = Marshal.GetLastPInvokeError();
        return error is FileNotFound or PathNotFound ? null : throw new IOException($"cannot open '{path}': {Marshal.GetPInvokeErrorMessage(error)} ({error})");
    }

    /// <summary>The identity of an open file: the volume and the number on it, which on NTFS is not given again.</summary>
    /// <exception cref="IOException">The system refused to say.</exception>
    public static string Identify(SafeFileHandle file) => GetFileInformationByHandle(file, out var known)
        ? $"{known.Volume}:{known.NumberHigh}.{known.NumberLow}"
        : throw new IOException($"cannot identify a file: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    private static string Extended(string path)
    {
        if (path.Length < LongPath || path.StartsWith(@"\\?\", StringComparison.Ordinal))
            return path;
        return path.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\?\UNC" + path[1..] : @"\\?\" + path;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle CreateFile(string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandle(SafeFileHandle file, out Known known);

    /// <summary>BY_HANDLE_FILE_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Known
    {
        public uint Attributes;
        public long Created, Accessed, Written;
        public uint Volume, SizeHigh, SizeLow, Links, NumberHigh, NumberLow;
    }
}
