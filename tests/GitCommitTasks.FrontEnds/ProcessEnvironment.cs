namespace GitCommitTasks.FrontEnds;

/// <summary>The environment of this process, which becomes each job's in turn.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Sets just these variables, and removes every other.</summary>
    public static void Become(IReadOnlyDictionary<string, string> variables)
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (!variables.ContainsKey(name))
                Environment.SetEnvironmentVariable(name, null);
        }

        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }
}
