using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GitCommitTasks.Files;

/// <summary>Reads files of the working tree as git does: by their bytes, past any lock of .NET's, never through a link, never waiting for a pipe.</summary>
internal static class WorkingFile
{
    /// <summary>The longest file that is read whole, bytes.</summary>
    private const long Longest = 2_000_000_000;

    /// <summary>The content of a regular file.</summary>
    /// <param name="path">Absolute, zero-terminated bytes.</param>
    /// <exception cref="IOException">It is not there, no regular file, unreadable or too large.</exception>
    public static byte[] Read(byte[] path)
    {
        using var file = Open(path);
        var length = RandomAccess.GetLength(file);
        if (length > Longest)
            throw new IOException($"it has {length} bytes; at most {Longest} can be handled");
        var content = new byte[length];
        var read = 0;
        while (read < content.Length && RandomAccess.Read(file, content.AsSpan(read), read) is var some and > 0)
            read += some;
        return read == content.Length ? content : content[..read];
    }

    /// <summary>The target of a symbolic link, as bytes.</summary>
    /// <param name="path">Absolute, zero-terminated bytes.</param>
    /// <exception cref="IOException">It is not there or no link.</exception>
    public static byte[] ReadLink(byte[] path)
    {
        if (OperatingSystem.IsWindows())
        {
            var target = new FileInfo(System.Text.Encoding.UTF8.GetString(path.AsSpan().TrimEnd((byte)0))).LinkTarget ?? throw new IOException("it is no link");
            return System.Text.Encoding.UTF8.GetBytes(target.Replace('\\', '/'));
        }

        var buffer = new byte[64 * 1024];
        var length = LibC.ReadLink(path, buffer, buffer.Length);
        return length >= 0 ? buffer[..(int)length] : throw Failure();
    }

    private static SafeFileHandle Open(byte[] path)
    {
        if (OperatingSystem.IsWindows())
            return File.OpenHandle(System.Text.Encoding.UTF8.GetString(path.AsSpan().TrimEnd((byte)0)), share: FileShare.ReadWrite | FileShare.Delete);
        var descriptor = LibC.Open(path, OpenFlags.ReadOnly | OpenFlags.CloseOnExec | OpenFlags.NoFollow | OpenFlags.NonBlocking);
        if (descriptor < 0)
            throw Failure();
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FileStat.TryReadDescriptor(descriptor) is { Kind: FileKind.File })
            return handle;
        handle.Dispose();
        throw new IOException("it is no regular file");
    }

    private static IOException Failure() => new(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
}
