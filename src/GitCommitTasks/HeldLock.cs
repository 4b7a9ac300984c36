using GitCommitTasks.Diagnostics;
using Microsoft.Build.Framework;

namespace GitCommitTasks;

/// <summary>The lock between the tasks of one project: kept by MSBuild under a handle, which the tasks pass on as text.</summary>
/// <remarks><b>Guarantees.</b> MSBuild disposes it when the build ends, also after a failure or SIGINT; a node may live on. If the process dies, the
/// kernel frees the lock.</remarks>
internal sealed class HeldLock : IDisposable
{
    private Action<Diagnostic>? listener;

    private HeldLock()
    {
    }

    /// <summary>The lock itself.</summary>
    public required LockSession Session { get; init; }

    /// <summary>Names it among the build's registered objects.</summary>
    public string Handle { get; } = $"GitCommitTasks.HeldLock/{Guid.NewGuid():n}";

    /// <summary>Keeps the lock that <paramref name="acquire"/> gets, if it gets one.</summary>
    /// <param name="engine">Where it is registered.</param>
    /// <param name="report">Told the diagnostics of the acquisition.</param>
    /// <param name="acquire">Acquires, with a listener that may outlive the task.</param>
    public static HeldLock? TryKeep(IBuildEngine4 engine, Action<Diagnostic> report, Func<Action<Diagnostic>, LockSession?> acquire)
    {
        // A task's log is closed when the task ends; what the lock says later goes to the task that is running then, or nowhere.
        HeldLock? held = null;
        var isOpen = true;
        void Listen(Diagnostic diagnostic) => (isOpen ? report : held?.listener)?.Invoke(diagnostic);
        if (acquire(Listen) is { } session)
        {
            held = new HeldLock { Session = session };
            engine.RegisterTaskObject(held.Handle, held, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        isOpen = false;
        return held;
    }

    /// <summary>The lock that <paramref name="handle"/> names; null when it is released.</summary>
    public static HeldLock? Find(IBuildEngine4 engine, string handle) =>
        engine.GetRegisteredTaskObject(handle, RegisteredTaskObjectLifetime.Build) as HeldLock;

    /// <summary>Releases the lock that <paramref name="handle"/> names.</summary>
    /// <param name="engine">Where it is registered.</param>
    /// <param name="handle">The handle.</param>
    /// <param name="report">Told the diagnostics of the release.</param>
    /// <returns>The released lock; null when it was released before.</returns>
    public static HeldLock? Release(IBuildEngine4 engine, string handle, Action<Diagnostic> report)
    {
        if (engine.UnregisterTaskObject(handle, RegisteredTaskObjectLifetime.Build) is not HeldLock held)
            return null;
        held.listener = report;
        held.Dispose();
        held.listener = null;
        return held;
    }

    /// <summary>Releases the lock. Safe to call again.</summary>
    public void Dispose() => Session.Dispose();
}
