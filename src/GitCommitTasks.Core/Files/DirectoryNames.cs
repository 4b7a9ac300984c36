using System.Runtime.InteropServices;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Files;

/// <summary>The names in a directory, as the bytes they are: .NET's enumeration turns what is not UTF-8 into U+FFFD, and such a file looks deleted.</summary>
internal static class DirectoryNames
{
    /// <summary>Where <c>d_name</c> is in <c>struct dirent</c>: behind two words, a length and a type (readdir(3), dirent.h of glibc and musl); macOS has a second length.</summary>
    private static readonly int NameAt = OperatingSystem.IsLinux() ? (2 * nint.Size) + 3 : 21;

    /// <summary>The names in the order of their bytes, without <c>.</c> and <c>..</c>; none when the directory is gone.</summary>
    /// <param name="top">Absolute path; links on it are followed.</param>
    /// <param name="directory">Below it, or the top itself; never reached through a link.</param>
    /// <exception cref="IOException">It cannot be read, or is not a directory any more.</exception>
    public static IReadOnlyList<byte[]> Read(string top, RepositoryPath directory)
    {
        try
        {
            var names = OperatingSystem.IsWindows() ? ReadWindows(top, directory) : ReadUnix(top, directory);
            names.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
            return names;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Deleted since it was listed: nothing is in it.
            return [];
        }
    }

    private static List<byte[]> ReadUnix(string top, RepositoryPath directory)
    {
        using var handle = LinklessPath.OpenDirectory(top, directory);
        var stream = LibC.OpenDirectoryStream(handle.DangerousGetHandle().ToInt32());
        if (stream == 0)
            throw Failure();
        // The stream has the descriptor now.
        handle.SetHandleAsInvalid();
        try
        {
            List<byte[]> names = [];
            for (nint entry; (entry = LibC.ReadDirectory(stream)) != 0;)
            {
                var name = NameOf(entry);
                if (!name.AsSpan().SequenceEqual("."u8) && !name.AsSpan().SequenceEqual(".."u8))
                    names.Add(name);
            }

            return Marshal.GetLastPInvokeError() == 0 ? names : throw Failure();
        }
        finally
        {
            _ = LibC.CloseDirectoryStream(stream);
        }
    }

    private static unsafe byte[] NameOf(nint entry) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)entry + NameAt).ToArray();

    private static List<byte[]> ReadWindows(string top, RepositoryPath directory) =>
        [.. Directory.EnumerateFileSystemEntries(Path.Combine(top, PathText.Decode(directory.Bytes))).Select(e => PathText.Encode(Path.GetFileName(e)))];

    private static IOException Failure() => new(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
}
