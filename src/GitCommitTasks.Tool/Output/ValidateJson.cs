using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Tool.Output;

/// <summary>The JSON of <c>validate</c>.</summary>
internal sealed record ValidateJson(
    string? Commit, bool Ok, IReadOnlyList<string> Missing, IReadOnlyList<string> NotStaged, IReadOnlyList<string> Unexpected, IReadOnlyList<Diagnostic> Diagnostics);
