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

    /// <summary>The longest content whose changes have owners, bytes. Chosen as more than people and generators write by lines, and far below what one value of the stored form can hold.</summary>
    public const int LongestOwned = 16 * 1024 * 1024;

    /// <summary>Whether it is too large to have owners: whoever commits it takes it whole.</summary>
    public bool IsTooLarge => Content.Length > LongestOwned;

    /// <summary>Names the content.</summary>
    public string ContentId => Exists ? ObjectFormat.Sha1.OfBlob(Content).Hex : string.Empty;

    /// <summary>Whether it is the other in mode and content.</summary>
    public bool IsSameAs(FileState other) => Mode == other.Mode && Content.AsSpan().SequenceEqual(other.Content);

    /// <summary>Whether only the whole can be owned, if anything: binary content, the target of a link, or too much.</summary>
    public bool IsIndivisible => Mode is { } mode && (!mode.IsRegular() || IsTooLarge || TextLines.IsBinary(Content));
}
