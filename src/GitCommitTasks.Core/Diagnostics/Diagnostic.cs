namespace GitCommitTasks.Diagnostics;

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>For the record: how long a lock was waited for, who held it.</summary>
    Message,

    /// <summary>It is done, but look.</summary>
    Warning,

    /// <summary>It was not done.</summary>
    Error,
}

/// <summary>One coded statement about what happened: the same code and words from the MSBuild tasks, the command line and the library.</summary>
/// <param name="Code"><c>GCT</c> and four digits; each has a page under <c>docs/diagnostics</c>.</param>
/// <param name="Severity">How much it matters. A front end may lower an error to a warning where a failure must not stop the work.</param>
/// <param name="Message">What happened, why we think so, what can be done.</param>
public sealed record Diagnostic(string Code, DiagnosticSeverity Severity, string Message)
{
    /// <summary>MSBuild's canonical form without the origin: <c>warning GCT1003: …</c></summary>
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()} {Code}: {Message}";
}
