namespace GitCommitTasks.Contender;

/// <summary><c>wait GITDIR FILE --owner NAME</c>: acquires, adds its name to FILE as a line, releases.</summary>
internal static class WaitVerb
{
    public static int Run(Arguments arguments)
    {
        using var handle = arguments.Lock().Acquire().Handle;
        if (handle is null)
            return 3;
        File.AppendAllText(arguments[1], arguments.Option("owner") + "\n");
        return 0;
    }
}
