using System.Runtime.InteropServices;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>What SIGINT and SIGTERM do: the first one cancels, a second one kills. While a command runs, they are the command's.</summary>
/// <remarks>A terminal and <c>timeout</c> signal the whole process group, and <c>git</c>, which runs us as <c>git scoped</c>, sends on what it gets (run-command.c, <c>clean_on_exit</c>):
/// one signal arrives twice. What repeats one within a second is that one, and does nothing.</remarks>
internal sealed class Signals : IDisposable
{
    /// <summary>Git sends on at once. Chosen as a thousand times what that takes, and as what somebody who presses Ctrl-C again does not mind.</summary>
    private static readonly TimeSpan RepeatsWithin = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource cancellation = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Lock receiving = new();
    private readonly Dictionary<PosixSignal, long> last = [];
    private Action<PosixSignal>? receiver;
    private bool isCancelled, isOver;

    public Signals() => registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => cancellation.Token;

    /// <summary>Whether any was received, whoever got it.</summary>
    public bool WereReceived
    {
        get
        {
            lock (receiving)
                return last.Count > 0;
        }
    }

    /// <summary>From now on signals go to <paramref name="command"/>, and neither cancel nor kill this process; with null they do so again.</summary>
    public void HandTo(Action<PosixSignal>? command)
    {
        lock (receiving)
            receiver = command;
    }

    /// <summary>Signals do what they do by default. Repeats of one that was received do nothing until the process has ended: its exit code tells how.</summary>
    public void Dispose()
    {
        lock (receiving)
        {
            isOver = true;
            if (last.Count > 0)
                return;
        }

        foreach (var registration in registrations)
            registration.Dispose();
        cancellation.Dispose();
    }

    /// <summary>Each call is on a thread of its own.</summary>
    private void Receive(PosixSignalContext context)
    {
        Action<PosixSignal>? command;
        lock (receiving)
        {
            context.Cancel = true;
            if (IsRepeat(context.Signal))
                return;
            command = receiver;
            if (isOver || (command is null && isCancelled))
            {
                context.Cancel = false;
                return;
            }

            isCancelled |= command is null;
        }

        if (command is not null)
            command(context.Signal);
        else
            cancellation.Cancel();
    }

    private bool IsRepeat(PosixSignal signal)
    {
        if (last.TryGetValue(signal, out var before) && TimeProvider.System.GetElapsedTime(before) < RepeatsWithin)
            return true;
        last[signal] = TimeProvider.System.GetTimestamp();
        return false;
    }
}
