using GitCommitTasks.Diagnostics;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Tool.Output;

/// <summary>The JSON of <c>lock run</c>.</summary>
internal sealed record LockRunJson(int ExitCode, string? Owner, LockTimes? Lock, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>The JSON of <c>lock break</c>.</summary>
internal sealed record LockBreakJson(BreakOutcome Outcome, IReadOnlyList<Diagnostic> Diagnostics);
