using System.Text;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;

namespace GitCommitTasks.Refs;

/// <summary>One compare-and-swap of the branch that HEAD names, inside git's own ref-lock protocol: prepare, then commit or roll back.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> The expected value is compared while <c>REF.lock</c> and <c>HEAD.lock</c> are held, so no other writer that keeps to the
/// protocol (git does) moves the branch or switches HEAD in between. Before <see cref="Commit"/> nothing is changed; <see cref="Dispose"/> rolls back.
/// <see cref="Commit"/> is one rename: the branch holds the old commit or the new one, never less.</para>
/// <para><b>If the process dies here</b> the two lock files stay; the one holds the new id, the other is the journal under a second name, by which they are recognised.</para>
/// <para>This is the only file that writes refs; <see cref="PlumbedRefSwap"/> has git write them. LibGit2Sharp's <c>Refs.UpdateTarget</c> is not used: it does not compare.</para>
/// </remarks>
internal sealed class RefSwap : IRefSwap
{
    private readonly LockFile head;
    private readonly LockFile? branch;
    private readonly RefStore refs;
    private readonly Reflog log;
    private readonly RefMove move;

    private RefSwap(LockFile head, LockFile? branch, RefStore refs, Reflog log, RefMove move) =>
        (this.head, this.branch, this.refs, this.log, this.move) = (head, branch, refs, log, move);

    /// <summary>Locks HEAD and the branch and compares.</summary>
    /// <param name="refs">Reads the refs.</param>
    /// <param name="log">Where the move is recorded.</param>
    /// <param name="move">From where to where.</param>
    /// <param name="tryMark">Creates <c>HEAD.lock</c> as it is to be while the branch is moved; false when something is there.</param>
    /// <param name="newTemporaryPath">Names files that are about to be linked.</param>
    /// <param name="deadline">When to give up waiting for somebody else's lock files.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="swap">The prepared swap, if prepared.</param>
    /// <exception cref="IOException">A lock file could not be created.</exception>
    public static RefSwapState Prepare(
        RefStore refs, Reflog log, RefMove move, Func<string, bool> tryMark, Func<string> newTemporaryPath, Deadline deadline, CancellationToken cancellation, out IRefSwap? swap)
    {
        swap = null;
        var newValue = Encoding.ASCII.GetBytes(move.After.Hex + "\n");
        var onBranch = move.Expected.Reference != BranchTip.Head;
        LockFile? head = null, branch = null;
        try
        {
            head = LockFile.TryAcquire(refs.PathOf(BranchTip.Head), onBranch ? tryMark : HoldingNewValue, deadline, cancellation);
            if (head is null)
                return RefSwapState.Busy;
            if (refs.ReadHead().Reference != move.Expected.Reference)
                return RefSwapState.Switched;
            if (onBranch)
            {
                var path = refs.PathOf(move.Expected.Reference);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                branch = LockFile.TryAcquire(path, HoldingNewValue, deadline, cancellation);
                if (branch is null)
                    return RefSwapState.Busy;
            }

            if (refs.ReadHead() != move.Expected)
                return RefSwapState.OutOfDate;
            if (move.Expected.Commit is null && refs.HasPackedBelow(move.Expected.Reference))
                throw new IOException($"there are branches below '{move.Expected.Reference}'");
            swap = new RefSwap(head, branch, refs, log, move);
            (head, branch) = (null, null);
            return RefSwapState.Prepared;
        }
        finally
        {
            branch?.Dispose();
            head?.Dispose();
        }

        bool HoldingNewValue(string path) => ExclusiveFile.TryCreate(path, newValue, newTemporaryPath());
    }

    /// <summary>THE COMMIT POINT: the branch moves. The reflog is written first, as git does; a failure to write it is reported and does not stop the move.</summary>
    /// <param name="diagnostics">Receives GCT3007.</param>
    /// <exception cref="IOException">The rename failed: the branch has not moved.</exception>
    public void Commit(DiagnosticBag diagnostics)
    {
        var reference = move.Expected.Reference;
        foreach (var logged in branch is null ? [BranchTip.Head] : refs.ReadChain().Prepend(reference))
        {
            try
            {
                log.Append(logged, move.Expected.Commit, move.After, move.Committer, move.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A log that cannot be written is no reason to lose the commit.
                diagnostics.Report(Catalog.ReflogNotWritten.With(logged, e.Message.TrimEnd('.')));
            }
        }

        if (branch is not null)
            RemoveEmptyDirectories(refs.PathOf(reference));
        (branch ?? head).Commit(log.IsDurable);
    }

    /// <summary>Removes the lock files that were not renamed. Safe to call again.</summary>
    public void Dispose()
    {
        branch?.Dispose();
        head.Dispose();
    }

    /// <summary>A deleted branch <c>main/x</c> may have left the directory <c>main</c>, where the branch <c>main</c> belongs; git removes it likewise.</summary>
    private static void RemoveEmptyDirectories(string path)
    {
        if (!Directory.Exists(path))
            return;
        foreach (var below in Directory.GetDirectories(path))
            RemoveEmptyDirectories(below);
        Directory.Delete(path);
    }
}
