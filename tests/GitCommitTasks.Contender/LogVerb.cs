using System.Globalization;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Contender;

/// <summary><c>log FILE LOCKFILE COUNT --owner NAME</c>: says "ready", waits for a line, then appends COUNT entries to the error log FILE.</summary>
internal static class LogVerb
{
    public static int Run(Arguments arguments)
    {
        Arguments.Say("ready");
        Console.In.ReadLine();
        var diagnostics = new DiagnosticBag(Console.Error.WriteLine);
        for (var i = 1; i <= arguments.Number(2); i++)
        {
            new ErrorLog(arguments[0], arguments[1], TimeProvider.System, diagnostics).Append(
                new ErrorLogEntry(ErrorLogType.CommitFailure, ErrorLogSeverity.High, string.Create(CultureInfo.InvariantCulture, $"{arguments.Option("owner")}/{i}"))
                { SuggestedAction = "none" });
        }

        return diagnostics.All.Count;
    }
}
