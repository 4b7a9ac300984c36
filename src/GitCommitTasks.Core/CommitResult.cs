using GitCommitTasks.Diagnostics;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>The commit is on the branch.</summary>
    Committed,

    /// <summary>Every path of the scope is as in the last commit.</summary>
    NothingToCommit,

    /// <summary>It was not done because of what was asked or of what the repository is; nothing was changed.</summary>
    Refused,

    /// <summary>The lock, or git's <c>index.lock</c>, was held by somebody else all the time; nothing was changed.</summary>
    LockTimeout,

    /// <summary>The system failed before the commit point; nothing was changed.</summary>
    Failed,

    /// <summary>The caller cancelled before the commit point; nothing was changed.</summary>
    Cancelled,
}

/// <summary>What a commit did to a file.</summary>
public enum FileChange
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>Its content changed.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>Only its executable bit changed.</summary>
    ModeChanged,

    /// <summary>A file became a symbolic link, or the other way round.</summary>
    TypeChanged,
}

/// <summary>A file of the commit.</summary>
/// <param name="Path">Relative to the top of the working tree, forward slashes.</param>
/// <param name="Status">What happened to it.</param>
/// <param name="Oid">Its content's object id; null when deleted.</param>
public sealed record CommittedFile(string Path, FileChange Status, string? Oid);

/// <summary>A named file that is as in the last commit.</summary>
/// <param name="Path">Relative to the top of the working tree, forward slashes.</param>
/// <param name="LastCommit">The commit that last touched it; null when none was found in a bounded look back.</param>
/// <param name="LastSubject">Its subject.</param>
/// <param name="AgeSeconds">Its age, seconds.</param>
public sealed record UnchangedFile(string Path, string? LastCommit, string? LastSubject, long? AgeSeconds);

/// <summary>Another owner's changes that stayed in the working tree.</summary>
/// <param name="Path">Relative to the top of the working tree, forward slashes.</param>
/// <param name="Owner">Whose they are; null when unattributed.</param>
/// <param name="Lines">How many lines.</param>
public sealed record LeftOutChange(string Path, string? Owner, int Lines);

/// <summary>Changes of two owners that could not be told apart, or that a whole file was taken with: they are in this commit together (GCT6001), or this owner's went with the other's (GCT6008).</summary>
/// <param name="Path">Relative to the top of the working tree, forward slashes.</param>
/// <param name="Owner">The other owner; null when unattributed.</param>
/// <param name="Lines">Line numbers in the commit; none where there are no lines to name.</param>
/// <param name="Unit">The unit that went in whole: <c>line</c>, <c>member</c> or <c>file</c>.</param>
public sealed record EntangledChange(string Path, string? Owner, IReadOnlyList<int> Lines, string Unit)
{
    /// <summary>Whether it is this owner's change that went with the other's, and not in this commit.</summary>
    internal bool IsLoss { get; init; }
}

/// <summary>What isolation did to the commit.</summary>
/// <param name="LeftOut">What stayed behind.</param>
/// <param name="Entangled">What could not be told apart, or went with a whole file.</param>
public sealed record IsolationReport(IReadOnlyList<LeftOutChange> LeftOut, IReadOnlyList<EntangledChange> Entangled)
{
    /// <summary>Nothing left out, nothing entangled.</summary>
    public static IsolationReport None { get; } = new([], []);

    /// <summary>The files in which somebody else committed what this owner had changed, without a note in <see cref="Entangled"/>: plain git did.</summary>
    internal IReadOnlyList<RepositoryPath> CommittedByOthers { get; init; } = [];
}

/// <summary>How the lock was had.</summary>
/// <param name="WaitMs">How long it was waited for, milliseconds.</param>
/// <param name="HoldMs">How long it was held, milliseconds; 0 when it is still held by the caller.</param>
/// <param name="Position">How many were before us in the queue on arrival, the holder included.</param>
/// <param name="Attempts">1 plus the retries used.</param>
/// <param name="BrokeStale">Whether a stale record was removed.</param>
public sealed record LockTimes(double WaitMs, double HoldMs, int Position, int Attempts, bool BrokeStale);

/// <summary>What validation found.</summary>
/// <param name="Ok">Whether nothing needs a look.</param>
/// <param name="Missing">Paths of the scope that differ from the commit although it does not touch them.</param>
/// <param name="NotStaged">Named files that the commit does not touch because they are unchanged, and files below named directories of which the same is a finding (GCT4002).</param>
/// <param name="Unexpected">Paths the commit touches outside of the scope.</param>
public sealed record ValidationReport(bool Ok, IReadOnlyList<string> Missing, IReadOnlyList<string> NotStaged, IReadOnlyList<string> Unexpected)
{
    /// <summary>Nothing found.</summary>
    public static ValidationReport Clean { get; } = new(true, [], [], []);

    /// <summary>Those of <see cref="NotStaged"/> which somebody else committed.</summary>
    internal IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>The same, of a commit that was made again after <paramref name="earlier"/>: that somebody else committed something no commit mends.</summary>
    internal ValidationReport After(ValidationReport earlier) => earlier.Taken.Count == 0 ? this : this with
    {
        Ok = false,
        NotStaged = [.. NotStaged.Union(earlier.Taken)],
        Taken = [.. Taken.Union(earlier.Taken)],
    };
}

/// <summary>What became of a <see cref="CommitRequest"/>.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Commit">The commit's object id; null unless committed.</param>
/// <param name="Parent">Its parent; null for the first commit of a branch, and unless committed.</param>
/// <param name="Branch">The ref that moved, or <c>HEAD</c> when detached; null when it was not resolved.</param>
/// <param name="Owner">Whom it was for.</param>
/// <param name="Files">What is in the commit, or with a dry run would be.</param>
/// <param name="Unchanged">Named files without a change.</param>
/// <param name="Isolation">What isolation did.</param>
/// <param name="Lock">How the lock was had; null when it was not asked for.</param>
/// <param name="Validation">What validation found.</param>
/// <param name="NeedsLook">Whether something behind the commit point did not go as it should: the commit is made, but look at the diagnostics.</param>
/// <param name="Diagnostics">Everything that was reported, in order.</param>
public sealed record CommitResult(
    CommitOutcome Outcome,
    string? Commit,
    string? Parent,
    string? Branch,
    string? Owner,
    IReadOnlyList<CommittedFile> Files,
    IReadOnlyList<UnchangedFile> Unchanged,
    IsolationReport Isolation,
    LockTimes? Lock,
    ValidationReport Validation,
    bool NeedsLook,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The message's first paragraph on one line; null when no commit was prepared.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether validation found something that a further commit of the same scope mends.</summary>
    internal bool IsMendable { get; init; }
}
