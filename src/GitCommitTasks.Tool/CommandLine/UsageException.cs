namespace GitCommitTasks.Tool.CommandLine;

/// <summary>The words make no sense: nothing was attempted, and the exit code is 2 (GCT9009).</summary>
/// <param name="message">What is wrong with them.</param>
/// <param name="verb">Whose help says what would be right; null for the tool's.</param>
internal sealed class UsageException(string message, string? verb = null) : Exception(message)
{
    /// <summary>The verb with a space behind it, or empty.</summary>
    public string Verb { get; } = verb is null ? "" : verb + " ";
}
