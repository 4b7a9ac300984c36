using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Tool.Output;

/// <summary>The JSON of <c>edit begin</c>. No paths and no time when there was nothing to open.</summary>
internal sealed record EditBeginJson(string? Owner, IReadOnlyList<string> Paths, DateTimeOffset? ExpiresAt);

/// <summary>The JSON of <c>edit end</c>: the files whose windows were closed, and those of them that had changed.</summary>
internal sealed record EditEndJson(string? Owner, IReadOnlyList<string> Closed, IReadOnlyList<string> Changed);

/// <summary>The JSON of <c>run</c>; the commit is null when none was tried, and has diagnostics of its own.</summary>
internal sealed record RunJson(int ExitCode, string Owner, IReadOnlyList<string> Changed, CommitJson? Commit, IReadOnlyList<Diagnostic> Diagnostics);
