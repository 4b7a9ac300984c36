using System.Globalization;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>A name for the running build that all its nodes agree on: its entry process, with the time that process started.</summary>
/// <remarks>
/// <para>MSBuild gives tasks no id of the build. A worker node is a child of the entry process that started it.</para>
/// <para><b>Does not guarantee</b> a name: a node that was reused is an orphan of an earlier build, and on Windows a parent is not told.
/// Then a nested acquisition in another node times out as behind any other holder (GCT1001, naming it) instead of GCT1007.</para>
/// </remarks>
internal static class BuildIdentity
{
    /// <summary>The name, or null where the entry process cannot be told.</summary>
    public static string? Current => EntryProcess() is { } entry && ProcessIdentity.Default.Look(entry) is { Lives: true } seen
        ? string.Create(CultureInfo.InvariantCulture, $"{entry}@{seen.StartTicks ?? seen.StartTime?.ToUnixTimeMilliseconds()}")
        : null;

    private static int? EntryProcess()
    {
        // MSBuild starts its worker nodes so (NodeLauncher, NodeMode.OutOfProcNode); without it this is the entry process.
        if (!Environment.GetCommandLineArgs().Any(a => a.StartsWith("/nodemode:", StringComparison.OrdinalIgnoreCase)))
            return Environment.ProcessId;
        // The parent of an orphan is init, which all orphans share.
        return OperatingSystem.IsWindows() || LibC.ParentProcess() is not (> 1 and var parent) ? null : parent;
    }
}
