using System.Collections;

namespace GitCommitTasks;

/// <summary>The environment variables as they are now: MSBuild gives each build its own, and changes them while a node is lent.</summary>
internal static class EnvironmentSnapshot
{
    public static IReadOnlyDictionary<string, string> Take()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string)variable.Value!;
        return variables;
    }
}
