using CliWrap;
using CliWrap.Buffered;

namespace GitCommitTasks.Benchmarks;

/// <summary>The command line compiled to native code, as its package for this platform holds it.</summary>
internal static class NativeTool
{
    private static readonly string Folder = Path.Combine(BuiltFiles.SourceRoot, "artifacts", "native", "tool");

    /// <summary>Publishes it from the source tree and returns the program's absolute path. Takes a minute or two.</summary>
    public static async Task<string> PublishAsync()
    {
        Console.Error.WriteLine("compiling git-scoped to native code …");
        await Cli.Wrap("dotnet")
            .WithArguments(["publish", Path.Combine(BuiltFiles.SourceRoot, "src", "GitCommitTasks.Tool"), "-c", "Release", "--use-current-runtime", "-p:PublishAot=true", "-o", Folder, "-v", "q"])
            .ExecuteBufferedAsync();
        return Path.Combine(Folder, OperatingSystem.IsWindows() ? "git-scoped.exe" : "git-scoped");
    }
}
