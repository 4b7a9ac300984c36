using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>Another program that is run to its end, with our stdin, stdout, stderr and environment.</summary>
internal sealed class ChildCommand : IDisposable
{
    private readonly Process process;
    private readonly Lock starting = new();
    private bool started, ended;
    private PosixSignal? early;

    private ChildCommand(ProcessStartInfo start) => process = new Process { StartInfo = start };

    /// <summary>Runs it and returns its exit code, 128+n when signal n ended it; 127 (GCT9013) when it cannot be started; 130 when it was cancelled before.</summary>
    /// <param name="line">The program, found in PATH as a shell does, and its arguments.</param>
    /// <param name="directory">Absolute path of its current directory.</param>
    /// <param name="voice">With JSON, what the program writes to stdout goes to stderr.</param>
    /// <param name="signals">Passed on to the program while it runs. When it has ended they do nothing, until the caller takes them back (<see cref="Signals.HandTo"/>): the signal that
    /// ended it may reach us later, and must not keep us from what is to be done behind it.</param>
    /// <param name="variable">One more variable for its environment.</param>
    /// <param name="diagnostics">Told why it cannot be started.</param>
    public static int Run(string[] line, string directory, Voice voice, Signals signals, KeyValuePair<string, string?>? variable, DiagnosticBag diagnostics)
    {
        if (ProgramFile.TryFind(line[0], directory) is not { } file)
        {
            diagnostics.Report(Catalog.EnvironmentFailure.With($"starting '{line[0]}'", "there is no such program", "It was not run."));
            return ExitCode.NotStarted;
        }

        var start = new ProcessStartInfo(file, line[1..]) { WorkingDirectory = directory };
        if (variable is var (name, value))
            start.Environment[name] = value;
        using var diverted = voice.IsJson ? DivertedOutput.Begin(start) : null;
        using var command = new ChildCommand(start);
        return command.Run(line[0], signals, diagnostics);
    }

    public void Dispose() => process.Dispose();

    private int Run(string name, Signals signals, DiagnosticBag diagnostics)
    {
        signals.HandTo(Signal);
        // Cancelled before: from here on a signal is kept for the program, and this looks at those from before.
        if (signals.Token.IsCancellationRequested)
            return ExitCode.Cancelled;
        try
        {
            Start();
        }
        catch (Win32Exception e)
        {
            // Process.Start: not executable, or no program at all.
            diagnostics.Report(Catalog.EnvironmentFailure.With($"starting '{name}'", e.Message.TrimEnd('.'), "It was not run."));
            return ExitCode.NotStarted;
        }

        if (process.StartInfo.RedirectStandardOutput)
            process.StandardOutput.BaseStream.CopyTo(Console.OpenStandardError());
        process.WaitForExit();
        lock (starting)
            ended = true;
        return process.ExitCode;
    }

    private void Start()
    {
        lock (starting)
        {
            process.Start();
            started = true;
            if (early is { } signal)
                Signal(signal);
        }
    }

    /// <summary>A terminal sends SIGINT to the program too: once is enough. Of any other we cannot know whether it came to us alone (<c>kill</c>) or to the program too (<c>timeout</c>,
    /// which signals the group): it is passed on, since a program that gets it twice ends, and one that never gets it does not. Git's children, too, get it twice there.</summary>
    private void Signal(PosixSignal signal)
    {
        lock (starting)
        {
            if (!started)
                early = signal;
            else if (!ended && (signal == PosixSignal.SIGTERM || !HasTerminal))
                ProcessIdentity.Signal(process.Id, signal == PosixSignal.SIGTERM ? 15 : 2);
        }
    }

    private static bool HasTerminal => !Console.IsInputRedirected || !Console.IsOutputRedirected || !Console.IsErrorRedirected;
}
