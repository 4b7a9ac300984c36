using GitCommitTasks.Files;
using GitCommitTasks.Journaling;
using GitCommitTasks.Locking;

namespace GitCommitTasks;

/// <summary>Temporary files that killed operations left: of the worktree, of each path that has owners, and beside the error log.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> What a process that runs here may still rename stays, and what an operation that has a journal needs.</para>
/// <para><b>Does not guarantee</b> that they are removed at once: a process id in a name says neither on which machine nor in which namespace it counts, so that only age tells.</para>
/// </remarks>
internal sealed class LeftFiles(Workspace workspace)
{
    /// <summary>A live operation's temporary file lives for milliseconds.</summary>
    private static readonly TimeSpan OldAfter = TimeSpan.FromMinutes(10);

    /// <summary>Between the clock of a file system and the time at which the system says that a process began. Chosen as more than either is off.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromSeconds(10);

    /// <summary>Removes those that are old.</summary>
    /// <returns>The files that were removed (absolute); what refused to go stays for another time.</returns>
    /// <exception cref="IOException">A directory could not be listed.</exception>
    public IReadOnlyList<string> Remove()
    {
        foreach (var old in Directories(workspace.Scoped.Temporary).Where(IsOld))
            TemporaryDirectory.Delete(old);
        return [.. Files(workspace.Scoped.Temporary).Where(f => !Journal.IsUnderWay(workspace.Scoped, f)).Concat(OfPaths()).Concat(OfErrorLog())
            .Where(f => IsOld(f) && !MayBeInUse(f)).ToList().Where(AtomicFile.TryDelete)];
    }

    private IEnumerable<string> OfPaths() => Directories(Path.Combine(workspace.Scoped.Root, "paths"))
        .SelectMany(d => (string[])[d, new PathDirectory(d, workspace).Turn.Location]).SelectMany(d => Files(new ScopedDirectory(d).Temporary));

    private IEnumerable<string> OfErrorLog()
    {
        var log = workspace.Settings.ErrorLog ?? workspace.Scoped.ErrorLog;
        return Directory.Exists(Path.GetDirectoryName(log)) && FileStat.TryRead(log) is null or { Kind: FileKind.File or FileKind.SymbolicLink } ? ContestedFile.At(log).TemporaryFiles() : [];
    }

    private bool IsOld(string file) => workspace.Time.GetUtcNow() - File.GetLastWriteTimeUtc(file) > OldAfter;

    /// <summary>Its maker may have been stopped, for hours even.</summary>
    private static bool MayBeInUse(string file) => ScopedDirectory.MakerOf(file) is { } maker && ProcessIdentity.Default.Look(maker) is { Lives: true } there
        && !(there.StartTime - File.GetLastWriteTimeUtc(file) > Doubt);

    private static string[] Files(string directory) => Listed(directory, Directory.GetFiles);

    private static string[] Directories(string directory) => Listed(directory, Directory.GetDirectories);

    private static string[] Listed(string directory, Func<string, string[]> list)
    {
        try
        {
            return list(directory);
        }
        catch (DirectoryNotFoundException)
        {
            // Never used, or just forgotten by somebody else.
            return [];
        }
    }
}
