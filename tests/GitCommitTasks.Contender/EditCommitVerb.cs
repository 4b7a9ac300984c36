using System.Globalization;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Contender;

/// <summary><c>edit-commit TOP PATH OWNER COUNT SEED LEDGER</c>: edits PATH in COUNT windows, committing now and then; says each step, so that it can be killed there.</summary>
/// <remarks>Every line holds <c>OWNER.PROCESS.NUMBER</c>. It changes its own lines only. LEDGER gets <c>-line</c> before a line is taken away and <c>+line</c> once one is recorded.</remarks>
internal static class EditCommitVerb
{
    public static int Run(Arguments arguments)
    {
        var random = new Random(arguments.Number(4));
        var made = true;
        for (var i = 1; i <= arguments.Number(3) && made; i++)
        {
            made = Edit(arguments, random, string.Create(CultureInfo.InvariantCulture, $"{arguments[2]}.{Environment.ProcessId}.{i}"));
            Thread.Sleep(random.Next(20));
            if (made && random.Next(3) == 0)
                made = Commit(arguments[0], arguments[1], arguments[2]);
        }

        return made ? 0 : 1;
    }

    /// <summary>Commits what is the owner's.</summary>
    private static bool Commit(string top, string path, string owner)
    {
        var result = ScopedCommit.Run(new CommitRequest { Directory = top, Paths = [path], Owner = owner, Message = "by " + owner });
        Complain(result.Diagnostics);
        Arguments.Say(result.Outcome.ToString());
        return result.Outcome is CommitOutcome.Committed or CommitOutcome.NothingToCommit;
    }

    private static bool Edit(Arguments arguments, Random random, string tag)
    {
        var diagnostics = new DiagnosticBag();
        using var workspace = Workspace.TryOpen(arguments[0], new LockSettings(), null, TimeProvider.System, diagnostics)!;
        var windows = new EditWindows(workspace);
        var scope = workspace.ResolveScope([arguments[1]])!;
        var opened = windows.TryBegin(scope, arguments[2], isLease: false, CancellationToken.None) is not null;
        if (opened)
        {
            Arguments.Say("begun");
            Change(Path.Combine(arguments[0], arguments[1]), arguments, random, tag);
            Arguments.Say("written");
            opened = windows.End(scope, arguments[2], CancellationToken.None).Count == 1;
            File.AppendAllText(arguments[5], $"+{tag}\n");
            Arguments.Say("ended");
        }

        Complain(diagnostics.All);
        return opened;
    }

    private static void Change(string file, Arguments arguments, Random random, string tag)
    {
        List<string> lines = [.. File.ReadAllLines(file)];
        int[] own = [.. Enumerable.Range(0, lines.Count).Where(i => lines[i].StartsWith(arguments[2] + ".", StringComparison.Ordinal))];
        var kind = own.Length == 0 ? 0 : random.Next(10);
        var at = kind < 6 ? random.Next(lines.Count + 1) : own[random.Next(own.Length)];
        if (kind >= 6)
        {
            File.AppendAllText(arguments[5], $"-{lines[at]}\n");
            lines.RemoveAt(at);
        }

        lines.Insert(at, tag);
        // In one step: what a killed process leaves is its whole edit or none.
        var draft = $"{file}.{Environment.ProcessId}.draft";
        File.WriteAllLines(draft, lines);
        File.Move(draft, file, overwrite: true);
    }

    private static void Complain(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.Where(d => d.Severity != DiagnosticSeverity.Message))
            Console.Error.WriteLine(diagnostic);
    }
}
