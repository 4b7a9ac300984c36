namespace GitCommitTasks.Tool.CommandLine;

/// <summary>Finds a program as a shell does: a name with a slash is a path, any other is looked for in PATH only.</summary>
/// <remarks>.NET's <c>Process.Start</c> would look beside .NET itself and in the current directory first, and so run another program.</remarks>
internal static class ProgramFile
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Absolute path of the program, or null when there is none. On Windows the name as it is: there the system's own rules hold.</summary>
    /// <param name="name">As given.</param>
    /// <param name="directory">Absolute path that a relative one begins at.</param>
    public static string? TryFind(string name, string directory)
    {
        if (OperatingSystem.IsWindows())
            return name;
        if (name.Contains('/', StringComparison.Ordinal))
            return Path.GetFullPath(name, directory);
        return (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':')
            .Select(folder => Path.Combine(Path.GetFullPath(folder.Length == 0 ? "." : folder, directory), name))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string file) => File.Exists(file) && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Executable) != 0;
}
