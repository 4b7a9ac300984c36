using GitCommitTasks.Objects;

namespace GitCommitTasks.Refs;

/// <summary>The refs of a repository, to read.</summary>
internal interface IRefs
{
    /// <summary>Where HEAD points now.</summary>
    /// <exception cref="IOException">HEAD is missing, malformed or cannot be resolved.</exception>
    BranchTip ReadHead();

    /// <summary>The commit of a ref that is no symref; null when there is no such ref.</summary>
    /// <exception cref="IOException">It is malformed.</exception>
    Oid? Read(string reference);
}
