using System.Text.Json;
using Microsoft.Build.Utilities;

namespace GitCommitTasks.FrontEnds;

/// <summary>The MSBuild task, called as MSBuild calls it.</summary>
internal static class TaskFront
{
    /// <summary>Makes the commit; its outcome and what was logged goes to stdout, in the form of the command line's JSON.</summary>
    /// <returns>0, or 1 when the task failed the build.</returns>
    public static int Run(Job job)
    {
        if (job.Options.Count > 0)
            throw new InvalidOperationException("a task has no options");
        BuildLog log = new();
        ScopedGitCommit task = new()
        {
            BuildEngine = log,
            Project = Path.Combine(job.Directory, "scoped.proj"),
            Files = [.. job.Paths.Select(p => new TaskItem(Escape(p)))],
            Message = job.Message,
        };
        var succeeded = task.Execute();
        Console.Out.WriteLine(JsonSerializer.Serialize(new TaskAnswer(task.Outcome, task.Sha, log.Diagnostics), JobFormat.Default.TaskAnswer));
        return succeeded ? 0 : 1;
    }

    /// <summary>As MSBuild escapes what an item is to hold literally; a backslash would else become a slash.</summary>
    private static string Escape(string path) => string.Concat(path.Select(c => "%*?@$();'\\".Contains(c, StringComparison.Ordinal) ? $"%{(int)c:x2}" : $"{c}"));
}

/// <summary>What a task answered, with the names of the command line's JSON.</summary>
internal sealed record TaskAnswer(
    [property: System.Text.Json.Serialization.JsonPropertyName("outcome")] string? Outcome,
    [property: System.Text.Json.Serialization.JsonPropertyName("commit")] string? Commit,
    [property: System.Text.Json.Serialization.JsonPropertyName("diagnostics")] IReadOnlyList<LoggedDiagnostic> Diagnostics);

/// <summary>One line of the build's log.</summary>
internal sealed record LoggedDiagnostic(
    [property: System.Text.Json.Serialization.JsonPropertyName("code")] string? Code,
    [property: System.Text.Json.Serialization.JsonPropertyName("message")] string? Message);
