namespace GitCommitTasks.Ownership;

/// <summary>What a commit of one owner makes of a JSON file.</summary>
/// <param name="Content">The file; null if there is none.</param>
/// <param name="Entangled">Where another owner is mixed in, in the order of lines. What was deleted is told at the line where its container begins; the file itself, at line 0.</param>
/// <param name="Losses">Where other owners came over what the owner had not committed yet, likewise.</param>
/// <param name="LeftOut">The changes of other owners that stay uncommitted.</param>
internal sealed record JsonComposition(
    byte[]? Content, IReadOnlyList<JsonEntanglement> Entangled, IReadOnlyList<JsonEntanglement> Losses, IReadOnlyList<JsonChanges> LeftOut);

/// <summary>How many uncommitted changes an owner has, in lines; see <see cref="JsonDifference"/>.</summary>
/// <param name="Owner">The owner; null: unattributed.</param>
/// <param name="Added">Lines of values that the disk has.</param>
/// <param name="Deleted">Lines of values that HEAD has. Both are 0 where only order, layout or style differ.</param>
internal readonly record struct JsonChanges(string? Owner, int Added, int Deleted);
