using GitCommitTasks.Locking;
using Microsoft.Build.Framework;

namespace GitCommitTasks;

/// <summary>Lends this task's node to other projects while the task waits for the lock. Disposing takes it back.</summary>
/// <remarks>
/// <para>Not while it is next in line: taking the node back can last seconds, in which the lock would be held for nothing. But always when the
/// holder is in this process: it may need this very node to go on and release, and would wait for us as we wait for it.</para>
/// <para><see href="https://learn.microsoft.com/dotnet/api/microsoft.build.framework.ibuildengine3.yield">IBuildEngine3.Yield</see>: environment and
/// current directory can change until Reacquire returns, so neither is looked at in between. Both calls come from the task's own thread.</para>
/// </remarks>
internal sealed class YieldedNode(IBuildEngine3 engine) : IDisposable
{
    private bool isYielded;

    /// <summary>Lends the node or takes it back, as the place in the queue asks. On the waiting thread.</summary>
    public void Observe(LockWait wait)
    {
        if (wait.Position > 1 || wait.Holder?.Pid == Environment.ProcessId)
            Yield();
        else
            Reacquire();
    }

    /// <summary>Takes the node back, if it is lent.</summary>
    public void Reacquire()
    {
        if (isYielded)
            engine.Reacquire();
        isYielded = false;
    }

    /// <summary>Takes the node back. Safe to call again.</summary>
    public void Dispose() => Reacquire();

    private void Yield()
    {
        if (!isYielded)
            engine.Yield();
        isYielded = true;
    }
}
