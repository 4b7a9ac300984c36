using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Refs;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>A commit that has its id; it is stored when its turn has come, and nothing refers to it yet.</summary>
/// <param name="Scope">What it is about.</param>
/// <param name="Tip">The branch tip it is made on.</param>
/// <param name="Captured">What the working tree held in the scope, less what belongs to others; read after the tip was resolved.</param>
/// <param name="Isolation">What was left to others or could not be told apart.</param>
/// <param name="Index">The shared index at that moment.</param>
/// <param name="Changes">How its tree differs from the tip's.</param>
/// <param name="Commit">Its id; null when there is nothing to commit.</param>
/// <param name="Words">Who commits it and what is said of it.</param>
/// <param name="Objects">Its trees and itself, to be stored before anything may refer to it. Its files are stored already.</param>
internal sealed record PreparedCommit(
    CommitScope Scope,
    BranchTip Tip,
    IReadOnlyList<CapturedFile> Captured,
    IsolationReport Isolation,
    IndexSnapshot Index,
    IReadOnlyList<TreeDifference> Changes,
    Oid? Commit,
    CommitWords Words,
    PendingObjects Objects);

/// <summary>What a commit says besides its tree and its parent.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="Committer">Who commits it; also for the reflog.</param>
/// <param name="Draft">The message before the hooks: what they begin with when they run again.</param>
/// <param name="Message">The message as stored.</param>
internal sealed record CommitWords(Signature Author, Signature Committer, CommitMessage Draft, StoredMessage Message);
