using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>Answers for index entries that are as young as the index file whether their file was modified since, unseen by its stat.</summary>
/// <remarks>See git's racy-git documentation. Where the content cannot be compared cheaply the answer is yes: git then compares it next time.</remarks>
internal sealed class RacyEntries(GitRepository repository, TimeProvider time)
{
    /// <summary>File systems stamp with the kernel's tick, 1 to 10 ms; within it two writes look alike to the nanosecond.</summary>
    private static readonly TimeSpan StampMayBeShared = TimeSpan.FromMilliseconds(50);

    private readonly FileCapture files = new(repository);
    private readonly DateTimeOffset now = time.GetUtcNow();

    /// <summary>Whether the stat of the entry's file passes for unmodified, in whole seconds as git compares, although its content is another.</summary>
    public bool IsModified(IndexEntry entry) =>
        files.Stat(entry.Path) is { } stat
        && PassesForUnmodified(entry.Stat, stat.Index)
        && !ProvesUnmodified(entry.Stat, stat.Index)
        && files.Hash(entry.Path, entry.Entry.Mode) != entry.Entry.Id;

    /// <summary>Equal to the nanosecond, and old enough for that to mean something. Spares reading every file of a fresh checkout.</summary>
    private bool ProvesUnmodified(IndexEntryStat entry, IndexEntryStat file) =>
        entry == file && file.ModifiedNanoseconds != 0
        && now - DateTimeOffset.FromUnixTimeSeconds(file.ModifiedSeconds).AddTicks(file.ModifiedNanoseconds / 100) > StampMayBeShared;

    /// <summary>The fields git compares by default (statinfo.c, <c>match_stat_data</c>, built without USE_NSEC and USE_STDEV).</summary>
    private static bool PassesForUnmodified(IndexEntryStat entry, IndexEntryStat file) =>
        entry.ModifiedSeconds == file.ModifiedSeconds && entry.ChangedSeconds == file.ChangedSeconds && entry.Size == file.Size
        && entry.Inode == file.Inode && entry.UserId == file.UserId && entry.GroupId == file.GroupId;
}
