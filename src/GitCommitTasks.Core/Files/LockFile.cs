namespace GitCommitTasks.Files;

/// <summary>Git's lock-file protocol (lockfile.h): <c>PATH.lock</c>, created where nothing is, then renamed over <c>PATH</c> or removed.</summary>
/// <remarks>
/// <para>The lock file appears with its first content at once, so that a crash leaves one that can be recognised by what it holds.</para>
/// <para><b>If the process dies here</b> the lock file stays; <c>Recovery</c> removes or finishes it. A lock file of somebody else is waited for
/// and never touched.</para>
/// </remarks>
internal sealed class LockFile : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly string target;
    private bool done;

    private LockFile(string target) => this.target = target;

    /// <summary>Absolute path of the lock file.</summary>
    public string Path => PathFor(target);

    /// <summary>The lock file of <paramref name="target"/>.</summary>
    public static string PathFor(string target) => target + ".lock";

    /// <summary>Creates the lock file of <paramref name="target"/> (absolute), waiting while somebody else has it.</summary>
    /// <param name="target">The file to lock.</param>
    /// <param name="tryCreate">Creates it, with the content it is to have at first, at the path it is given; false when something is there.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lock, or null when the deadline passed.</returns>
    /// <exception cref="IOException">It could not be created for another reason than being there.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static LockFile? TryAcquire(string target, Func<string, bool> tryCreate, Deadline deadline, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            if (tryCreate(PathFor(target)))
                return new LockFile(target);
            if (deadline.HasPassed)
                return null;
            deadline.Pause(pause, cancellation);
        }
    }

    /// <summary>Replaces the content of the lock file in one step.</summary>
    public void Replace(ReadOnlySpan<byte> content, string temporary, bool durable) =>
        AtomicFile.Replace(PathFor(target), content, temporary, durable);

    /// <summary>Renames the lock file over its target: readers now see the new content, and the lock is free.</summary>
    public void Commit(bool durable)
    {
        AtomicFile.Rename(PathFor(target), target, durable);
        done = true;
    }

    /// <summary>Removes the lock file unless it was renamed: the target is as it was. Safe to call again.</summary>
    public void Dispose()
    {
        if (done)
            return;
        done = true;
        OpenElsewhere.Retry(() => File.Delete(PathFor(target)));
    }
}
