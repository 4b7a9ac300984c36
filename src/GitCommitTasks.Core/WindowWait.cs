using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>How long the windows that others have open are waited for, and what is told meanwhile: the time-out, begun anew at each retry.</summary>
/// <remarks>One for all files of a scope, used on the waiter's own thread. The place among those who wait is kept over the retries.</remarks>
internal sealed class WindowWait(Workspace workspace, EditWindow template)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>As for the commit lock: the wait after which a line is told, and the time between two of them.</summary>
    private static readonly TimeSpan ProgressAfter = TimeSpan.FromSeconds(2), ProgressEvery = TimeSpan.FromSeconds(10);

    /// <summary>More than anybody waits, and a time-out that a timer can be set to.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private readonly Deadline clock = new(workspace.Time, Longest);
    private readonly LockSettings settings = workspace.LockSettings;
    private TimeSpan nextProgress = ProgressAfter;
    private int attempts = 1;

    private TimeSpan Timeout => workspace.Settings.Timeout;

    private TimeSpan Left => TimeSpan.FromTicks((long)Math.Clamp((Timeout.Ticks * (1.0 + settings.Retries)) - clock.Elapsed.Ticks, 0, Longest.Ticks));

    /// <summary>Waits for one's turn to wait for the window on <paramref name="path"/>: those who wait keep their order.</summary>
    /// <returns>The turn, until it is disposed of; null when it did not come, and the diagnostics say why.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public CommitLockHandle? TryTakeTurn(RepositoryPath path, CancellationToken cancellation)
    {
        var attempt = TakeTurn(path, Left, cancellation);
        // Nobody has it open, so whoever is next in line has it in an instant: then that one is who is waited for, or the turn is ours.
        if (attempt.Outcome == LockOutcome.TimedOut && Open(path) is null)
            attempt = TakeTurn(path, Workspace.ShortestPathWait, cancellation);
        if (attempt.Outcome == LockOutcome.TimedOut)
            GiveUp(path.ToString(), Open(path));
        return attempt.Handle;
    }

    /// <summary>Pauses before it is looked again for a window that is in the way.</summary>
    /// <param name="open">The window that is waited for.</param>
    /// <param name="cancellation">Ends the pause.</param>
    /// <returns>False when the time is up: that was reported (GCT6005).</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public bool Continue(EditWindow open, CancellationToken cancellation)
    {
        if (Left <= TimeSpan.Zero)
        {
            GiveUp(open.Path, open);
            return false;
        }

        Tell(open.Path, open);
        clock.Pause(Pause, cancellation);
        return true;
    }

    private LockAttempt TakeTurn(RepositoryPath path, TimeSpan timeout, CancellationToken cancellation) => OwnedFile.TakeTurn(
        workspace, path, workspace.PathLockOptions() with { Timeout = timeout, Owner = template.Owner, WaitObserver = _ => Tell(path.ToString(), Open(path)) }, cancellation);

    private void Tell(string path, EditWindow? open)
    {
        if (open is null)
            return;
        while (attempts <= settings.Retries && clock.Elapsed >= Timeout * attempts)
        {
            workspace.Diagnostics.Report(Catalog.WindowRetried.With(path, Ages.Seconds(clock.Elapsed), attempts, settings.Retries));
            attempts++;
        }

        if (clock.Elapsed < nextProgress)
            return;
        workspace.Diagnostics.Report(Catalog.WindowWaiting.With(path, open.Owner, $"{open.OpenedAt:u}"));
        nextProgress = clock.Elapsed + ProgressEvery;
    }

    private void GiveUp(string path, EditWindow? open) => workspace.Diagnostics.Report(Catalog.WindowTimedOut.With(
        path, Ages.Seconds(clock.Elapsed), open is null ? "another that waits for it does not take it" : $"'{open.Owner}' has it open since {open.OpenedAt:u}"));

    private EditWindow? Open(RepositoryPath path) => OwnedFile.OpenOn(workspace, path);
}
