using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>One entry of an index.</summary>
/// <param name="Path">Relative to the top of the working tree.</param>
/// <param name="Entry">Mode and object id; the id of the empty blob for an intent to add.</param>
/// <param name="Stage">0, or in a conflict 1 (base), 2 (ours), 3 (theirs).</param>
/// <param name="Stat">What the system said of the file when it was compared last; all zeros when never. A size of 0 makes git compare the
/// content.</param>
/// <param name="AssumeUnchanged"><c>git update-index --assume-unchanged</c>; <em>assume-valid</em> in git's format description.</param>
/// <param name="SkipWorktree"><c>git update-index --skip-worktree</c>, and what lies outside of a sparse checkout.</param>
/// <param name="IntentToAdd"><c>git add -N</c>: the path is tracked, but in no tree yet.</param>
internal readonly record struct IndexEntry(
    RepositoryPath Path,
    TreeEntry Entry,
    int Stage,
    IndexEntryStat Stat,
    bool AssumeUnchanged,
    bool SkipWorktree,
    bool IntentToAdd);

/// <summary>What the index shall hold at a path.</summary>
/// <param name="Path">Relative to the top of the working tree; not the top itself.</param>
/// <param name="Entry">The new stage 0 entry; null removes the path in all stages.</param>
/// <param name="Stat">What the system said of the file when <paramref name="Entry"/> was read from it. Leave it all zeros when the file
/// holds something else than the entry: then git compares the content and shows the difference.</param>
internal sealed record IndexChange(RepositoryPath Path, TreeEntry? Entry, IndexEntryStat Stat);

/// <summary>When an index file was written: its modification time in whole seconds since the epoch.</summary>
/// <remarks>Seconds, because git compares no nanoseconds unless built with <c>USE_NSEC</c>, which is not its default (<c>is_racy_stat</c>
/// in read-cache.c, <c>match_stat_data</c> in statinfo.c). For readers that do compare them this asks about a few entries too many, which
/// harms nobody.</remarks>
internal readonly record struct IndexTimestamp(uint Seconds)
{
    /// <summary>The time in what the system says of the index file.</summary>
    public static IndexTimestamp Of(IndexEntryStat indexFile) => new(indexFile.ModifiedSeconds);

    /// <summary>Whether a file last modified in second <paramref name="modifiedSeconds"/> may have been modified again after the index was
    /// written without its time showing it.</summary>
    /// <remarks>The rule of <c>is_racy_stat</c> in git's read-cache.c; zero seconds mean that no index file was read.</remarks>
    public bool IsRacy(uint modifiedSeconds) => Seconds != 0 && Seconds <= modifiedSeconds;
}
