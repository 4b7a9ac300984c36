using GitCommitTasks.Diagnostics;
using Microsoft.Build.Framework;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace GitCommitTasks;

/// <summary>What the tasks have in common: whose project they run for, cancellation, and how a failure is told.</summary>
/// <remarks><b>Guarantees.</b> No exception leaves a task; a failure is a coded warning, or a coded error where the task's user asked for that.
/// No current directory and no process-wide state is used, so tasks of several projects may run in one process.</remarks>
#pragma warning disable CA1001 // MSBuild disposes no tasks, and a source without a timer holds nothing but memory.
public abstract class CommitTask : MSBuildTask, ICancelableTask
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource cancellation = new();

    /// <summary>Absolute path of the project file. Relative paths begin at its directory, and diagnostics name it.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary><c>Warn</c> (default): a failure is a warning and the build goes on. <c>Error</c>: it is an error.</summary>
    public string? Failure { get; set; }

    /// <summary>Whether an error of the library is an error of the build.</summary>
    private protected virtual bool FailsBuild => Settings.IsOneOf(Failure, "Error");

    private protected CancellationToken Cancellation => cancellation.Token;

    private protected ProjectPlace Place => field ??= ProjectPlace.Of(Project);

    /// <summary>Ends what waits. A commit that is made stays.</summary>
    public void Cancel() => cancellation.Cancel();

    /// <summary>Runs the task.</summary>
    /// <returns>False when an error was logged.</returns>
    public sealed override bool Execute()
    {
        try
        {
            if (!Path.IsPathFullyQualified(Project))
                throw new SettingException(nameof(Project), Project, "give the absolute path of the project file");
            if (!Settings.IsOneOf(Failure, "Warn", "Error", ""))
                throw new SettingException("ScopedCommitFailure", Failure, "give Warn or Error");
            Run();
        }
        catch (SettingException e)
        {
            // A property that has no meaning is its author's mistake: it is told whatever Failure says.
            LogError(e.Diagnostic);
        }
        catch (Exception e)
        {
            // Nothing is known to arrive here. MSBuild would fail the build with MSB4018 and a stack; a commit must never be in the way (I10).
            Report(Catalog.EnvironmentFailure.With($"the task {GetType().Name}", e.Message.TrimEnd('.'), "See 'git log' for whether the commit was made."));
            Log.LogMessage(MessageImportance.Low, e.ToString());
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Does the work; failures are reported, not thrown.</summary>
    private protected abstract void Run();

    /// <summary>Logs a diagnostic with its code, at the project.</summary>
    private protected void Report(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Message)
            LogMessage(diagnostic);
        else if (diagnostic.Severity == DiagnosticSeverity.Error && FailsBuild)
            LogError(diagnostic);
        else
            Log.LogWarning(null, diagnostic.Code, null, Project, 0, 0, 0, 0, "{0}", diagnostic.Message);
    }

    private void LogError(Diagnostic diagnostic) => Log.LogError(null, diagnostic.Code, null, Project, 0, 0, 0, 0, "{0}", diagnostic.Message);

    /// <summary>A wait is told to whoever watches; the rest is for logs.</summary>
    private void LogMessage(Diagnostic diagnostic)
    {
        var importance = diagnostic.Code == Catalog.LockWaiting.Code ? MessageImportance.High : MessageImportance.Low;
        Log.LogMessage(null, diagnostic.Code, null, Project, 0, 0, 0, 0, importance, "{0}", diagnostic.Message);
    }
}
