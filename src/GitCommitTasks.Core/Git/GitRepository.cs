using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Git;

/// <summary>An open repository with a working tree: where its parts are, its configuration and its objects.</summary>
/// <remarks>Everything it opens is closed by <see cref="Dispose"/>. Nothing is written by opening one.</remarks>
internal sealed class GitRepository : IDisposable
{
    private nint handle;

    private GitRepository(
        RepositoryLayout layout, GitConfiguration configuration, EngineChoice engines, GitProgram program, nint handle, IReadOnlyDictionary<string, string> environment)
    {
        (Layout, Configuration, Engines, Program, this.handle) = (layout, configuration, engines, program, handle);
        Durability = FsyncComponents.Read(configuration);
        (Objects, Stored) = OpenObjects();
        Rules = new PathRules(layout, configuration, handle, environment, engines.Rules is { } need ? new PlumbedRules(program, need) : null);
    }

    public RepositoryLayout Layout { get; }

    public GitConfiguration Configuration { get; }

    /// <summary>Which steps git itself does.</summary>
    public EngineChoice Engines { get; }

    /// <summary>Its objects; what a partial clone lacks is fetched.</summary>
    public IObjectStore Objects { get; }

    /// <summary>Its objects as far as they are stored here: for looking back, which is not worth fetching anything.</summary>
    public IObjectStore Stored { get; }

    /// <summary>Attributes, ignore rules and the conversions they ask for.</summary>
    public PathRules Rules { get; }

    /// <summary>Git itself, for the steps that nobody else does as git does them.</summary>
    public GitProgram Program { get; }

    /// <summary>What is flushed to the disk.</summary>
    public FsyncComponents Durability { get; }

    /// <summary>Opens the repository around <paramref name="directory"/>, or reports why that cannot be done and returns null.</summary>
    /// <param name="directory">Absolute path inside the working tree.</param>
    /// <param name="environment">The environment variables that git would see.</param>
    /// <param name="diagnostics">Receives GCT9001, 9002, 9004, 9010, 9011, 9013, 9015, 9017 or 9018.</param>
    public static GitRepository? TryOpen(string directory, IReadOnlyDictionary<string, string> environment, DiagnosticBag diagnostics)
    {
        var layout = RepositoryLayout.Discover(directory, environment, out var isBare);
        if (layout is null)
        {
            diagnostics.Report((isBare ? Catalog.BareRepository : Catalog.NotARepository).With(directory));
            return null;
        }

        try
        {
            return TryOpen(layout, environment, diagnostics);
        }
        catch (IOException e)
        {
            // libgit2 or the file system could not read the configuration or the repository.
            diagnostics.Report(DiagnosedException.Describe(e, $"opening '{layout.Top}'", "Nothing was changed."));
            return null;
        }
    }

    /// <summary>The commit that <paramref name="text"/> names, or null when it names none, or more than one.</summary>
    /// <param name="text">As for git (gitrevisions(7)): an id in full or abbreviated, a branch, a tag, <c>HEAD</c>, <c>HEAD~1</c>.</param>
    /// <exception cref="IOException">The repository could not be read.</exception>
    public Oid? TryResolveCommit(string text)
    {
        if (Engines.Rules is not { } need)
            return CommitName.TryResolve(handle, text);
        var isName = text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal);
        return isName && GitWords.TryResolve(Program, need, text + "^{commit}") is { } id ? Oid.Parse(id) : null;
    }

    /// <summary>Closes everything. Safe to call again.</summary>
    public void Dispose()
    {
        (Objects as IDisposable)?.Dispose();
        (Stored as IDisposable)?.Dispose();
        Rules.Dispose();
        var open = Interlocked.Exchange(ref handle, 0);
        if (open != 0)
            NativeLibGit2.RepositoryFree(open);
    }

    /// <summary>The program runs at the top, wherever the variables that place the repository were relative to.</summary>
    private static IReadOnlyDictionary<string, string> WithAbsolutePlaces(RepositoryLayout layout, IReadOnlyDictionary<string, string> environment) =>
        environment.ContainsKey("GIT_DIR")
            ? new Dictionary<string, string>(environment) { ["GIT_DIR"] = layout.GitDirectory, ["GIT_WORK_TREE"] = layout.Top }
            : environment;

    private static GitRepository? TryOpen(RepositoryLayout layout, IReadOnlyDictionary<string, string> environment, DiagnosticBag diagnostics)
    {
        var configuration = GitConfiguration.Read(layout, repository: 0, environment);
        if (EngineChoice.Find(configuration, environment, diagnostics) is not { } engines)
            return null;
        // libgit2 looks for safe.directory in the files of the process's home, not where GIT_CONFIG_GLOBAL says: where it matters, git is asked.
        if (engines.Rules is null && !layout.IsOwn)
            engines = engines with { Rules = $"a repository of another user, '{layout.Top}'," };
        var program = new GitProgram(layout.Top, WithAbsolutePlaces(layout, environment));
        if (engines.Objects is null && (engines.RefsAreFiles ? ReplaceRefs.AreIn(layout.CommonDirectory) : ReplaceRefs.AreKnownTo(program, engines.Refs!)))
            engines = engines with { Objects = "a replaced object (refs/replace)" };
        var refusal = FindForeignEnvironment(layout, environment)
            ?? (configuration.Is("core.bare", otherwise: false) && !environment.ContainsKey("GIT_WORK_TREE") ? Catalog.BareRepository.With(layout.GitDirectory) : null)
            ?? FindForeignTop(layout, configuration, environment)
            ?? (engines.Rules is { } asks ? FindRefusalByGit(layout, program, asks) : null);
        if (refusal is not null)
        {
            diagnostics.Report(refusal);
            return null;
        }

        return engines.Rules is { } need
            ? new GitRepository(layout, GitConfiguration.Of(GitWords.Configuration(program, need)), engines, program, handle: 0, environment)
            : TryOpenByLibGit2(layout, configuration, engines, program, environment, diagnostics);
    }

    private static GitRepository? TryOpenByLibGit2(
        RepositoryLayout layout, GitConfiguration configuration, EngineChoice engines, GitProgram program, IReadOnlyDictionary<string, string> environment, DiagnosticBag diagnostics)
    {
        var result = NativeLibGit2.RepositoryOpen(out var handle, layout.GitDirectory);
        if (result == NativeLibGit2.Owner)
        {
            diagnostics.Report(Catalog.OwnershipDoubtful.With(layout.Top));
            return null;
        }

        NativeLibGit2.Check(result, $"opening '{layout.GitDirectory}'");
        GitConfiguration.Use(layout, handle, environment);
        // includeIf.gitdir needs the open repository; the second reading is paid only by those who use it.
        if (configuration.NamesUnder("includeif.").Any())
            configuration = GitConfiguration.Read(layout, handle, environment);
        return new GitRepository(layout, configuration, engines, program, handle, environment);
    }

    /// <summary>A format that git does not know, or a repository that it does not trust: git's own check in the place of libgit2's.</summary>
    private static Diagnostic? FindRefusalByGit(RepositoryLayout layout, GitProgram program, string need) => GitWords.WhyRefused(program, need) switch
    {
        null => null,
        { } words when words.Contains("dubious ownership", StringComparison.Ordinal) => Catalog.OwnershipDoubtful.With(layout.Top),
        { } words when words.Contains("repo version", StringComparison.Ordinal) || words.Contains("extension", StringComparison.Ordinal) =>
            Catalog.FormatUnsupported.With($"{need} (git: '{words}')"),
        // Damage, a HEAD that says nothing for example: the step that meets it knows better what to say.
        _ => null,
    };

    private (IObjectStore All, IObjectStore Stored) OpenObjects()
    {
        var scoped = new ScopedDirectory(Layout.GitDirectory);
        if (Engines.Objects is { } need)
        {
            var plumbed = new PlumbedObjects(Program, need, Engines.Format, scoped);
            return (plumbed, Engines.Missing is null ? plumbed : new PlumbedObjects(Program, need, Engines.Format, scoped) { Fetches = false });
        }

        var stored = new ObjectStore(Layout.ObjectsDirectory, Durability.LooseObjects);
        return (Engines.Missing is { } missing ? new PartialObjects(stored, new PlumbedObjects(Program, missing, Engines.Format, scoped)) : stored, stored);
    }

    /// <summary>A working tree elsewhere. A submodule's configuration names just where it is.</summary>
    private static Diagnostic? FindForeignTop(RepositoryLayout layout, GitConfiguration configuration, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.ContainsKey("GIT_DIR"))
            return null;
        if (environment.TryGetValue("GIT_WORK_TREE", out var tree) && Path.GetFullPath(tree, layout.Top) != layout.Top)
            return Catalog.EnvironmentVariable.With("GIT_WORK_TREE");
        return configuration["core.worktree"] is { } configured && Path.TrimEndingDirectorySeparator(Path.GetFullPath(configured, layout.GitDirectory)) != layout.Top
            ? Catalog.FormatUnsupported.With($"core.worktree={configured}")
            : null;
    }

    /// <summary>Variables by which git would work on another index, object store or namespace than the one found here.</summary>
    private static Diagnostic? FindForeignEnvironment(RepositoryLayout layout, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var name in (string[])["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_COMMON_DIR", "GIT_QUARANTINE_PATH"])
        {
            if (environment.ContainsKey(name))
                return Catalog.EnvironmentVariable.With(name);
        }

        var foreignIndex = environment.TryGetValue("GIT_INDEX_FILE", out var index)
            && Path.GetFullPath(index, layout.Top) != layout.IndexFile;
        return foreignIndex ? Catalog.EnvironmentVariable.With("GIT_INDEX_FILE") : null;
    }
}
