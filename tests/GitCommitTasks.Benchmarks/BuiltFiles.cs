namespace GitCommitTasks.Benchmarks;

/// <summary>Where the build put what is run as a process, and the files at the top of the source tree.</summary>
internal static class BuiltFiles
{
    /// <summary>Absolute path of the top of the source tree.</summary>
    public static string SourceRoot { get; } = FindSourceRoot();

    /// <summary>The command line, in the configuration this program was built in.</summary>
    public static string Tool { get; } = Path.Combine(SourceRoot, "src", "GitCommitTasks.Tool", "bin", Configuration, "net10.0", "git-scoped.dll");

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string FindSourceRoot()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "GitCommitTasks.sln")))
                return at;
        }

        throw new InvalidOperationException("GitCommitTasks.sln is not above this program.");
    }
}
