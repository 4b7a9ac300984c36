using GitCommitTasks.Tool.CommandLine;

namespace GitCommitTasks.FrontEnds;

/// <summary>The command line: <c>git scoped commit --json</c>.</summary>
internal static class CommandLineFront
{
    /// <summary>Makes the commit; the JSON object goes to stdout, the diagnostics to stderr.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Job job)
    {
        string[] message = job.Message is null ? [] : ["-m", job.Message];
        return GitScoped.Run(["-C", job.Directory, "commit", "--json", .. job.Options, .. message, "--", .. job.Paths]);
    }
}
