using System.Diagnostics;
using System.Globalization;

namespace GitCommitTasks.Benchmarks;

/// <summary>Several processes that begin at the same moment: each has said that it is ready before any is told to go.</summary>
internal sealed class Crew
{
    private readonly List<Process> members = [], companions = [];

    /// <summary>Adds one of our workers.</summary>
    public Crew Add(params string[] arguments) => AddProcess("dotnet", [typeof(Crew).Assembly.Location, "worker", .. arguments]);

    /// <summary>Adds one of our workers that goes on until the others are done, and prints nothing.</summary>
    public void AddCompanion(params string[] arguments)
    {
        Add(arguments);
        companions.Add(members[^1]);
    }

    /// <summary>Adds a shell script that works as a rival does; it is started ready and waits for a line first.</summary>
    public Crew AddScript(string script, string directory, IReadOnlyDictionary<string, string> environment) =>
        AddProcess("bash", ["-c", "echo ready; read -r _; " + script], directory, environment);

    /// <summary>Lets all of them work.</summary>
    /// <returns>How long it took until the last was done, and each line of numbers they printed.</returns>
    public async Task<(TimeSpan Elapsed, IReadOnlyList<double[]> Lines, int Failed)> GoAsync()
    {
        foreach (var member in members)
            await member.StandardOutput.ReadLineAsync();
        var start = Stopwatch.GetTimestamp();
        foreach (var member in members)
            await member.StandardInput.WriteLineAsync("go");
        var outputs = members.Select(m => m.StandardOutput.ReadToEndAsync()).ToList();
        foreach (var member in members.Except(companions))
            await member.WaitForExitAsync();
        var elapsed = Stopwatch.GetElapsedTime(start);
        foreach (var companion in companions)
        {
            companion.StandardInput.Close();
            await companion.WaitForExitAsync();
        }

        var lines = (await Task.WhenAll(outputs)).SelectMany(o => o.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(Numbers).Where(n => n.Length > 0);
        return (elapsed, [.. lines], members.Count(m => m.ExitCode != 0));
    }

    private Crew AddProcess(string program, string[] arguments, string? directory = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = directory ?? "" };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
        }

        members.Add(Process.Start(start)!);
        return this;
    }

    private static double[] Numbers(string line)
    {
        var words = line.Split(' ');
        return words.All(w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? [.. words.Select(w => double.Parse(w, CultureInfo.InvariantCulture))]
            : [];
    }
}
