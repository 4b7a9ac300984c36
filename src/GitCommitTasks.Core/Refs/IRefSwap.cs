using GitCommitTasks.Diagnostics;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Refs;

/// <summary>What came of preparing a swap.</summary>
internal enum RefSwapState
{
    /// <summary>HEAD and the branch are locked and hold what was expected.</summary>
    Prepared,

    /// <summary>The branch has moved: prepare the commit anew.</summary>
    OutOfDate,

    /// <summary>HEAD names another branch now.</summary>
    Switched,

    /// <summary>Somebody else kept a lock file of the two past the deadline.</summary>
    Busy,
}

/// <summary>A move of a branch.</summary>
/// <param name="Expected">Where HEAD must point, and the commit that must be there.</param>
/// <param name="After">The commit to put there.</param>
/// <param name="Committer">For the reflog: name, address, time.</param>
/// <param name="Message">For the reflog: one line, in the encoding of the commit.</param>
internal sealed record RefMove(BranchTip Expected, Oid After, string Committer, byte[] Message);

/// <summary>A prepared compare-and-swap of the branch that HEAD names: HEAD and the branch are locked and were compared.</summary>
/// <remarks>Before <see cref="Commit"/> nothing is changed; disposing rolls back.</remarks>
internal interface IRefSwap : IDisposable
{
    /// <summary>THE COMMIT POINT: the branch moves, with its reflog.</summary>
    /// <param name="diagnostics">Receives GCT3007.</param>
    /// <exception cref="IOException">The branch has not moved.</exception>
    void Commit(DiagnosticBag diagnostics);
}
