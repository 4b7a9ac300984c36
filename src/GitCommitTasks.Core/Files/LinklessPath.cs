using System.Runtime.InteropServices;
using GitCommitTasks.Objects;
using Microsoft.Win32.SafeHandles;

namespace GitCommitTasks.Files;

/// <summary>Opens what lies below a directory name by name, never through a symbolic link: what was a directory when it was looked at may be a link by now.</summary>
/// <remarks>Unix only. On Windows .NET opens by path, and a link needs a privilege to be made.</remarks>
internal static class LinklessPath
{
    /// <summary>Opens the file at <paramref name="path"/> for reading; a pipe is not waited for.</summary>
    /// <param name="top">Absolute path of the directory; links on it are followed.</param>
    /// <param name="path">Below it.</param>
    /// <exception cref="IOException">It is not there, is a link, or is beyond one.</exception>
    public static SafeFileHandle OpenFile(string top, RepositoryPath path)
    {
        using var directory = OpenDirectory(top, path.Directory, OpenFlags.Passage);
        return OpenAt(directory, path.Name, OpenFlags.ReadOnly | OpenFlags.NonBlocking);
    }

    /// <summary>The target of the symbolic link at <paramref name="path"/>.</summary>
    /// <exception cref="IOException">It is not there, is no link, or is beyond one.</exception>
    public static byte[] ReadLink(string top, RepositoryPath path)
    {
        using var directory = OpenDirectory(top, path.Directory, OpenFlags.Passage);
        var buffer = new byte[64 * 1024];
        var length = LibC.ReadLinkAt(Descriptor(directory), LibC.Terminated(path.Name), buffer, buffer.Length);
        return length >= 0 ? buffer[..(int)length] : throw Failure();
    }

    /// <summary>Opens the directory at <paramref name="path"/>, which may be the top, to list it.</summary>
    /// <exception cref="IOException">It is not there, is a link, or is beyond one.</exception>
    public static SafeFileHandle OpenDirectory(string top, RepositoryPath path)
    {
        using var passage = OpenDirectory(top, path, OpenFlags.Passage);
        return OpenAt(passage, "."u8, OpenFlags.ReadOnly | OpenFlags.Directory);
    }

    private static SafeFileHandle OpenDirectory(string top, RepositoryPath path, int flags)
    {
        var opened = Handle(LibC.Open(LibC.Terminated(top), flags | OpenFlags.CloseOnExec | OpenFlags.Directory));
        foreach (var name in path.Names())
        {
            using var parent = opened;
            opened = OpenAt(parent, name, flags | OpenFlags.Directory);
        }

        return opened;
    }

    private static SafeFileHandle OpenAt(SafeFileHandle directory, ReadOnlySpan<byte> name, int flags) =>
        Handle(LibC.OpenAt(Descriptor(directory), LibC.Terminated(name), flags | OpenFlags.CloseOnExec | OpenFlags.NoFollow));

    private static SafeFileHandle Handle(int descriptor) => descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure();

    private static int Descriptor(SafeFileHandle handle) => handle.DangerousGetHandle().ToInt32();

    private static IOException Failure()
    {
        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            // O_DIRECTORY with O_NOFOLLOW says of a link that it is no directory.
            LibC.NotADirectory => new IOException("it is beyond a symbolic link, or beyond a file"),
            LibC.NoSuchEntry => new FileNotFoundException("it is not there any more"),
            _ => new IOException(LibC.MeansLink(error) ? "it is a symbolic link" : Marshal.GetPInvokeErrorMessage(error)),
        };
    }
}
