using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>A file that differs from the last commit, and who made it differ.</summary>
/// <param name="Path">Relative to the top of the working tree.</param>
/// <param name="IsWhole">Whether only the whole file can be owned: it is binary, or a link.</param>
/// <param name="Shares">Each owner's part, by name, what is unattributed last.</param>
/// <param name="Lines">The changed lines in the order of the file, of a JSON file those of its values (see <see cref="JsonDifference"/>); none when it has only one owner as a whole.</param>
internal sealed record ChangedFile(string Path, bool IsWhole, IReadOnlyList<OwnerShare> Shares, IReadOnlyList<ChangedText> Lines)
{
    /// <summary>Of a provenance that has taken in HEAD and disk; null when these do not differ.</summary>
    public static ChangedFile? Of(RepositoryPath path, FileProvenance provenance, bool isWhole)
    {
        if (provenance.IsClean)
            return null;
        return new ChangedFile(
            path.ToString(),
            isWhole,
            [
                .. provenance.Pending().Select(p => new OwnerShare(p.Key.Name, p.Value.Added, p.Value.Deleted))
                    .OrderBy(s => s.Owner is null).ThenBy(s => s.Owner, StringComparer.Ordinal),
            ],
            isWhole ? [] : [.. PendingChanges.In(provenance)]);
    }
}

/// <summary>One owner's part of a file's uncommitted changes.</summary>
/// <param name="Owner">Whose; null: unattributed.</param>
/// <param name="Added">Lines. A file that can only be owned as a whole counts as one.</param>
/// <param name="Deleted">Lines, likewise. Both are 0 when only the mode, the last line end, or the order or layout of a JSON file changed.</param>
internal sealed record OwnerShare(string? Owner, int Added, int Deleted);
