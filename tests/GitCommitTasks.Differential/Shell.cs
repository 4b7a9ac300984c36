using System.Diagnostics;
using System.Text;

namespace GitCommitTasks.Differential;

/// <summary>Scripts for <c>sh</c>: one process a script, in the place of one a git command.</summary>
internal static class Shell
{
    /// <summary>Runs a script and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(string script, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("sh", ["-e", "-c", script])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Names need not be UTF-8; this keeps their bytes apart.
            StandardOutputEncoding = Encoding.Latin1,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"exit {process.ExitCode}: {errors.Result}\n{output}\nof the script\n{script}");
    }

    /// <summary>A word that the shell takes literally.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:@".Contains(c, StringComparison.Ordinal)) ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Words that the shell takes literally.</summary>
    public static string Quote(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
