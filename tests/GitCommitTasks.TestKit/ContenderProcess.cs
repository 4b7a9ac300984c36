using System.Diagnostics;
using GitCommitTasks.Files;

namespace GitCommitTasks.TestKit;

/// <summary>Another process that holds, waits or commits. Says a line at each named step; ended when the spec is done with it.</summary>
public sealed class ContenderProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string> errors;

    private ContenderProcess(Process process) => (this.process, errors) = (process, process.StandardError.ReadToEndAsync());

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>What it wrote to stderr; complete once it has ended.</summary>
    public Task<string> Errors => errors;

    /// <summary>Starts <c>contender VERB ARGUMENTS</c>.</summary>
    public static ContenderProcess Start(params string[] arguments) => StartProgram(DotNet, [Program, .. arguments]);

    /// <summary>Starts <c>contender VERB ARGUMENTS</c> with just this environment, as a repository's git has it.</summary>
    public static ContenderProcess StartWith(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = Describe(DotNet, [Program, .. arguments]);
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ContenderProcess(Process.Start(start)!);
    }

    /// <summary>Starts any other program the same way, for example a script's shell.</summary>
    public static ContenderProcess StartProgram(string program, params string[] arguments) => new(Process.Start(Describe(program, arguments))!);

    /// <summary>The next line it says; null when it ended without another one.</summary>
    public async Task<string?> Says(TimeSpan? limit = null) => await process.StandardOutput.ReadLineAsync().WaitAsync(limit ?? Limit);

    /// <summary>Lets it go on from where it waits.</summary>
    public void GoOn() => process.StandardInput.WriteLine();

    /// <summary>Sends a signal (Unix).</summary>
    public void Signal(int number) => _ = LibC.Kill(process.Id, number);

    /// <summary>Sends a signal to its whole process group, as a terminal does for Ctrl-C; it must be the first of the group (Unix).</summary>
    public void SignalGroup(int number) => _ = LibC.Kill(-process.Id, number);

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> Ended(TimeSpan? limit = null)
    {
        await process.WaitForExitAsync().WaitAsync(limit ?? Limit);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>Built beside the specs: bin/CONFIGURATION/FRAMEWORK of the project's own folder.</summary>
    private static string Program
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var tests = output.Parent!.Parent!.Parent!.Parent!.FullName;
            return Path.Combine(tests, "GitCommitTasks.Contender", "bin", output.Parent.Name, output.Name, "GitCommitTasks.Contender.dll");
        }
    }
}
