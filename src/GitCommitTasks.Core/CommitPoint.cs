using System.Text;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Journaling;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Refs;

namespace GitCommitTasks;

/// <summary>The one place where a commit becomes visible: store its trees and itself, lock the index, prepare the new one, confirm the lock, swap the ref, publish the index.</summary>
/// <remarks>
/// <para><c>index.lock</c> is held over the swap: published later, a plain <c>git commit</c> in between would take the old index for the new
/// state and revert this commit with exit code 0. It is held for milliseconds and never through a hook.</para>
/// <para><b>If the process dies here</b>, the journal tells the next operation which lock files are ours and whether to finish or to remove them.</para>
/// </remarks>
internal sealed class CommitPoint(Workspace workspace, CommitLockHandle? held, Action<CommitStep> atStep)
{
    private readonly GitRepository repository = workspace.Repository;
    private readonly DiagnosticBag diagnostics = workspace.Diagnostics;

    /// <summary>Whether the branch was moved: then nothing that is thrown may be taken for a failure of the commit.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>Tries once.</summary>
    /// <exception cref="IOException">The system failed before the swap: nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the swap: nothing was changed.</exception>
    public Passage Pass(PreparedCommit prepared, Deadline deadline, CancellationToken cancellation)
    {
        var commit = prepared.Commit ?? throw new ArgumentException("There is nothing to commit.", nameof(prepared));
        prepared.Objects.Store();
        workspace.Scoped.Create();
        using var journal = Journal.Begin(workspace.Scoped, new JournalRecord(
            1, Guid.NewGuid().ToString("n"), prepared.Tip.Reference, prepared.Tip.Commit?.Hex, commit.Hex));
        atStep(CommitStep.JournalWritten);

        using var index = SharedIndex.TryLock(
            workspace.Index, journal.TryMark, prepared.Index, deadline, cancellation);
        if (index is null)
            return Busy(Catalog.IndexLockBusy, LockFile.PathFor(repository.Layout.IndexFile), deadline);
        atStep(CommitStep.IndexLocked);
        var changes = IndexChanges(prepared, index.Current);
        var putBack = new PutBackEntries(workspace).Find(index.Current, prepared.Tip.Commit, everywhere: false)
            .Where(p => changes.TrueForAll(c => c.Path != p.Change.Path)).DistinctBy(p => p.Change.Path).ToList();
        index.Prepare([.. changes, .. putBack.Select(p => p.Change)], new RacyEntries(repository, workspace.Time).IsModified, journal.NotePreparedIndex, journal.NewTemporaryPath(), repository.Durability.Index);
        atStep(CommitStep.IndexPrepared);

        if (held?.Confirm() == false)
            return Passage.Refused;
        var move = new RefMove(prepared.Tip, commit, prepared.Words.Committer.ToString(), ReflogMessage(prepared));
        var state = new RefMovement(workspace, journal).Prepare(move, deadline, cancellation, out var swap);
        using (swap)
        {
            if (state != RefSwapState.Prepared)
                return NotPrepared(state, prepared.Tip, deadline);
            atStep(CommitStep.RefsLocked);
            cancellation.ThrowIfCancellationRequested();
            // From here on git is asked to the end: whether the branch has moved, and what follows from that.
            repository.Program.Cancellation = CancellationToken.None;
            swap!.Commit(diagnostics);
            HasPassed = true;
            var passage = Publish(index, commit, journal);
            foreach (var (change, reverted) in putBack)
                diagnostics.Report(Catalog.IndexHealed.With(change.Path, reverted.Short));
            return passage;
        }
    }

    /// <summary>Behind the commit point nothing may be reported as plain failure: it is committed, but …</summary>
    private Passage Publish(SharedIndex index, Oid commit, Journal journal)
    {
        var passage = Passage.Passed;
        try
        {
            atStep(CommitStep.RefSwapped);
            index.Publish(repository.Durability.Index);
            atStep(CommitStep.IndexPublished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The rename failed: RecentCommits below lets the next operation heal the index.
            diagnostics.Report(Catalog.IndexNotRefreshed.With(e.Message.TrimEnd('.')));
            passage = Passage.PassedWithoutIndex;
        }

        try
        {
            new RecentCommits(workspace.Scoped).Add(new RecentCommit(commit, passage == Passage.Passed), journal.NewTemporaryPath());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The list could not be written: the commit is made all the same.
            diagnostics.Report(Catalog.IndexNotRefreshed.With(e.Message.TrimEnd('.')));
            passage = Passage.PassedWithoutIndex;
        }

        return passage;
    }

    /// <summary>What the captured files ask of the index, less what somebody staged anew since they were captured.</summary>
    private List<IndexChange> IndexChanges(PreparedCommit prepared, IndexFile current)
    {
        List<IndexChange> changes = [];
        foreach (var file in prepared.Captured)
        {
            var now = current.Find(file.Path);
            var wasStagedAnew = now?.Entry != prepared.Index.File.Find(file.Path)?.Entry && now?.Entry != file.Entry;
            if (wasStagedAnew || current.IsUnmerged(file.Path))
                diagnostics.Report(Catalog.StagedAnewKept.With(file.Path));
            else if (now?.Entry != file.Entry || now is { IntentToAdd: true } || (now is { } entry && entry.Stat != file.Stat))
                changes.Add(new IndexChange(file.Path, file.Entry, file.Stat));
        }

        return changes;
    }

    private Passage NotPrepared(RefSwapState state, BranchTip expected, Deadline deadline)
    {
        switch (state)
        {
            case RefSwapState.OutOfDate:
                return Passage.OutOfDate;
            case RefSwapState.Busy:
                return Busy(Catalog.RefLockBusy, ForeignLock(expected), deadline);
            default:
                diagnostics.Report(Catalog.BranchSwitched.With(expected.Reference, workspace.Refs.ReadHead().Reference));
                return Passage.Refused;
        }
    }

    /// <summary>Ours are gone again by now: a <c>HEAD.lock</c> that is there is the one that was waited for.</summary>
    private string ForeignLock(BranchTip expected)
    {
        var head = LockFile.PathFor(workspace.RefFiles.PathOf(BranchTip.Head));
        return File.Exists(head) ? head : LockFile.PathFor(workspace.RefFiles.PathOf(expected.Reference));
    }

    private Passage Busy(DiagnosticDescriptor descriptor, string subject, Deadline deadline)
    {
        diagnostics.Report(descriptor.With(subject, deadline.Timeout.TotalSeconds));
        return Passage.Busy;
    }

    /// <summary>As git words it, with <c>GIT_REFLOG_ACTION</c> in the place of "commit" (builtin/commit.c).</summary>
    private byte[] ReflogMessage(PreparedCommit prepared)
    {
        var action = workspace.Environment.GetValueOrDefault("GIT_REFLOG_ACTION") ?? (prepared.Tip.Commit is null ? "commit (initial)" : "commit");
        // White space runs become one blank (refs.c, copy_reflog_msg).
        byte[] line = [.. Encoding.UTF8.GetBytes($"{action}: "), .. prepared.Words.Message.FirstLine];
        return Encoding.Latin1.GetBytes(string.Join(' ', Encoding.Latin1.GetString(line).Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }
}
