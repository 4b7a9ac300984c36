using System.Runtime.InteropServices;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>What SIGINT and SIGTERM do: the first one cancels, a second one kills. While a command runs, they are the command's.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource cancellation = new();
    private readonly PosixSignalRegistration[] registrations;
    private volatile Action<PosixSignal>? receiver;

    public Signals() => registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, Receive), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Receive)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => cancellation.Token;

    /// <summary>Whether any was received, whoever got it.</summary>
    public bool WereReceived { get; private set; }

    /// <summary>From now on signals go to <paramref name="command"/>, and neither cancel nor kill this process; with null they do so again.</summary>
    public void HandTo(Action<PosixSignal>? command) => receiver = command;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        cancellation.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        WereReceived = true;
        context.Cancel = receiver is not null || !cancellation.IsCancellationRequested;
        if (receiver is { } command)
            command(context.Signal);
        else
            cancellation.Cancel();
    }
}
