using System.Text.Json.Serialization;
using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Tool.Output;

/// <summary>The JSON of <c>status</c>.</summary>
internal sealed record StatusJson(LockStatusJson Lock, IReadOnlyList<WindowJson> Windows, IReadOnlyList<FileJson> Files)
{
    /// <summary>Why some files could not be looked at; there only when some could not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Diagnostic>? Diagnostics { get; init; }

    /// <summary>Of a status.</summary>
    /// <param name="status">What was seen.</param>
    /// <param name="withLines">Whether the lines themselves are asked for.</param>
    public static StatusJson Of(OwnershipStatus status, bool withLines) => new(
        LockStatusJson.Of(status.Lock),
        [.. status.Windows.Select(w => new WindowJson(w.Owner, w.Paths, w.OpenedAt, w.ExpiresAt))],
        [.. status.Files.Select(f => FileJson.Of(f, withLines))])
    {
        Diagnostics = status.Unseen.Count > 0 ? status.Unseen : null,
    };
}

/// <summary>Edit windows that were opened together; <c>expiresAt</c> is null while a living process keeps them open.</summary>
internal sealed record WindowJson(string Owner, IReadOnlyList<string> Paths, DateTimeOffset? OpenedAt, DateTimeOffset? ExpiresAt);

/// <summary>Who wrote the uncommitted lines of a file.</summary>
internal sealed record FileJson(string Path, IReadOnlyList<FileOwnerJson> Owners)
{
    /// <summary>The lines; there only when they are asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LineJson>? Lines { get; init; }

    public static FileJson Of(ChangedFile file, bool withLines) => new(file.Path, [.. file.Shares.Select(s => new FileOwnerJson(s.Owner, s.Added, s.Deleted))])
    {
        Lines = withLines ? [.. file.Lines.Select(l => new LineJson(l.Owner, l.IsAdded ? "added" : "deleted", l.Text))] : null,
    };
}

/// <summary>One owner's part of them; null is what is unattributed.</summary>
internal sealed record FileOwnerJson(string? Owner, int Added, int Deleted);

/// <summary>One uncommitted line.</summary>
internal sealed record LineJson(string? Owner, string Change, string Text);
