using Microsoft.Build.Execution;
using Microsoft.Build.Framework;

namespace GitCommitTasks.InProcessBuild;

/// <summary>Builds of this process, one after the other, each of many projects side by side.</summary>
internal static class Builds
{
    /// <summary>Runs them and prints a line for each warning, error and result; returns 0 when all succeeded, 1 otherwise.</summary>
    /// <param name="nodes">How many projects are built at once.</param>
    /// <param name="threads">Whether all nodes are threads of this process; otherwise one is in it, and the others are processes that end with the build.</param>
    /// <param name="projects">Absolute paths; <c>--then</c> ends one build and begins the next one.</param>
    public static int Run(int nodes, bool threads, ReadOnlySpan<string> projects)
    {
        var code = 0;
        foreach (var part in projects.Split("--then"))
        {
            if (!Build(nodes, threads, projects[part].ToArray()))
                code = 1;
        }

        return code;
    }

    private static bool Build(int nodes, bool threads, string[] projects)
    {
        using BuildManager manager = new("in-process");
        manager.BeginBuild(new BuildParameters
        {
            MaxNodeCount = nodes,
            MultiThreaded = threads,
            DisableInProcNode = false,
            EnableNodeReuse = false,
            Loggers = [new ProblemLogger()],
        });
        var submissions = projects
            .Select(p => manager.PendBuildRequest(new BuildRequestData(p, new Dictionary<string, string?>(), null, ["ScopedCommit"], null, BuildRequestDataFlags.ProvideProjectStateAfterBuild)))
            .ToArray();
        foreach (var submission in submissions)
            submission.ExecuteAsync(Print, null);
        manager.EndBuild();
        return submissions.All(s => s.BuildResult?.OverallResult == BuildResultCode.Success);
    }

    private static void Print(BuildSubmission submission)
    {
        var result = submission.BuildResult!;
        Console.WriteLine($"result {result.OverallResult} {result.ProjectStateAfterBuild?.GetPropertyValue("ScopedCommitOutcome")}");
    }

    /// <summary>Prints warnings and errors in MSBuild's canonical form.</summary>
    private sealed class ProblemLogger : ILogger
    {
        public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Quiet;

        public string? Parameters { get; set; }

        public void Initialize(IEventSource eventSource)
        {
            eventSource.WarningRaised += (_, e) => Console.WriteLine($"{e.File} : warning {e.Code}: {e.Message}");
            eventSource.ErrorRaised += (_, e) => Console.WriteLine($"{e.File} : error {e.Code}: {e.Message}");
        }

        public void Shutdown()
        {
        }
    }
}
