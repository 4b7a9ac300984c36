using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Refs;
using GitCommitTasks.Scope;
using GitCommitTasks.Trees;

namespace GitCommitTasks;

/// <summary>An open working tree with everything an operation needs: repository, refs, lock, settings, clock, diagnostics.</summary>
/// <remarks>Holds no process-wide state and no current directory; several may be open at once, in one process or in many.</remarks>
internal sealed class Workspace : IDisposable
{
    /// <summary>A thousand times what reading and writing a file takes.</summary>
    public static readonly TimeSpan ShortestPathWait = TimeSpan.FromSeconds(5);

    private Workspace(
        string directory, GitRepository repository, ScopedSettings settings, LockSettings lockSettings, IReadOnlyDictionary<string, string> environment, TimeProvider time, DiagnosticBag diagnostics)
    {
        (Directory, Repository, Settings, LockSettings) = (directory, repository, settings, lockSettings);
        (Environment, Time, Diagnostics) = (environment, time, diagnostics);
        var permissions = SharedPermissions.Parse(repository.Configuration["core.sharedrepository"]);
        Scoped = new ScopedDirectory(repository.Layout.GitDirectory) { Permissions = permissions };
        RefFiles = new RefStore(repository.Layout.GitDirectory, repository.Layout.CommonDirectory);
        Refs = repository.Engines.Refs is { } need ? new PlumbedRefs(repository.Program, need) : RefFiles;
        RefCaller = repository.Engines.Refs is { } caller ? new RefCaller(caller) : null;
        Trees = new TreeReader(repository.Objects);
        Index = new IndexReader(repository.Layout.IndexFile, repository.Layout.GitDirectory, repository.Objects.Format, repository.Program, time) { Permissions = permissions };
    }

    /// <summary>Absolute path that relative paths begin at.</summary>
    public string Directory { get; }

    public GitRepository Repository { get; }

    public ScopedSettings Settings { get; }

    /// <summary>The settings as they were given.</summary>
    public LockSettings LockSettings { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public TimeProvider Time { get; }

    public DiagnosticBag Diagnostics { get; }

    public ScopedDirectory Scoped { get; }

    /// <summary>The refs, whatever their format.</summary>
    public IRefs Refs { get; }

    /// <summary>Where the files of refs and their locks are; what is in them only where <see cref="Refs"/> are files.</summary>
    public RefStore RefFiles { get; }

    /// <summary>The commit that <c>refs/stash</c> is at; null where nothing is stashed, it cannot be read, or refs are no files.</summary>
    public Oid? ReadStash()
    {
        try
        {
            return RefFiles.Read("refs/stash");
        }
        catch (IOException)
        {
            // Malformed: git says so to whoever uses it.
            return null;
        }
    }

    /// <summary>Set where git itself moves the branch: refs that are no files, and the hook <c>reference-transaction</c>.</summary>
    public RefCaller? RefCaller { get; set; }

    public TreeReader Trees { get; }

    /// <summary>Reads the shared index.</summary>
    public IndexReader Index { get; }

    /// <summary>Absolute path of the lock's visible record.</summary>
    public string RecordFile => Settings.RecordFile ?? Scoped.RecordFile;

    /// <summary>Opens the working tree around <paramref name="directory"/>, or reports why not and returns null.</summary>
    /// <param name="directory">Absolute path.</param>
    /// <param name="lockSettings">Settings that were given.</param>
    /// <param name="environment">The environment that git would see; null for the process's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public static Workspace? TryOpen(
        string directory, LockSettings lockSettings, IReadOnlyDictionary<string, string>? environment, TimeProvider time, DiagnosticBag diagnostics)
    {
        environment ??= ProcessEnvironment();
        if (GitRepository.TryOpen(directory, environment, diagnostics) is not { } repository)
            return null;
        if (ScopedSettings.Resolve(lockSettings, repository.Layout.Top, repository.Configuration, environment, diagnostics) is { } settings)
        {
            var workspace = new Workspace(directory, repository, settings, lockSettings, environment, time, diagnostics);
            if (settings.RecordFileSetting is not { Path: { } record } setting || SettingPlace.WhyNoRecord(record, workspace) is not { } why)
                return workspace;
            diagnostics.Report(Catalog.SettingInvalid.With(setting.Name, setting.Text, why));
        }

        repository.Dispose();
        return null;
    }

    /// <summary>Resolves a scope, or reports why not and returns null.</summary>
    public CommitScope? ResolveScope(IReadOnlyList<string> paths) =>
        CommitScope.Resolve(paths, Directory, Repository.Layout.Top, [RecordFile], IsForeign, Diagnostics);

    /// <summary>The scope of one path, and of everything below it.</summary>
    public CommitScope ScopeOf(Objects.RepositoryPath path) => CommitScope.Of(path, Repository.Layout.Top, [RecordFile]);

    /// <summary>The tree of a commit; null for no commit.</summary>
    /// <exception cref="IOException">The commit cannot be read.</exception>
    public Objects.Oid? TreeOf(Objects.Oid? commit) => commit is { } id ? CommitObject.Read(Repository.Objects, id).Tree : null;

    /// <summary>The shared index as it is now.</summary>
    /// <exception cref="InvalidDataException">It is corrupt.</exception>
    /// <exception cref="UnsupportedIndexException">It is of a kind the reader does not know.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IndexSnapshot ReadIndex() => Index.Read();

    /// <summary>An absolute path as it is shown: relative to the top of the working tree, forward slashes. A relative one stays as it is.</summary>
    public string RelativeToTop(string path) =>
        Path.IsPathRooted(path) ? Path.GetRelativePath(Repository.Layout.Top, path).Replace(Path.DirectorySeparatorChar, '/') : path;

    /// <summary>Whether a process that waits for this one to end holds the commit lock: <c>lock run</c>, or a commit whose hook this is. Says so (GCT1018).</summary>
    /// <param name="orByAncestor">Whether it is enough that a process which started this one holds it, as a build does whose update target runs us. It may not wait for this
    /// one: so only for what needs no exclusion.</param>
    /// <remarks>Taking the lock would wait for ever. The nonce in the record tells a holder of now from one of then. That several such processes may commit
    /// at once does no harm: the compare-and-swap makes commits correct.</remarks>
    public bool IsLockedForUs(bool orByAncestor = false)
    {
        var nonce = Environment.GetValueOrDefault(CommitLockHandle.HeldVariable);
        if ((nonce is not { Length: > 0 } && !orByAncestor) || RecordSighting.TryRead(RecordFile)?.Record is not { } record)
            return false;
        if (record.Nonce != nonce && !(orByAncestor && ProcessIdentity.Default.IsAncestor(record)))
            return false;
        Diagnostics.Report(Catalog.LockHeldForUs.With(record.Pid, record.Command));
        return true;
    }

    /// <summary>The nonces of the edit windows that this process is inside of: those of <c>run</c>s that wait for it to end.</summary>
    public IReadOnlyList<string> EnclosingWindows => Environment.GetValueOrDefault(EditWindow.InsideVariable)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Waits for the commit lock. A wait that is cancelled is reported (GCT9012), like every other end of it.</summary>
    /// <param name="owner">Whom the work is for, for the record.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public LockAttempt AcquireLock(string? owner, CancellationToken cancellation)
    {
        var attempt = new CommitLock(Scoped, LockOptions(owner), Time, Diagnostics).Acquire(cancellation);
        if (attempt.Outcome == LockOutcome.Cancelled)
            Diagnostics.Report(Catalog.Cancelled.With("The lock was not acquired; nothing was changed."));
        return attempt;
    }

    /// <summary>How the lock of a single path is waited for. It is held for milliseconds only, so that "try once" means the windows and the commit lock, not this.</summary>
    public LockOptions PathLockOptions() => new()
    {
        Timeout = Settings.Timeout > ShortestPathWait ? Settings.Timeout : ShortestPathWait,
        StaleAfter = Settings.StaleAfter,
        Command = LockSettings.Command,
    };

    /// <summary>Closes the repository. Safe to call again.</summary>
    public void Dispose() => Repository.Dispose();

    /// <summary>A directory that became a repository after files of it were tracked is a directory still (dir.c, <c>directory_exists_in_index</c>).</summary>
    private bool IsForeign(Objects.RepositoryPath directory)
    {
        if (!new NestedRepositories(Repository.Layout).IsOne(directory))
            return false;
        try
        {
            return !ReadIndex().File.Within(directory).Any(e => e.Path != directory);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnsupportedIndexException)
        {
            // Whoever needs the index says what is wrong with it; a repository is there in any case.
            return true;
        }
    }

    private LockOptions LockOptions(string? owner) => new()
    {
        Timeout = Settings.Timeout,
        Retries = LockSettings.Retries,
        StaleAfter = Settings.StaleAfter,
        RecordFile = Settings.RecordFile,
        Owner = owner,
        Command = LockSettings.Command,
        Task = LockSettings.Task,
        Session = LockSettings.Session,
        Build = LockSettings.Build,
        WaitObserver = LockSettings.WaitObserver,
    };

    private static Dictionary<string, string> ProcessEnvironment()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string)variable.Value!;
        return variables;
    }
}
