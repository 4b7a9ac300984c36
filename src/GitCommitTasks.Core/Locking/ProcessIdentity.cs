using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>What the system says of a process id.</summary>
/// <param name="Lives">Whether a process has it; a zombie has not. Null when the system does not say.</param>
/// <param name="StartTicks">When that process started, in clock ticks since boot; null where unknown.</param>
/// <param name="StartTime">The same in UTC; null where unknown.</param>
internal readonly record struct ProcessSighting(bool? Lives, long? StartTicks = null, DateTimeOffset? StartTime = null);

/// <summary>Asks the operating system about processes, and ends one. The only file that does.</summary>
/// <param name="procRoot">Where the proc file system is (Linux).</param>
internal sealed class ProcessIdentity(string procRoot = "/proc")
{
    /// <summary>USER_HZ: the same on every processor .NET runs on (proc(5); asm-generic/param.h).</summary>
    private const double TicksPerSecond = 100;

    /// <summary>This machine as it is.</summary>
    public static ProcessIdentity Default { get; } = new();

    /// <summary>The machine's name.</summary>
    public string Host { get; } = Environment.MachineName;

    /// <summary>Names this run of the machine; null where the system has no such name.</summary>
    public string? BootId { get; } = OperatingSystem.IsLinux() ? TryReadText(Path.Combine(procRoot, "sys/kernel/random/boot_id"))?.Trim() : null;

    /// <summary>Names the PID namespace of this process; null where the system has none.</summary>
    public string? PidNamespace { get; } = OperatingSystem.IsLinux() ? new FileInfo(Path.Combine(procRoot, "self/ns/pid")).LinkTarget : null;

    /// <summary>A record that names this process, so that others can tell whether it lives.</summary>
    public LockRecord RecordOfThisProcess()
    {
        var self = Look(Environment.ProcessId);
        return new LockRecord
        {
            Pid = Environment.ProcessId,
            StartTime = self.StartTime,
            StartTicks = self.StartTicks,
            Host = Host,
            BootId = BootId,
            PidNamespace = PidNamespace,
            User = Environment.UserName,
        };
    }

    /// <summary>Whether the process that wrote a record is one that started this one, or one that started that, and so on; false where the system does not say (elsewhere than on Linux).</summary>
    public bool IsAncestor(LockRecord record)
    {
        if (!OperatingSystem.IsLinux() || record.StartTicks is null || record.BootId != BootId || record.PidNamespace != PidNamespace)
            return false;
        for (var pid = ParentOf(Environment.ProcessId); pid > 0; pid = ParentOf(pid))
        {
            if (pid == record.Pid)
                return Look(pid).StartTicks == record.StartTicks;
        }

        return false;
    }

    /// <summary>Looks for the process <paramref name="pid"/>.</summary>
    public ProcessSighting Look(int pid) => OperatingSystem.IsLinux() ? LookInProc(pid) : LookElsewhere(pid);

    /// <summary>Ends the process <paramref name="pid"/>: asks it to (SIGTERM), or forces it.</summary>
    /// <returns>Null when the signal was sent, or why it was not. A process that is gone already counts as sent.</returns>
    public static string? End(int pid, bool force)
    {
        if (OperatingSystem.IsWindows())
            return KillWindows(pid);
        const int terminate = 15, kill = 9;
        if (LibC.Kill(pid, force ? kill : terminate) == 0 || Marshal.GetLastPInvokeError() == LibC.NoSuchProcess)
            return null;
        return Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
    }

    /// <summary>Passes a signal on to a process of ours (Unix). One that is gone already does not need it.</summary>
    public static void Signal(int pid, int number) => _ = LibC.Kill(pid, number);

    private ProcessSighting LookInProc(int pid)
    {
        // Without proc nothing can be proved: not the namespace, so not whose process id this is.
        if (TryReadText(Path.Combine(procRoot, "stat")) is not { } system)
            return new ProcessSighting(null);
        var stat = TryReadText(Path.Combine(procRoot, pid.ToString(CultureInfo.InvariantCulture), "stat"));
        return stat is null ? new ProcessSighting(Exists(pid)) : Parse(stat, system);
    }

    /// <summary>0 for none, and where it cannot be read.</summary>
    private int ParentOf(int pid) =>
        TryReadText(Path.Combine(procRoot, pid.ToString(CultureInfo.InvariantCulture), "stat")) is { } stat && int.TryParse(Fields(stat)[1], CultureInfo.InvariantCulture, out var parent) ? parent : 0;

    /// <summary>proc(5): the command in field 2 may hold spaces and parentheses, so fields count from the last one;
    /// 3 is the state, 4 the parent, 20 the number of threads, 22 the start.</summary>
    private static string[] Fields(string stat) => stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static ProcessSighting Parse(string stat, string system)
    {
        var fields = Fields(stat);
        // A first thread may be a zombie while others still run and hold the process's locks.
        if (fields is ["Z" or "X", ..] && (fields.Length < 18 || fields[17] is "0" or "1"))
            return new ProcessSighting(false);
        if (fields.Length < 20 || !long.TryParse(fields[19], CultureInfo.InvariantCulture, out var ticks))
            return new ProcessSighting(true);
        var boot = system.Split('\n').FirstOrDefault(line => line.StartsWith("btime ", StringComparison.Ordinal));
        var known = long.TryParse(boot?[6..], CultureInfo.InvariantCulture, out var seconds);
        return new ProcessSighting(true, ticks, known ? DateTimeOffset.FromUnixTimeSeconds(seconds).AddSeconds(ticks / TicksPerSecond) : null);
    }

    /// <summary>With hidepid the process is not in proc, but kill(2) still knows: "not permitted" means that it is there.</summary>
    private static bool Exists(int pid) => LibC.Kill(pid, 0) == 0 || Marshal.GetLastPInvokeError() != LibC.NoSuchProcess;

    private static ProcessSighting LookElsewhere(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited ? new ProcessSighting(false) : new ProcessSighting(true, null, process.StartTime.ToUniversalTime());
        }
        catch (ArgumentException)
        {
            // GetProcessById: no process has this id.
            return new ProcessSighting(false);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // StartTime and HasExited: it is there, but the system does not tell us more.
            return new ProcessSighting(true);
        }
    }

    private static string? KillWindows(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // GetProcessById and Kill: it is gone already, as was wanted.
            return null;
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }

    private static string? TryReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, gone while it was read, or hidden from us: the caller asks in another way.
            return null;
        }
    }
}
