using System.Diagnostics;

namespace GitCommitTasks.Differential;

/// <summary>Where the states of the scenarios lie: in memory if there is room and scripts may be run there, which takes a third of the time; else where temporary files do.</summary>
internal static class Scratch
{
    private const string Memory = "/dev/shm";

    private const long Room = 256 << 20;

    private static readonly string Parent = IsUsable(Memory) ? Memory : Path.GetTempPath();

    /// <summary>Makes an empty directory and returns its absolute path.</summary>
    public static string NewDirectory() => Directory.CreateDirectory(Path.Combine(Parent, "gct-diff-" + Path.GetRandomFileName())).FullName;

    /// <summary>Removes it with all that is in it.</summary>
    public static void Remove(string directory)
    {
        // .NET cannot delete what is not named in UTF-8.
        using var remove = Process.Start("rm", ["-rf", directory]);
        remove.WaitForExit();
    }

    private static bool IsUsable(string directory)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(directory) || new DriveInfo(directory).AvailableFreeSpace < Room)
            return false;
        var script = Path.Combine(directory, "gct-diff-" + Path.GetRandomFileName());
        try
        {
            File.WriteAllText(script, "#!/bin/sh\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using var running = Process.Start(script);
            running.WaitForExit();
            return running.ExitCode == 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // Mounted read-only, or without the right to run what is in it.
            return false;
        }
        finally
        {
            File.Delete(script);
        }
    }
}
