using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Locking;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>One commit of exactly the named paths, whatever else is staged, dirty or being committed by others at that moment. Read this file first.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> The commit's diff touches the scope only (I1). No working file and no index entry outside of the scope changes (I4). The branch moves
/// by compare-and-swap inside git's own ref-lock protocol, so no commit is lost (I6). Killed anywhere, the commit has happened or has not, and the next
/// operation finishes what was left (I7).</para>
/// <para>The commit is the one that <c>git commit --only</c> would have made; what cannot be had the same is refused with a code (I9), and docs/same-as-git.md lists the differences.</para>
/// <para>The lock makes waiting orderly; the compare-and-swap makes commits correct.</para>
/// </remarks>
public sealed class ScopedCommit
{
    /// <summary>How often a commit whose hooks or signer have to run again goes back to do that without the lock. Then they run under it, so that it comes to an end.</summary>
    private const int MostReturns = 5;

    private readonly Workspace workspace;
    private readonly CommitRequest request;
    private readonly CommitLockHandle? held;
    private readonly CommitPreparation preparation;
    private readonly DiagnosticBag diagnostics;

    private ScopedCommit(Workspace workspace, CommitRequest request, CommitLockHandle? held, CancellationToken cancellation)
    {
        (this.workspace, this.request, this.held, diagnostics) = (workspace, request, held, workspace.Diagnostics);
        preparation = new CommitPreparation(workspace, request, held, cancellation);
    }

    /// <summary>Makes the commit that <paramref name="request"/> asks for, taking the lock by itself.</summary>
    /// <param name="request">What to commit.</param>
    /// <param name="listener">Told each diagnostic as it is reported, on the reporting thread.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellation">Ends the wait for a lock, and the commit as long as it is not made.</param>
    /// <returns>What became of it. Nothing is thrown for a lock that is busy, a branch that moved, or a file system that fails.</returns>
    public static CommitResult Run(
        CommitRequest request, Action<Diagnostic>? listener = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag(listener);
        using var workspace = Workspace.TryOpen(request.Directory, request.Lock, request.Environment, time ?? TimeProvider.System, diagnostics);
        return workspace is null
            ? new CommitReport(request).Ended(CommitOutcome.Refused, diagnostics)
            : Run(workspace, request, held: null, cancellation);
    }

    /// <summary>Makes the commit under a lock that the caller holds already, or under one of its own, and enters its outcome in the error log.</summary>
    internal static CommitResult Run(Workspace workspace, CommitRequest request, CommitLockHandle? held, CancellationToken cancellation)
    {
        var result = new MendedCommit(workspace.Diagnostics, request.Lock.Retries).Make(() => RunOnce(workspace, request, held, cancellation));
        new OutcomeLog(workspace, request.Lock).Record(result, request.Paths);
        return result with { Diagnostics = workspace.Diagnostics.All };
    }

    private static CommitResult RunOnce(Workspace workspace, CommitRequest request, CommitLockHandle? held, CancellationToken cancellation)
    {
        workspace.Repository.Program.Cancellation = cancellation;
        try
        {
            return new ScopedCommit(workspace, request, held, cancellation).Run(cancellation);
        }
        finally
        {
            // A lock that is held in a build is released when that is cancelled, and its windows are closed.
            workspace.Repository.Program.Cancellation = CancellationToken.None;
        }
    }

    /// <summary>The whole pipeline. Every way out but the last leaves the branch and the index as they were.</summary>
    private CommitResult Run(CancellationToken cancellation)
    {
        var report = new CommitReport(request);
        try
        {
            if (ResolveRequest(cancellation) is not var (scope, draft))
                return NotMade(report, CommitOutcome.Refused, cancellation);
            new Recovery(workspace).FinishAbandoned();

            for (var returns = 0; returns == 0 || report.Passage == Passage.PrepareAnew; returns++)
            {
                report.Prepared = report.Passage == Passage.PrepareAnew ? preparation.Reroot(report.Prepared!) : preparation.Prepare(scope, draft);
                report.Isolation = preparation.Isolation;
                AtStep(CommitStep.Prepared);
                if (report.Prepared is not { } prepared)
                    return NotMade(report, CommitOutcome.Refused, cancellation);
                if (prepared.Commit is null || request.DryRun)
                    return NothingMade(report, prepared);
                if (!TryUnderLock(report, mayReturn: returns < MostReturns, cancellation))
                    return NotMade(report, report.OutcomeWithoutLock, cancellation);
            }

            if (report.Passage == Passage.NothingLeft)
                return NothingMade(report, report.Prepared!);
        }
        catch (OperationCanceledException)
        {
            // Thrown by the waits above, all of them before the commit point.
            return Cancelled(report);
        }
        catch (Exception e) when (!report.IsMade && e is IOException or UnauthorizedAccessException or InvalidDataException or UnsupportedIndexException)
        {
            // The object store, the index, a ref or a directory could not be read or written; the commit is not made.
            if (workspace.Repository.Program.IsInterrupted(cancellation))
                return Cancelled(report);
            diagnostics.Report(Describe(e));
            return report.Ended(e is UnsupportedIndexException ? CommitOutcome.Refused : CommitOutcome.Failed, diagnostics);
        }

        if (!report.IsMade)
            return NotMade(report, report.OutcomeWithoutPassage, cancellation);
        Settle(report.Prepared!);
        var result = Validated(report);
        new Maintenance(workspace.Repository).StartIfDue();
        preparation.RunHooksAfterCommit(report.Prepared!);
        return result;
    }

    /// <summary>What was refused because a signal had ended git under it was cancelled.</summary>
    private CommitResult NotMade(CommitReport report, CommitOutcome outcome, CancellationToken cancellation) =>
        outcome == CommitOutcome.Refused && workspace.Repository.Program.IsInterrupted(cancellation) ? Cancelled(report) : report.Ended(outcome, diagnostics);

    private CommitResult Cancelled(CommitReport report)
    {
        diagnostics.Report(Catalog.Cancelled.With("Nothing was committed."));
        return report.Ended(CommitOutcome.Cancelled, diagnostics);
    }

    private (CommitScope Scope, CommitMessage Draft)? ResolveRequest(CancellationToken cancellation)
    {
        if (!preparation.IsSupported()
            || workspace.ResolveScope(request.Paths) is not { } scope
            || CommitMessage.TryCompose(request.MessageParts, workspace.Repository, diagnostics, cancellation) is not { } draft)
            return null;
        return (scope, draft);
    }

    /// <summary>Acquires the lock unless it is held, passes the commit point, and releases it.</summary>
    /// <returns>False when the lock was not had.</returns>
    private bool TryUnderLock(CommitReport report, bool mayReturn, CancellationToken cancellation)
    {
        report.Attempt = AcquireLock(cancellation);
        if (report.Attempt is { Handle: null })
            return false;
        using (report.Attempt?.Handle)
        {
            report.Passage = new CommitPassages(workspace, preparation, held ?? report.Attempt?.Handle, AtStep).Pass(report, mayReturn && held is null, cancellation);
            AtStep(CommitStep.JournalRemoved);
        }

        AtStep(CommitStep.LockReleased);
        return true;
    }

    private LockAttempt? AcquireLock(CancellationToken cancellation)
    {
        if (held is not null || (request.LockEnabled && workspace.IsLockedForUs(orByAncestor: request.Lock.Build is null)))
            return null;
        if (!request.LockEnabled)
        {
            diagnostics.Report(Catalog.LockSkipped.With());
            return null;
        }

        var attempt = workspace.AcquireLock(request.Owner, cancellation);
        AtStep(CommitStep.LockAcquired);
        return attempt;
    }

    private CommitResult NothingMade(CommitReport report, PreparedCommit prepared)
    {
        var validation = new CommitValidation(workspace, prepared.Scope);
        if (prepared.Commit is null)
        {
            validation.CheckUnchanged([], prepared.Tip.Commit, request, prepared.Isolation.CommittedByOthers);
            diagnostics.Report(Catalog.NothingToCommit.With(prepared.Tip.Commit?.Short ?? "an empty branch"));
            if (!request.DryRun)
                Settle(prepared);
        }

        return report.Ended(CommitOutcome.NothingToCommit, diagnostics, validation);
    }

    /// <summary>Behind the commit point: whatever fails now, it is committed, and only the validation is not known.</summary>
    private CommitResult Validated(CommitReport report)
    {
        var (prepared, commit) = (report.Prepared!, report.Prepared!.Commit!);
        var validation = new CommitValidation(workspace, prepared.Scope);
        try
        {
            validation.CheckAsMade(prepared, commit);
            validation.CheckContent(commit, prepared.Captured);
            validation.CheckStill(prepared, commit);
            validation.CheckUnchanged(prepared.Changes.Select(c => c.Path), prepared.Tip.Commit, request, prepared.Isolation.CommittedByOthers);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The commit cannot be read back.
            diagnostics.Report(Catalog.ValidationFailed.With(commit.Short, e.Message.TrimEnd('.')));
            return report.Ended(CommitOutcome.Committed, diagnostics, validation) with { NeedsLook = true };
        }

        return report.Ended(CommitOutcome.Committed, diagnostics, validation);
    }

    /// <summary>Notes in the provenance what was committed. Left undone, the next operation finds it out by comparing HEAD.</summary>
    private void Settle(PreparedCommit prepared)
    {
        try
        {
            new Attribution(workspace, request).Settle(prepared.Commit is null ? [] : prepared.Captured, prepared.Isolation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The provenance could not be read or written; nothing of the commit depends on it.
            diagnostics.Report(Catalog.ProvenanceNotWritten.With(e.Message.TrimEnd('.')));
        }
    }

    private void AtStep(CommitStep step) => request.AtStep?.Invoke(step);

    private Diagnostic Describe(Exception e) => e is InvalidDataException or UnsupportedIndexException
        ? Catalog.IndexUnusable.With(workspace.Repository.Layout.IndexFile, e.Message.TrimEnd('.'))
        : DiagnosedException.Describe(e, "the commit", "Nothing was committed.");
}
