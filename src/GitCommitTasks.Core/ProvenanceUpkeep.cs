using GitCommitTasks.Files;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>Keeps what is known of paths bounded: forgets those of which everything is committed, or which are gone, once that is long ago or there are many.</summary>
/// <remarks>
/// <para>What is committed is remembered a while, so that <c>git reset --soft</c> and <c>git stash pop</c> give each owner its lines back.</para>
/// <para><b>Guarantees.</b> A path with uncommitted changes, an open window or somebody who waits for it is never forgotten. Waits for nobody.</para>
/// </remarks>
internal sealed class ProvenanceUpkeep(Workspace workspace)
{
    /// <summary>How long what is committed is remembered. Chosen as longer than a stash or a branch usually waits to be taken up again.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>How many paths are remembered. Chosen as more than the shared files of a repository; each is a few files of a few KiB.</summary>
    public const int MostPaths = 1000;

    /// <summary>A look at each directory, once a day, costs nothing.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    private readonly string paths = Path.Combine(workspace.Scoped.Root, "paths");

    /// <summary>The file whose time is that of the last upkeep.</summary>
    private string Stamp => Path.Combine(workspace.Scoped.Root, "upkeep");

    /// <summary>Forgets what can be forgotten and removes temporary files that were left, at most once a day.</summary>
    /// <exception cref="IOException">The system failed.</exception>
    public void RunIfDue()
    {
        if (workspace.Time.GetUtcNow() - File.GetLastWriteTimeUtc(Stamp) <= Interval)
            return;
        Run();
        new LeftFiles(workspace).Remove();
    }

    /// <summary>Forgets what can be forgotten.</summary>
    /// <returns>The paths.</returns>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<RepositoryPath> Run()
    {
        if (!Directory.Exists(paths))
            return [];
        File.WriteAllBytes(Stamp, []);
        File.SetLastWriteTimeUtc(Stamp, workspace.Time.GetUtcNow().UtcDateTime);
        var tree = workspace.TreeOf(workspace.Refs.ReadHead().Commit);
        List<RepositoryPath> forgotten = [];
        foreach (var directory in Old())
        {
            if (ProvenanceStore.PathIn(directory) is not { } path)
                ForgetNameless(directory);
            else if (IsForgotten(path, tree))
                forgotten.Add(path);
        }

        return forgotten;
    }

    /// <summary>The directories that are not to be remembered any more, the oldest first.</summary>
    private IEnumerable<string> Old()
    {
        var known = Directory.EnumerateDirectories(paths).Select(d => (Directory: d, At: ProvenanceStore.ChangedAt(d))).OrderBy(d => d.At).ToList();
        var surplus = known.Count - MostPaths;
        var now = workspace.Time.GetUtcNow();
        return known.Where((d, i) => i < surplus || now - d.At > Memory).Select(d => d.Directory);
    }

    /// <summary>Nothing was ever stored for the path, or it cannot be read any more, and that for long.</summary>
    private void ForgetNameless(string directory)
    {
        var place = new PathDirectory(directory, workspace);
        using var held = place.Acquire(workspace.PathLockOptions() with { Timeout = TimeSpan.Zero }, _ => false, CancellationToken.None).Handle;
        // Somebody may have stored something until the lock was had.
        if (held is null || ProvenanceStore.PathIn(directory) is not null || new WindowFile(directory, workspace).Exists || place.TryTakeAway() is not { } grave)
            return;
        held.Dispose();
        TemporaryDirectory.Delete(grave);
    }

    private bool IsForgotten(RepositoryPath path, Oid? tree)
    {
        using var file = OwnedFile.TryLockNow(workspace, path);
        if (file is null)
            return false;
        // What cannot be stored as git would is kept, and is nobody's news.
        var states = new FileStates(workspace, new());
        var head = states.InTree(tree, path);
        if (file.TryLoad(head) is { } provenance)
        {
            if (states.OnDisk(path, head) is not { } disk)
                return false;
            provenance.Capture(disk, owner: null, isObserved: false);
            if (!provenance.IsClean)
                return false;
        }

        return file.TryForget();
    }
}
