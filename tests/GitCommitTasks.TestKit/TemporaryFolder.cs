namespace GitCommitTasks.TestKit;

/// <summary>An empty folder of its own for one test, removed when the test is done.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("gct-").FullName;

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>The absolute path of <paramref name="relative"/> inside the folder.</summary>
    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            // .NET cannot delete what is not named in UTF-8.
            using var remove = System.Diagnostics.Process.Start("rm", ["-rf", Path]);
            remove.WaitForExit();
            return;
        }

        // Read-only objects of git stop a recursive delete on Windows.
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Path, recursive: true);
    }
}
