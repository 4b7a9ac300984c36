using GitCommitTasks.Objects;

namespace GitCommitTasks.Refs;

/// <summary>Where HEAD points, and the commit there.</summary>
/// <param name="Reference">The ref a commit moves: the branch, or <c>HEAD</c> itself when detached.</param>
/// <param name="Commit">Its commit; null when the branch is unborn.</param>
internal sealed record BranchTip(string Reference, Oid? Commit)
{
    /// <summary>The name of HEAD, and the ref a commit moves when HEAD is detached.</summary>
    public const string Head = "HEAD";

    /// <summary>Whether HEAD names a commit and no branch.</summary>
    public bool IsDetached => Reference == Head;
}
