using System.Text;

namespace GitCommitTasks.Files;

/// <summary>A path with every symbolic link on it resolved: what a process sees that is started there.</summary>
internal static class PhysicalPath
{
    /// <summary>PATH_MAX of Linux; macOS has less.</summary>
    private const int Longest = 4096;

    /// <summary>The absolute path without links; <paramref name="path"/> itself where the system cannot resolve it, and on Windows.</summary>
    /// <param name="path">Absolute path of something that exists.</param>
    public static string Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return path;
        var resolved = new byte[Longest];
        return LibC.RealPath(LibC.Terminated(path), resolved) == 0 ? path : Encoding.UTF8.GetString(resolved.AsSpan(0, resolved.IndexOf((byte)0)));
    }
}
