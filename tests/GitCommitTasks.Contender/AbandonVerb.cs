using System.Diagnostics;

namespace GitCommitTasks.Contender;

/// <summary><c>abandon GITDIR</c>: acquires, says "held", and kills itself.</summary>
internal static class AbandonVerb
{
    public static int Run(Arguments arguments)
    {
        if (arguments.Lock().Acquire().Handle is null)
            return 3;
        Arguments.Say("held");
        Process.GetCurrentProcess().Kill();
        return 1;
    }
}
