namespace GitCommitTasks.Ownership;

/// <summary>What a commit of one owner makes of a JSON file.</summary>
/// <param name="Content">The file; null if there is none.</param>
/// <param name="Entangled">Where another owner is mixed in, in the order of lines. What was deleted is told at the line where its container begins.</param>
/// <param name="LeftOut">The changes of other owners that stay uncommitted.</param>
internal sealed record JsonComposition(byte[]? Content, IReadOnlyList<JsonEntanglement> Entangled, IReadOnlyList<JsonChanges> LeftOut);

/// <summary>How many uncommitted changes an owner has.</summary>
/// <param name="Owner">The owner; null: unattributed.</param>
/// <param name="Count">Members, elements, and containers (or the file) whose form alone differs. A container that came or went as a whole counts once.</param>
internal readonly record struct JsonChanges(string? Owner, int Count);
