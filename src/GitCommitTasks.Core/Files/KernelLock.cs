using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GitCommitTasks.Files;

/// <summary>A file locked by the kernel: <c>flock</c> on Unix, <c>LockFileEx</c> on Windows.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Fails closed: every answer but "granted" and "busy" is an exception. Two of these on one file exclude each other,
/// also inside one process. Freed by the kernel when the process dies, however it dies.</para>
/// <para><b>Does not guarantee.</b> Anything on a path that is deleted while others hold it open: call <see cref="IsAt"/> after locking.
/// A child forked at the moment of release may hold a copy until it calls exec; <see cref="Unlock"/> therefore unlocks before it closes.</para>
/// <para>.NET's own sharing modes are not used: they ignore every error of flock but "would block" (SafeFileHandle.Unix.cs, <c>Init</c>).</para>
/// </remarks>
internal sealed class KernelLock : IDisposable
{
    private const int Shared = 1, Exclusive = 2, NonBlocking = 4, Release = 8;

    private readonly string path;
    private readonly SafeFileHandle file;

    private KernelLock(string path, SafeFileHandle file) => (this.path, this.file) = (path, file);

    /// <summary>Opens the file at <paramref name="path"/> (absolute), creating it empty when it is missing; nothing is locked yet.</summary>
    /// <exception cref="IOException">It cannot be created or opened, or it is a symbolic link.</exception>
    public static KernelLock Open(string path) => TryOpen(path) ?? Create(path);

    /// <summary>Opens the file at <paramref name="path"/> (absolute), or null when there is none.</summary>
    /// <exception cref="IOException">It cannot be opened, or it is a symbolic link.</exception>
    public static KernelLock? TryOpen(string path)
    {
        if (OperatingSystem.IsWindows())
            return TryOpenWindows(path);
        var descriptor = LibC.Open(LibC.Terminated(path), OpenFlags.ReadWrite | OpenFlags.CloseOnExec | OpenFlags.NoFollow);
        if (descriptor >= 0)
            return new KernelLock(path, new SafeFileHandle(descriptor, ownsHandle: true));
        var error = Marshal.GetLastPInvokeError();
        return error == LibC.NoSuchEntry ? null : throw Failure("open", path, error);
    }

    /// <summary>Takes the lock if it is free. Shared locks exclude exclusive ones only.</summary>
    /// <returns>Whether it was granted; false when somebody else holds it.</returns>
    /// <exception cref="IOException">The file system cannot lock, or the kernel refused.</exception>
    public bool TryLock(bool shared = false)
    {
        if (OperatingSystem.IsWindows())
            return WindowsLock.Lock(file, path, shared, wait: false);
        return Flock((shared ? Shared : Exclusive) | NonBlocking);
    }

    /// <summary>Waits, for ever if need be, and takes the lock. Cannot be cancelled: call it where waiting for ever is harmless.</summary>
    /// <exception cref="IOException">The file system cannot lock, or the kernel refused.</exception>
    public void Lock(bool shared = false)
    {
        if (OperatingSystem.IsWindows())
            WindowsLock.Lock(file, path, shared, wait: true);
        else
            Flock(shared ? Shared : Exclusive);
    }

    /// <summary>Frees the lock and keeps the file open.</summary>
    public void Unlock()
    {
        if (OperatingSystem.IsWindows())
            WindowsLock.Unlock(file);
        else
            LibC.Flock(file.DangerousGetHandle().ToInt32(), Release);
    }

    /// <summary>Whether the path still names the file that is open here. False after somebody deleted or replaced it.</summary>
    public bool IsAt()
    {
        if (OperatingSystem.IsWindows())
            return WindowsFile.TryIdentify(path) == WindowsFile.Identify(file);
        return FileStat.TryRead(path)?.Identity == FileStat.TryReadDescriptor(file.DangerousGetHandle().ToInt32())?.Identity;
    }

    /// <summary>The whole content as bytes.</summary>
    public byte[] ReadAll()
    {
        var content = new byte[RandomAccess.GetLength(file)];
        var read = RandomAccess.Read(file, content, 0);
        return content[..read];
    }

    /// <summary>Replaces the content. Readers may see it half written.</summary>
    public void Write(ReadOnlySpan<byte> content)
    {
        RandomAccess.SetLength(file, content.Length);
        RandomAccess.Write(file, content, 0);
    }

    /// <summary>Frees the lock and closes the file. Safe to call again.</summary>
    public void Dispose()
    {
        if (file.IsClosed)
            return;
        Unlock();
        file.Dispose();
    }

    private static KernelLock Create(string path)
    {
        if (OperatingSystem.IsWindows())
            return new KernelLock(path, OpenWindows(path, FileMode.OpenOrCreate));
        try
        {
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (FileStat.TryRead(path) is not null)
        {
            // Somebody else created it at the same moment: theirs is as good as ours.
        }

        return TryOpen(path) ?? throw new IOException($"'{path}' was deleted while it was being created.");
    }

    private static KernelLock? TryOpenWindows(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw new IOException($"'{path}' is a symbolic link");
        try
        {
            return new KernelLock(path, OpenWindows(path, FileMode.Open));
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static SafeFileHandle OpenWindows(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private static IOException Failure(string call, string path, int error) =>
        new($"{call} of '{path}' failed: {Marshal.GetPInvokeErrorMessage(error)} ({error})");

    private bool Flock(int operation)
    {
        while (LibC.Flock(file.DangerousGetHandle().ToInt32(), operation) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (LibC.MeansBusy(error) && (operation & NonBlocking) != 0)
                return false;
            if (error != LibC.Interrupted)
                throw Failure("flock", path, error);
        }

        return true;
    }
}
