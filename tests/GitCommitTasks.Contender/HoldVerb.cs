namespace GitCommitTasks.Contender;

/// <summary><c>hold GITDIR [--record FILE] [--owner NAME] [--ignore-term yes]</c>: acquires, says "held", waits for a line or the end of stdin, releases, says "released".</summary>
internal static class HoldVerb
{
    public static int Run(Arguments arguments)
    {
        using var stubborn = arguments.Option("ignore-term") is null ? null
            : System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, c => c.Cancel = true);
        var attempt = arguments.Lock().Acquire();
        if (attempt.Handle is not { } handle)
        {
            Arguments.Say(attempt.Outcome.ToString());
            return 3;
        }

        Arguments.Say("held");
        Console.In.ReadLine();
        handle.Dispose();
        Arguments.Say("released");
        return 0;
    }
}
