using System.Runtime.InteropServices;
using GitCommitTasks.Objects;
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
        return ReadWhole(file);
    }

    /// <summary>The content of a regular file below a directory, never reached through a symbolic link.</summary>
    /// <param name="top">Absolute path of the directory.</param>
    /// <param name="path">Below it.</param>
    /// <exception cref="IOException">It is not there, no regular file, beyond a link, unreadable or too large.</exception>
    public static byte[] Read(string top, RepositoryPath path)
    {
        using var file = OperatingSystem.IsWindows() ? OpenWindows(Path.Combine(top, PathText.Decode(path.Bytes))) : Regular(LinklessPath.OpenFile(top, path));
        return ReadWhole(file);
    }

    /// <summary>The content of a regular file, or null when nothing was there at the moment of opening.</summary>
    /// <remarks>Asking afterwards whether the file exists is no substitute: another process may have made it meanwhile.</remarks>
    /// <param name="path">Absolute, zero-terminated bytes.</param>
    /// <exception cref="IOException">It is no regular file, unreadable or too large.</exception>
    public static byte[]? TryRead(byte[] path)
    {
        try
        {
            return Read(path);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The target of a symbolic link below a directory, as bytes.</summary>
    /// <param name="top">Absolute path of the directory.</param>
    /// <param name="path">Below it.</param>
    /// <exception cref="IOException">It is not there, no link, or beyond one.</exception>
    public static byte[] ReadLink(string top, RepositoryPath path)
    {
        if (!OperatingSystem.IsWindows())
            return LinklessPath.ReadLink(top, path);
        var target = new FileInfo(Path.Combine(top, PathText.Decode(path.Bytes))).LinkTarget ?? throw new IOException("it is no link");
        return PathText.Encode(target.Replace('\\', '/'));
    }

    private static byte[] ReadWhole(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        if (length > Longest)
            throw new IOException($"it has {length} bytes; at most {Longest} can be handled");
        var content = new byte[length];
        var read = 0;
        while (read < content.Length && RandomAccess.Read(file, content.AsSpan(read), read) is var some and > 0)
            read += some;
        return read == content.Length ? content : content[..read];
    }

    private static SafeFileHandle Open(byte[] path)
    {
        if (OperatingSystem.IsWindows())
            return OpenWindows(System.Text.Encoding.UTF8.GetString(path.AsSpan().TrimEnd((byte)0)));
        var descriptor = LibC.Open(path, OpenFlags.ReadOnly | OpenFlags.CloseOnExec | OpenFlags.NoFollow | OpenFlags.NonBlocking);
        return descriptor < 0 ? throw Failure() : Regular(new SafeFileHandle(descriptor, ownsHandle: true));
    }

    private static SafeFileHandle OpenWindows(string path) => File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);

    private static SafeFileHandle Regular(SafeFileHandle handle)
    {
        if (FileStat.TryReadDescriptor(handle.DangerousGetHandle().ToInt32()) is { Kind: FileKind.File })
            return handle;
        handle.Dispose();
        throw new IOException("it is no regular file");
    }

    private static IOException Failure()
    {
        var error = Marshal.GetLastPInvokeError();
        var message = Marshal.GetPInvokeErrorMessage(error);
        return error is LibC.NoSuchEntry or LibC.NotADirectory ? new FileNotFoundException(message) : new IOException(message);
    }
}
