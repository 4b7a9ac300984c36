using System.Runtime.InteropServices;

namespace GitCommitTasks.Files;

/// <summary>A file replaced in one step: readers see the old content or the new, never a mixture.</summary>
internal static class AtomicFile
{
    /// <summary>Writes <paramref name="content"/> to <paramref name="temporary"/> and renames that over <paramref name="path"/> (absolute, one file system).</summary>
    /// <param name="path">The file to replace or create.</param>
    /// <param name="content">Its whole content.</param>
    /// <param name="temporary">A path that only the caller uses.</param>
    /// <param name="durable">Whether content and name are flushed to the disk before this returns.</param>
    /// <exception cref="IOException">The old content is untouched; the temporary file is gone, if the system lets it go.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content, string temporary, bool durable = false)
    {
        var isDone = false;
        try
        {
            Write(temporary, content, durable);
            Rename(temporary, path, durable);
            isDone = true;
        }
        finally
        {
            if (!isDone)
                TryDelete(temporary);
        }
    }

    /// <summary>Deletes a temporary file that is not needed any more, or nobody's.</summary>
    /// <returns>False when the system refuses that: it is in the way of nobody, and removed by a later repair.</returns>
    public static bool TryDelete(string temporary)
    {
        try
        {
            File.Delete(temporary);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // File.Delete: its directory is gone or not writable, or on Windows somebody has it open.
            return false;
        }
    }

    /// <summary>Creates or overwrites <paramref name="path"/>, not in one step.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, bool durable)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.Write(file, content, 0);
        if (durable)
            RandomAccess.FlushToDisk(file);
    }

    /// <summary>Renames <paramref name="from"/> over <paramref name="to"/>.</summary>
    public static void Rename(string from, string to, bool durable)
    {
        OpenElsewhere.Retry(() => File.Move(from, to, overwrite: true));
        if (durable)
            FlushDirectory(Path.GetDirectoryName(to)!);
    }

    /// <summary>Flushes the names in <paramref name="directory"/> to the disk. Windows does that by itself (NTFS journals names).</summary>
    public static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = LibC.Open(LibC.Terminated(directory), OpenFlags.ReadOnly | OpenFlags.CloseOnExec);
        if (descriptor < 0)
            throw new IOException($"cannot open '{directory}' to flush it: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        var failed = LibC.Fsync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        LibC.Close(descriptor);
        if (failed)
            throw new IOException($"cannot flush '{directory}': {Marshal.GetPInvokeErrorMessage(error)}");
    }
}
