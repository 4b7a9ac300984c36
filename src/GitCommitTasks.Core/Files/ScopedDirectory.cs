using System.Globalization;

namespace GitCommitTasks.Files;

/// <summary>The directory <c>scoped</c> in a worktree's git directory: everything this project keeps there, and nothing else knows the names.</summary>
/// <param name="gitDirectory">Absolute path of the worktree's own git directory.</param>
internal sealed class ScopedDirectory(string gitDirectory)
{
    /// <summary>The names in use, apart from the default places of what a setting can put elsewhere: some are made and removed, one is locked.</summary>
    private static readonly string[] Taken = ["lock", "queue", "journal", "tmp", "recent", "errors.lock", "paths", "windows", "vanished", "upkeep"];

    private static long sequence;

    /// <summary>Who else may use it; null for what the umask says.</summary>
    public SharedPermissions? Permissions { get; init; }

    /// <summary>The directory itself.</summary>
    public string Root { get; } = Path.Combine(gitDirectory, "scoped");

    /// <summary>The file the kernel locks. Never deleted: deleting it while others have it open splits the lock.</summary>
    public string LockFile => Path.Combine(Root, "lock");

    /// <summary>The default place of the lock's visible record.</summary>
    public string RecordFile => Path.Combine(Root, "lock.json");

    /// <summary>One ticket a waiter.</summary>
    public string Queue => Path.Combine(Root, "queue");

    /// <summary>One file an operation under way: what a crash would leave behind.</summary>
    public string Journal => Path.Combine(Root, "journal");

    /// <summary>Files that are about to be renamed or linked.</summary>
    public string Temporary => Path.Combine(Root, "tmp");

    /// <summary>The default place of the error log.</summary>
    public string ErrorLog => Path.Combine(Root, "errors.json");

    /// <summary>Whether a setting may put a file of ours at <paramref name="name"/> in this directory.</summary>
    public static bool IsFree(string name) => !Taken.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A path in <see cref="Temporary"/> that nobody else uses.</summary>
    public string NewTemporaryPath() =>
        Path.Combine(Temporary, $"{Environment.ProcessId}-{Interlocked.Increment(ref sequence)}-{Guid.NewGuid():n}");

    /// <summary>Which process made a path with <see cref="NewTemporaryPath"/>; null for a path of another kind.</summary>
    public static int? MakerOf(string temporary) =>
        Path.GetFileName(temporary).Split('-') is [var process, _, _] && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;

    /// <summary>Creates what is missing of the directories.</summary>
    /// <exception cref="IOException">The git directory is not writable.</exception>
    /// <exception cref="UnauthorizedAccessException">The git directory is not writable.</exception>
    public void Create()
    {
        foreach (var directory in (string[])[Root, Queue, Journal, Temporary])
        {
            if (Directory.Exists(directory))
                continue;
            Directory.CreateDirectory(directory);
            Permissions?.Apply(directory);
        }
    }
}
