using System.Diagnostics;

namespace GitCommitTasks.Contender;

/// <summary><c>crash TOP STEP PATH</c>: commits PATH and kills itself when it reaches STEP.</summary>
internal static class CrashVerb
{
    public static int Run(Arguments arguments)
    {
        var last = Enum.Parse<CommitStep>(arguments[1]);
        ScopedCommit.Run(new CommitRequest
        {
            Directory = arguments[0],
            Paths = [arguments[2]],
            Message = "crashed",
            AtStep = step =>
            {
                if (step == last)
                    Process.GetCurrentProcess().Kill();
            },
        });
        return 1;
    }
}
