using GitCommitTasks.Files;
using GitCommitTasks.Journaling;
using GitCommitTasks.Locking;
using GitCommitTasks.Refs;

namespace GitCommitTasks;

/// <summary>Has the branch moved by whoever is to move it, and notes in the journal what a crash of git would leave.</summary>
internal sealed class RefMovement(Workspace workspace, Journal journal)
{
    /// <summary>Prepares the swap: see <see cref="RefSwap"/> and <see cref="PlumbedRefSwap"/>.</summary>
    /// <exception cref="IOException">A lock file could not be created, or git refuses.</exception>
    public RefSwapState Prepare(RefMove move, Deadline deadline, CancellationToken cancellation, out IRefSwap? swap)
    {
        var repository = workspace.Repository;
        if (workspace.RefCaller is not { } caller)
        {
            var log = new Reflog(workspace.RefFiles, repository.Configuration["core.logallrefupdates"], repository.Durability.References);
            return RefSwap.Prepare(workspace.RefFiles, log, move, journal.TryMark, journal.NewTemporaryPath, deadline, cancellation, out swap);
        }

        var state = PlumbedRefSwap.Prepare(repository.Program, caller, workspace.Refs, move, NoteGit, journal.NewTemporaryPath, deadline, cancellation, out swap);
        if (state == RefSwapState.Prepared)
            NoteRefLocks(move, swap!);
        return state;
    }

    private void NoteRefLocks(RefMove move, IRefSwap swap)
    {
        var isNoted = false;
        try
        {
            journal.NoteRefLocks(LocksOf(move).Select(f => (f, IdentityOf(f))).Where(l => l.Item2 is not null)!);
            isNoted = true;
        }
        finally
        {
            // Nobody else knows of it yet.
            if (!isNoted)
                swap.Dispose();
        }
    }

    /// <summary>Whether the git that an operation had started is still there, perhaps rolling back.</summary>
    public static bool IsGitAlive(JournalRecord record)
    {
        if (record.GitProcess is not { } git)
            return false;
        var now = ProcessIdentity.Default.Look(git.Id);
        return now.Lives == true && (git.StartTicks is null || now.StartTicks == git.StartTicks);
    }

    /// <summary>Names a file itself, whatever became of its path since; null when there is none.</summary>
    public static string? IdentityOf(string path) => FileStat.TryRead(path) is { } stat
        ? $"{stat.Identity}/{stat.Index.ChangedSeconds}.{stat.Index.ChangedNanoseconds}" : null;

    private void NoteGit(int processId) => journal.NoteGit(new GitProcess(processId, ProcessIdentity.Default.Look(processId).StartTicks));

    /// <summary>The files by which git locks HEAD and a branch, in either of its formats.</summary>
    private string[] LocksOf(RefMove move) =>
    [
        LockFile.PathFor(workspace.RefFiles.PathOf(BranchTip.Head)),
        LockFile.PathFor(workspace.RefFiles.PathOf(move.Expected.Reference)),
        LockFile.PathFor(Path.Combine(workspace.Repository.Layout.CommonDirectory, "reftable", "tables.list")),
        LockFile.PathFor(Path.Combine(workspace.Repository.Layout.GitDirectory, "reftable", "tables.list")),
    ];
}
