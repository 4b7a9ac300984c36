using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GitCommitTasks.Tool.CommandLine;

/// <summary>Makes stdout of a program go to stderr as long as this is not disposed, so that our own stdout holds nothing but JSON.</summary>
/// <remarks>On Linux the descriptor itself is exchanged: the program writes to stderr directly, and one that outlives us holds nothing of ours open.
/// <para><b>Does not guarantee</b> that elsewhere: there the output is copied until everybody who inherited it has closed it.</para></remarks>
internal sealed partial class DivertedOutput : IDisposable
{
    private const int StandardOutput = 1, StandardError = 2, CloseOnExec = 0x80000;

    private int kept;

    private DivertedOutput(int kept) => this.kept = kept;

    /// <summary>Diverts stdout of the program that <paramref name="start"/> is about to start.</summary>
    public static DivertedOutput Begin(ProcessStartInfo start)
    {
        var kept = OperatingSystem.IsLinux() ? Duplicate(StandardOutput) : -1;
        if (kept >= 0 && Duplicate(StandardOutput, kept, CloseOnExec) >= 0 && Duplicate(StandardError, StandardOutput, flags: 0) >= 0)
            return new DivertedOutput(kept);
        start.RedirectStandardOutput = true;
        return new DivertedOutput(-1);
    }

    /// <summary>Stdout is ours again. Safe to call again.</summary>
    public void Dispose()
    {
        if (kept >= 0)
            _ = Duplicate(kept, StandardOutput, flags: 0);
        kept = -1;
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup3", SetLastError = true)]
    private static partial int Duplicate(int descriptor, int target, int flags);
}
