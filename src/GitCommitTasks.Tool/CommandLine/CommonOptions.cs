using System.CommandLine;
using GitCommitTasks.Files;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>The options that every verb takes.</summary>
internal static class CommonOptions
{
    /// <summary><c>-C</c>, as git's: each counts from the one before.</summary>
    public static Option<string[]> Directory { get; } = new("-C") { Description = "Run as if started in this directory.", HelpName = "dir", Recursive = true };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object to stdout, and nothing else.", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Print messages too, not only warnings and errors.", Recursive = true };

    public static Option<bool> Help { get; } = new("--help", "-h") { Description = "Show help and usage information", Recursive = true, Action = new HelpWithExample() };

    public static Option<bool> Version { get; } = new("--version") { Description = "Show version information", Action = new VersionAction() };

    /// <summary>Absolute path of the directory to run in, without symbolic links, as a process started there would see it.</summary>
    /// <exception cref="UsageException">It is no directory.</exception>
    public static string DirectoryOf(ParseResult words)
    {
        var at = TryFindCurrent();
        foreach (var next in words.GetValue(Directory) ?? [])
        {
            at = Path.IsPathFullyQualified(next) ? Path.GetFullPath(next) : Path.GetFullPath(next, at ?? throw Gone());
            if (!System.IO.Directory.Exists(at))
                throw new UsageException($"-C '{next}' is not a directory");
            at = PhysicalPath.Of(at);
        }

        return at ?? throw Gone();
    }

    private static string? TryFindCurrent()
    {
        try
        {
            return System.IO.Directory.GetCurrentDirectory();
        }
        catch (IOException)
        {
            // It was deleted under us.
            return null;
        }
    }

    private static UsageException Gone() => new("the current directory is gone; go to another one, or name one with -C");
}
