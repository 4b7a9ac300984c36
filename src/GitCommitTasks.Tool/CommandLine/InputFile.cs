namespace GitCommitTasks.Tool.CommandLine;

/// <summary>A file that is named on the command line, where <c>-</c> is stdin.</summary>
internal static class InputFile
{
    /// <summary>All its bytes.</summary>
    /// <param name="path">Relative to <paramref name="directory"/>, absolute, or <c>-</c>.</param>
    /// <param name="directory">Absolute path.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a directory, or not ours to read.</exception>
    public static byte[] Read(string path, string directory)
    {
        using var source = path == "-" ? Console.OpenStandardInput() : File.OpenRead(Path.GetFullPath(path, directory));
        using var content = new MemoryStream();
        source.CopyTo(content);
        return content.ToArray();
    }
}
