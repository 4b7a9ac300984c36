using System.Diagnostics;
using System.Globalization;

namespace GitCommitTasks.Contender;

/// <summary><c>commit DIR PATH… [--die-at STEP] [--stop-at STEP] [--count N] [--no-lock yes] [--barrier yes]</c>: commits the paths, saying the outcome of each commit.</summary>
/// <remarks>With <c>--count</c> it writes a new line into each path before each commit. With <c>--barrier</c> it says "ready" and waits for a line first.
/// At a step it kills itself, or says the step and waits for a line. Ends with 0 when every commit was made.</remarks>
internal static class CommitVerb
{
    public static int Run(Arguments arguments)
    {
        if (arguments.Option("barrier") is not null)
            WaitAt("ready");
        var count = int.Parse(arguments.Option("count") ?? "0", CultureInfo.InvariantCulture);
        var made = true;
        for (var i = 1; i <= Math.Max(1, count); i++)
        {
            if (count > 0)
                Write(arguments, i);
            made &= Commit(arguments, $"contender {Environment.ProcessId} {i}");
        }

        return made ? 0 : 1;
    }

    private static bool Commit(Arguments arguments, string message)
    {
        var result = ScopedCommit.Run(new CommitRequest
        {
            Directory = arguments[0],
            Paths = arguments.From(1),
            Message = message,
            LockEnabled = arguments.Option("no-lock") is null,
            AtStep = step => AtStep(arguments, step),
        });
        foreach (var diagnostic in result.Diagnostics.Where(d => d.Severity != GitCommitTasks.Diagnostics.DiagnosticSeverity.Message))
            Console.Error.WriteLine(diagnostic);
        Arguments.Say(result.Outcome.ToString());
        return result.Outcome == CommitOutcome.Committed;
    }

    private static void AtStep(Arguments arguments, CommitStep step)
    {
        if (arguments.Option("stop-at") == step.ToString())
            WaitAt(step.ToString());
        if (arguments.Option("die-at") == step.ToString())
            Process.GetCurrentProcess().Kill();
    }

    private static void WaitAt(string step)
    {
        Arguments.Say(step);
        Console.In.ReadLine();
    }

    private static void Write(Arguments arguments, int number)
    {
        foreach (var path in arguments.From(1))
            File.AppendAllText(Path.Combine(arguments[0], path), $"{number}\n");
    }
}
