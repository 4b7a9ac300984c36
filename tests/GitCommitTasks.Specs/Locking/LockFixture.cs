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
        return Task.Factory.StartNew(() => Lock(options, time).Acquire(token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public void Dispose() => folder.Dispose();
}
