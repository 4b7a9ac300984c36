namespace GitCommitTasks.Tool.Output;

/// <summary>The JSON of <c>repair</c>.</summary>
internal sealed record RepairJson(IReadOnlyList<RepairAction> Actions);
