using CliWrap;
using CliWrap.Buffered;

namespace GitCommitTasks.TestKit;

/// <summary>The built command line tool, run as another process with a repository's isolated environment.</summary>
/// <remarks>With <c>GCT_TOOL=PROGRAM</c> in the environment of the test run it is that program: the one compiled to native code, say.</remarks>
public static class ScopedTool
{
    /// <summary>Absolute path of <c>git-scoped.dll</c>, built in the configuration of the specs.</summary>
    public static string Program { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)));

    /// <summary>Program and first arguments that run it.</summary>
    private static readonly string[] Words = Environment.GetEnvironmentVariable("GCT_TOOL") is { Length: > 0 } given ? [given] : ["dotnet", Program];

    /// <summary>Runs <c>git-scoped ARGUMENTS</c> at the top and returns everything it said.</summary>
    public static BufferedCommandResult Scoped(this TemporaryRepository repository, params string[] arguments) =>
        repository.ScopedCommand(arguments).ExecuteBufferedAsync().GetAwaiter().GetResult();

    /// <summary>The same, to be run elsewhere or with input.</summary>
    public static Command ScopedCommand(this TemporaryRepository repository, params string[] arguments) =>
        repository.Command(Words[0], [.. Words[1..], .. arguments]);

    /// <summary>Starts it at the top and goes on. Its process is the one that signals go to.</summary>
    public static ContenderProcess StartScoped(this TemporaryRepository repository, params string[] arguments) => ContenderProcess.StartProgram(
        "env", ["-i", .. repository.Environment.Select(e => $"{e.Key}={e.Value}"), .. Words, "-C", repository.Top, .. arguments]);

    /// <summary>The same, as the first process of a group of its own, as a shell starts what runs in the foreground of a terminal (Linux).</summary>
    public static ContenderProcess StartScopedInGroup(this TemporaryRepository repository, IReadOnlyDictionary<string, string> environment, params string[] arguments) => ContenderProcess.StartProgram(
        "setsid", ["env", "-i", .. environment.Select(e => $"{e.Key}={e.Value}"), .. Words, "-C", repository.Top, .. arguments]);

    /// <summary>The same as <c>git scoped ARGUMENTS</c>: git is the first process of the group, ours its child (Linux).</summary>
    public static ContenderProcess StartUnderGitInGroup(this TemporaryRepository repository, params string[] arguments) => ContenderProcess.StartProgram(
        "setsid",
        [
            "env", "-i", .. repository.EnvironmentWith(("PATH", $"{repository.ScriptFolder()}:{repository.Environment["PATH"]}")).Select(e => $"{e.Key}={e.Value}"),
            "git", "-C", repository.Top, "scoped", .. arguments,
        ]);

    /// <summary>A folder with a script <c>git-scoped</c>, to be put on the PATH, so that git finds it as <c>git scoped</c>.</summary>
    public static string ScriptFolder(this TemporaryRepository repository)
    {
        var folder = Directory.CreateDirectory(repository.Outside["bin"]).FullName;
        var script = Path.Combine(folder, "git-scoped");
        File.WriteAllText(script, $"#!/bin/sh\nexec '{string.Join("' '", Words)}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    private static string Find(DirectoryInfo output)
    {
        var root = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "src", "GitCommitTasks.Tool", "bin", output.Parent.Name, output.Name, "git-scoped.dll");
    }
}
