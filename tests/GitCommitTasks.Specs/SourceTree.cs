namespace GitCommitTasks.Specs;

/// <summary>The checkout that the specs were built from.</summary>
internal static class SourceTree
{
    /// <summary>Absolute path of the directory that holds the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The absolute path of <paramref name="relative"/> (forward slashes) in the checkout.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find(DirectoryInfo? directory)
    {
        for (; directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "GitCommitTasks.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException($"no GitCommitTasks.sln above '{AppContext.BaseDirectory}'");
    }
}
