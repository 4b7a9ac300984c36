using GitCommitTasks.Objects;

namespace GitCommitTasks.Ownership;

/// <summary>What HEAD or the disk has at a path, as git would store it. A file that does not exist has no content.</summary>
/// <param name="Mode">Its mode; null when it does not exist.</param>
/// <param name="Content">Its content after git's conversions; empty when it does not exist.</param>
internal sealed record FileState(EntryMode? Mode, byte[] Content)
{
    /// <summary>No file.</summary>
    public static FileState Missing { get; } = new(null, []);

    /// <summary>Whether there is a file.</summary>
    public bool Exists => Mode is not null;

    /// <summary>Names the content.</summary>
    public string ContentId => Exists ? ObjectFormat.Sha1.OfBlob(Content).Hex : string.Empty;

    /// <summary>Whether only the whole can be owned: binary content, or the target of a link.</summary>
    public bool IsIndivisible => Mode is { } mode && (!mode.IsRegular() || TextLines.IsBinary(Content));
}
