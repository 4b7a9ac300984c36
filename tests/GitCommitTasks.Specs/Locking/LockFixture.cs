using System.Collections.Concurrent;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.Locking;

/// <summary>A git directory with nothing in it but the lock, and short ways to acquire it.</summary>
internal sealed class LockFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<Diagnostic> heard = new();

    public LockFixture()
    {
        Directory = new ScopedDirectory(folder.Path);
        Directory.Create();
        Diagnostics = new DiagnosticBag(heard.Enqueue);
    }

    public string GitDirectory => folder.Path;

    public ScopedDirectory Directory { get; }

    public DiagnosticBag Diagnostics { get; }

    public string RecordFile => Directory.RecordFile;

    /// <summary>The codes reported so far, in order, without those that every acquisition has (GCT1008, GCT1009).</summary>
    public string[] Codes => [.. Diagnostics.All.Select(d => d.Code).Where(c => c is not ("GCT1008" or "GCT1009"))];

    public string[] Files(string directory) => System.IO.Directory.Exists(directory)
        ? [.. System.IO.Directory.EnumerateFileSystemEntries(directory).Select(p => Path.GetFileName(p)!)] : [];

    public string this[string relative] => folder[relative];

    public CommitLock Lock(LockOptions? options = null, TimeProvider? time = null, ProcessIdentity? processes = null) =>
        new(Directory, options ?? new LockOptions { Timeout = TimeSpan.FromSeconds(30) }, time ?? TimeProvider.System, Diagnostics, processes);

    /// <summary>Tries once; whoever waits does so by other means.</summary>
    public LockAttempt Try(LockOptions? options = null, TimeProvider? time = null, ProcessIdentity? processes = null) =>
        Lock((options ?? new LockOptions()) with { Timeout = TimeSpan.Zero }, time, processes).Acquire(TestContext.Current.CancellationToken);

    /// <summary>Acquires in a thread of its own.</summary>
    public Task<LockAttempt> Start(LockOptions? options = null, TimeProvider? time = null, CancellationToken? cancellation = null)
    {
        var token = cancellation ?? TestContext.Current.CancellationToken;
        return OwnThread.Run(() => Lock(options, time).Acquire(token));
    }

    /// <summary>The lock as others see it.</summary>
    public LockStatus Status(TimeProvider? time = null) => LockStatus.Read(Directory, null, TimeSpan.FromMinutes(5), time ?? TimeProvider.System);

    /// <summary>Waits until just so many are in the queue behind the holder.</summary>
    public Task Waiting(int count) => Until.True(() => Status().Waiters.Count == count);

    /// <summary>Puts a record where ours would be.</summary>
    public void Leave(LockRecord record) => File.WriteAllBytes(RecordFile, LockJson.Write(record));

    /// <summary>A record as this process would write it.</summary>
    public static LockRecord OfThisProcess()
    {
        var self = ProcessIdentity.Default.Look(Environment.ProcessId);
        return new LockRecord
        {
            Pid = Environment.ProcessId,
            StartTime = self.StartTime,
            StartTicks = self.StartTicks,
            Host = ProcessIdentity.Default.Host,
            BootId = ProcessIdentity.Default.BootId,
            PidNamespace = ProcessIdentity.Default.PidNamespace,
            AcquiredAt = DateTimeOffset.UtcNow,
            Nonce = Guid.NewGuid().ToString("n"),
        };
    }

    /// <summary>The id of a process that has just ended.</summary>
    public static int DeadPid()
    {
        using var process = System.Diagnostics.Process.Start("true");
        process.WaitForExit();
        return process.Id;
    }

    public void Dispose() => folder.Dispose();
}
