using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GitCommitTasks.Files;

/// <summary>A file that is created only where nothing is, and appears with its whole content at once.</summary>
/// <remarks>Built on link(2), which fails when the new name exists. Where the file system has no hard links, or the two paths lie on
/// different ones, on O_CREAT|O_EXCL: then a reader may see it empty for a moment. On Windows on a rename that does not replace.</remarks>
internal static class ExclusiveFile
{
    /// <summary>Creates <paramref name="path"/> (absolute) holding <paramref name="content"/>.</summary>
    /// <param name="path">The file to create.</param>
    /// <param name="content">Its whole content.</param>
    /// <param name="temporary">A path (absolute) that only the caller uses, in an existing directory; gone when this returns.</param>
    /// <returns>False when something is at <paramref name="path"/> already, whatever it is.</returns>
    /// <exception cref="IOException">It could not be created for another reason.</exception>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content, string temporary)
    {
        try
        {
            File.WriteAllBytes(temporary, content);
        }
        catch (IOException)
        {
            // The disk is full, say.
            AtomicFile.TryDelete(temporary);
            throw;
        }

        return TryPlace(temporary, path) ?? TryCreateInPlace(path, content);
    }

    /// <summary>Gives the file <paramref name="temporary"/> the name <paramref name="path"/> where nothing has it; the temporary name is gone afterwards.</summary>
    /// <returns>False when the name is taken; null when this file system cannot do it in one step.</returns>
    public static bool? TryPlace(string temporary, string path)
    {
        try
        {
            return OperatingSystem.IsWindows() ? TryMove(temporary, path) : TryName(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Gives the file <paramref name="existing"/> the second name <paramref name="path"/> where nothing has it.</summary>
    /// <returns>False when the name is taken; null when this file system cannot do it, as on Windows, where an open file would be in the way of deleting either name.</returns>
    public static bool? TryLink(string existing, string path) => OperatingSystem.IsWindows() ? null : TryName(existing, path);

    private static bool? TryName(string existing, string path)
    {
        if (LibC.Link(LibC.Terminated(existing), LibC.Terminated(path)) == 0)
            return true;
        return Marshal.GetLastPInvokeError() switch
        {
            LibC.Exists => false,
            LibC.NoSuchEntry or LibC.NotADirectory or LibC.AccessDenied => throw new IOException(
                $"cannot create '{path}': {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}"),
            _ => null,
        };
    }

    private static bool TryMove(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path) || Directory.Exists(path))
        {
            return false;
        }
    }

    private static bool TryCreateInPlace(string path, ReadOnlySpan<byte> content)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (IOException) when (FileStat.TryRead(path) is not null)
        {
            // OpenHandle: somebody else has the name.
            return false;
        }

        using (file)
        {
            try
            {
                RandomAccess.Write(file, content, 0);
                return true;
            }
            catch (IOException)
            {
                // The disk is full, say. Left empty, it would look like somebody else's.
                File.Delete(path);
                throw;
            }
        }
    }
}
