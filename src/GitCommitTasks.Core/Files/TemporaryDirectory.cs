namespace GitCommitTasks.Files;

/// <summary>Removes a directory that nobody refers to any more.</summary>
internal static class TemporaryDirectory
{
    /// <summary>Deletes <paramref name="path"/> (absolute) and what is in it.</summary>
    public static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody is just looking into it or closing a file in it. It is in the way of nobody, and removed by the next repair.
        }
    }
}
