using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Refs;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>A commit that is written and that nothing refers to yet.</summary>
/// <param name="Scope">What it is about.</param>
/// <param name="Tip">The branch tip it is made on.</param>
/// <param name="Captured">What the working tree held in the scope, less what belongs to others; read after the tip was resolved.</param>
/// <param name="Isolation">What was left to others or could not be told apart.</param>
/// <param name="Index">The shared index at that moment.</param>
/// <param name="Changes">How its tree differs from the tip's.</param>
/// <param name="Commit">Its id; null when there is nothing to commit.</param>
/// <param name="Committer">For the reflog.</param>
/// <param name="Message">The message as stored.</param>
internal sealed record PreparedCommit(
    CommitScope Scope,
    BranchTip Tip,
    IReadOnlyList<CapturedFile> Captured,
    IsolationReport Isolation,
    IndexSnapshot Index,
    IReadOnlyList<TreeDifference> Changes,
    Oid? Commit,
    string Committer,
    string Message);
