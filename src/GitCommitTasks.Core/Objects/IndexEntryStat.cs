namespace GitCommitTasks.Objects;

/// <summary>What the system said of a file when it was captured: the fields git keeps in an index entry to see at a glance that a file has not changed.</summary>
/// <remarks>Seconds and nanoseconds since the epoch; each field cut to 32 bits, as in the index.
/// See <see href="https://git-scm.com/docs/index-format">index-format</see>.</remarks>
internal readonly record struct IndexEntryStat(
    uint ChangedSeconds,
    uint ChangedNanoseconds,
    uint ModifiedSeconds,
    uint ModifiedNanoseconds,
    uint Device,
    uint Inode,
    uint UserId,
    uint GroupId,
    uint Size);
