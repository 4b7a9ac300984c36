using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace GitCommitTasks.Differential;

/// <summary>A process that runs our front ends, one job after the other.</summary>
/// <remarks>If it hangs, it is ended, and so is the spec that waits for it.</remarks>
internal sealed class FrontEndProcess : IDisposable
{
    private const string End = "== end of the job";

    /// <summary>A thousand times what a commit takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process process;

    public FrontEndProcess()
    {
        process = Process.Start(new ProcessStartInfo(DotNet, [BuiltBeside("GitCommitTasks.FrontEnds.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
    }

    /// <summary>Commits, and returns what was answered.</summary>
    /// <param name="frontEnd">Which way.</param>
    /// <param name="scenario">What to commit.</param>
    /// <param name="directory">Absolute path that the scope begins at.</param>
    /// <param name="environment">All the environment there is.</param>
    public Answer Commit(FrontEnd frontEnd, Scenario scenario, string directory, IReadOnlyDictionary<string, string> environment)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(
            new { FrontEnd = frontEnd.Name, Directory = directory, Environment = environment, scenario.Options, scenario.Message, scenario.Paths }));
        process.StandardInput.Flush();
        var reading = Task.WhenAll(Task.Run(() => ReadJob(process.StandardOutput)), Task.Run(() => ReadJob(process.StandardError)));
        if (!reading.Wait(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{frontEnd}: no answer within {Limit.TotalSeconds} s");
        }

        return Answer.Of(reading.Result[0], reading.Result[1]);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
            process.Kill();
        process.Dispose();
    }

    private static string ReadJob(StreamReader said)
    {
        StringBuilder text = new();
        while (said.ReadLine() is { } line)
        {
            if (line.StartsWith(End, StringComparison.Ordinal))
                return text.ToString();
            text.Append(line).Append('\n');
        }

        throw new EndOfStreamException($"the front end ended in the middle of a job: {text}");
    }

    /// <summary>The program that runs those of .NET.</summary>
    public static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>Absolute path of a file that is built beside the front ends' program: bin/CONFIGURATION/FRAMEWORK of that project's own folder.</summary>
    public static string BuiltBeside(string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var tests = output.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, "GitCommitTasks.FrontEnds", "bin", output.Parent.Name, output.Name, file);
    }
}
