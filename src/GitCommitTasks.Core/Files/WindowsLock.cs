using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace GitCommitTasks.Files;

/// <summary><c>LockFileEx</c> on one byte far behind any content, so that the content stays readable while the lock is held.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsLock
{
    private const int LockViolation = 33, IoPending = 997;
    private const uint FailImmediately = 1, Exclusive = 2;

    /// <summary>Byte 2^62: no file has content there.</summary>
    private const int OffsetHigh = 0x40000000;

    public static bool Lock(SafeFileHandle file, string path, bool shared, bool wait)
    {
        var place = new Place { OffsetHigh = OffsetHigh };
        if (LockFileEx(file, (shared ? 0 : Exclusive) | (wait ? 0 : FailImmediately), 0, 1, 0, ref place))
            return true;
        var error = Marshal.GetLastPInvokeError();
        if (!wait && error is LockViolation or IoPending)
            return false;
        throw new IOException($"LockFileEx of '{path}' failed: {Marshal.GetPInvokeErrorMessage(error)} ({error})");
    }

    public static void Unlock(SafeFileHandle file)
    {
        var place = new Place { OffsetHigh = OffsetHigh };
        UnlockFileEx(file, 0, 1, 0, ref place);
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LockFileEx(SafeFileHandle file, uint flags, uint reserved, uint low, uint high, ref Place place);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool UnlockFileEx(SafeFileHandle file, uint reserved, uint low, uint high, ref Place place);

    /// <summary>OVERLAPPED: where the locked bytes are.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Place
    {
        public nint Internal, InternalHigh;
        public int Offset, OffsetHigh;
        public nint Event;
    }
}
