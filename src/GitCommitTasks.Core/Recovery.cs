using System.Text;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Index;
using GitCommitTasks.Journaling;
using GitCommitTasks.Objects;
using GitCommitTasks.Refs;

namespace GitCommitTasks;

/// <summary>Something that was put right.</summary>
/// <param name="Kind"><c>index-finished</c>, <c>index-healed</c>, <c>lock-removed</c>, <c>record-removed</c>, <c>temporary-removed</c>, <c>window-closed</c> or <c>provenance-removed</c>.</param>
/// <param name="Path">What it was done to: a path in the git directory, or one of the working tree.</param>
/// <param name="Detail">Why.</param>
public sealed record RepairAction(string Kind, string Path, string Detail);

/// <summary>Finishes what a killed operation left: completes its index, removes its lock files, temporary files and journal.</summary>
/// <remarks>Touches only what the journal of a dead operation proves to be ours, so it is safe at any time, beside any number of live operations.</remarks>
internal sealed class Recovery(Workspace workspace)
{
    /// <summary>How long the healing of the index waits for somebody else's <c>index.lock</c>; a later operation heals as well.</summary>
    private static readonly TimeSpan HealingTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Rolling back takes git milliseconds.</summary>
    private static readonly TimeSpan GitEndsWithin = TimeSpan.FromSeconds(5);

    private readonly List<RepairAction> actions = [];

    /// <summary>Finishes what dead operations left. Costs one look into an empty directory when there is nothing.</summary>
    /// <exception cref="IOException">Something could not be read or removed.</exception>
    public IReadOnlyList<RepairAction> FinishAbandoned()
    {
        foreach (var abandoned in Journal.FindAbandoned(workspace.Scoped))
        {
            using var journal = abandoned;
            Finish(journal);
        }

        return actions;
    }

    /// <summary>All of it: abandoned operations, old temporary files, and index entries that were put back.</summary>
    /// <exception cref="IOException">Something could not be read or removed.</exception>
    public IReadOnlyList<RepairAction> Repair(CancellationToken cancellation)
    {
        workspace.Scoped.Create();
        FinishAbandoned();
        foreach (var removed in new LeftFiles(workspace).Remove())
            Note("temporary-removed", removed, "left by an operation that ended long ago");
        HealIndex(cancellation);
        return actions;
    }

    private void Finish(Journal journal)
    {
        var record = journal.Record;
        if (!HasGitEnded(record))
        {
            journal.Leave();
            return;
        }

        var isCommitted = Oid.TryParse(record.Commit) is { } commit && new History(workspace).Contains(CurrentCommit(record.Reference), commit);
        var isIndexFinished = FinishIndex(journal, isCommitted);
        RemoveLocksOfGit(record);
        RemoveIfOurs(workspace.RefFiles.PathOf(BranchTip.Head), journal);
        if (record.Reference.StartsWith("refs/", StringComparison.Ordinal))
            RemoveIfOurs(workspace.RefFiles.PathOf(record.Reference), journal);
        if (isCommitted)
            new RecentCommits(workspace.Scoped).Add(new RecentCommit(Oid.Parse(record.Commit), isIndexFinished), journal.NewTemporaryPath());
        journal.RemoveTemporaryFiles();
    }

    /// <summary>A git that moved the ref for a dead operation sees the end of its input and ends within milliseconds; a hook may keep it longer.</summary>
    private bool HasGitEnded(JournalRecord record)
    {
        var deadline = new Deadline(workspace.Time, GitEndsWithin);
        while (RefMovement.IsGitAlive(record))
        {
            if (deadline.HasPassed)
                return false;
            deadline.Pause(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }

        return true;
    }

    /// <summary>The lock files that git was killed over: those whose identity was noted, and an empty <c>HEAD.lock</c> beside a branch's lock that holds our commit,
    /// for git takes the former first.</summary>
    private void RemoveLocksOfGit(JournalRecord record)
    {
        if (record.GitProcess is null)
            return;
        var head = LockFile.PathFor(workspace.RefFiles.PathOf(BranchTip.Head));
        var holdsBranch = TryRead(LockFile.PathFor(workspace.RefFiles.PathOf(record.Reference))) is { } content && IsCommit(content, record);
        foreach (var path in record.RefLocks.Keys.Union([head]))
        {
            var isNoted = record.RefLocks.TryGetValue(path, out var identity) && RefMovement.IdentityOf(path) == identity;
            if (isNoted || (path == head && holdsBranch && TryRead(head) is { Length: 0 }))
                Remove(path, "lock-removed", "left by a git that died with its operation");
        }
    }

    /// <summary>An <c>index.lock</c> of ours is renamed if the ref was swapped and it is complete, else removed. A foreign one is left alone.</summary>
    /// <returns>Whether the index was finished here.</returns>
    private bool FinishIndex(Journal journal, bool isCommitted)
    {
        var index = workspace.Repository.Layout.IndexFile;
        var lockFile = LockFile.PathFor(index);
        if (TryRead(lockFile) is not { } content)
            return false;
        if (IsComplete(content, journal.Record) && isCommitted)
        {
            SharedIndex.FinishPublishing(index, workspace.Repository.Durability.Index);
            Note("index-finished", index, $"the commit {journal.Record.Commit} was made, its index not yet published");
            return true;
        }

        if (IsComplete(content, journal.Record) || journal.Marks(lockFile))
            Remove(lockFile, "lock-removed", "left by an operation that died before its commit");
        return false;
    }

    private static bool IsComplete(byte[] content, JournalRecord record) => record.PreparedIndex is { } checksum && SharedIndex.ChecksumOf(content) == checksum;

    private static bool IsCommit(byte[] content, JournalRecord record) => content.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(record.Commit + "\n"));

    private void RemoveIfOurs(string target, Journal journal)
    {
        var lockFile = LockFile.PathFor(target);
        if (journal.Marks(lockFile) || (TryRead(lockFile) is { } content && IsCommit(content, journal.Record)))
            Remove(lockFile, "lock-removed", "left by an operation that died");
    }

    private void HealIndex(CancellationToken cancellation)
    {
        var layout = workspace.Repository.Layout;
        var tip = workspace.Refs.ReadHead().Commit;
        var putBack = new PutBackEntries(workspace);
        if (putBack.Find(workspace.ReadIndex().File, tip, everywhere: true).Count == 0)
            return;
        using var journal = Journal.Begin(workspace.Scoped, JournalRecord.ForTemporaryFiles());
        using var index = SharedIndex.TryLock(
            workspace.Index, journal.TryMark, known: null, new Deadline(workspace.Time, HealingTimeout), cancellation);
        if (index is null)
        {
            workspace.Diagnostics.Report(Catalog.IndexLockBusy.With(LockFile.PathFor(layout.IndexFile), HealingTimeout.TotalSeconds));
            return;
        }

        var found = putBack.Find(index.Current, tip, everywhere: true).DistinctBy(f => f.Change.Path).ToList();
        index.Prepare([.. found.Select(f => f.Change)], new RacyEntries(workspace.Repository, workspace.Time).IsModified, journal.NotePreparedIndex, journal.NewTemporaryPath(), workspace.Repository.Durability.Index);
        index.Publish(workspace.Repository.Durability.Index);
        foreach (var (change, commit) in found)
        {
            workspace.Diagnostics.Report(Catalog.IndexHealed.With(change.Path, commit.Short));
            Note("index-healed", change.Path.ToString(), $"set to what commit {commit} holds");
        }
    }

    private Oid? CurrentCommit(string reference) => reference == BranchTip.Head ? workspace.Refs.ReadHead().Commit : workspace.Refs.Read(reference);

    private void Remove(string path, string kind, string detail)
    {
        File.Delete(path);
        Note(kind, path, detail);
    }

    private void Note(string kind, string path, string detail)
    {
        actions.Add(new RepairAction(kind, path, detail));
        workspace.Diagnostics.Report(Catalog.RepairAction.With(kind, path, detail));
    }

    private static byte[]? TryRead(string path) => WorkingFile.TryRead(LibC.Terminated(path));
}
