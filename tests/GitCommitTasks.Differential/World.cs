namespace GitCommitTasks.Differential;

/// <summary>A scenario's state on disk: built once, copied for everybody who commits of it, and always at the same absolute path while it is used.</summary>
/// <remarks>At the same path, because some of it holds paths: a linked worktree, a hook's environment.</remarks>
internal sealed class World : IDisposable
{
    private const string Date = "1700000000 +0100";

    private readonly string root = Scratch.NewDirectory();
    private readonly Scenario scenario;
    private int used;

    public World(Scenario scenario)
    {
        this.scenario = scenario;
        Environment = new()
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH")!,
            ["HOME"] = Path.Combine(Current, "home"),
            ["WORLD"] = Current,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CEILING_DIRECTORIES"] = Current,
            ["GIT_AUTHOR_DATE"] = Date,
            ["GIT_COMMITTER_DATE"] = Date,
            ["LC_ALL"] = "C.UTF-8",
            ["TZ"] = "UTC",
        };
        if (Script.RefFormat is { } format)
            Environment["GIT_DEFAULT_REF_FORMAT"] = format;
    }

    /// <summary>Absolute path of the state that is in use.</summary>
    public string Current => Path.Combine(root, "w");

    /// <summary>Absolute path of the directory that the commit is made from.</summary>
    public string Place => Path.GetFullPath(Path.Combine(Current, "tree", scenario.From));

    private Dictionary<string, string> Environment { get; }

    /// <summary>Builds the state, makes more copies of it for <see cref="InNextCopy"/>, and commits with git in the first.</summary>
    public Observation BuildAndCommitWithGit(int copies)
    {
        var script = Script.Build(scenario) + Script.Copies(copies) + Script.CommitWithGit(scenario) + Script.Observe(scenario, null, isChecked: true);
        return Observation.Of(Shell.Run(script, Environment), Current);
    }

    /// <summary>Goes on to the next copy, commits in it, and returns what that left.</summary>
    /// <param name="frontEnd">For the environment.</param>
    /// <param name="known">The commit whose content need not be looked at again.</param>
    /// <param name="commit">Is given the environment, and returns the outcome.</param>
    public Observation InNextCopy(FrontEnd frontEnd, string known, Func<IReadOnlyDictionary<string, string>, string> commit)
    {
        Directory.Move(Current, Current + ".done" + used);
        Directory.Move($"{Current}.{used}", Current);
        used++;
        var outcome = commit(EnvironmentOf(frontEnd));
        // What git has written need not be checked; what libgit2 has written must be.
        var left = Observation.Of(Shell.Run(Script.Observe(scenario, known, isChecked: frontEnd.Engine != "git"), Environment), Current);
        left.Outcome = outcome;
        return left;
    }

    public void Dispose() => Scratch.Remove(root);

    private Dictionary<string, string> EnvironmentOf(FrontEnd frontEnd)
    {
        Dictionary<string, string> all = new(Environment);
        foreach (var (name, value) in scenario.Environment)
            all[name] = value.Replace("$WORLD", Current, StringComparison.Ordinal);
        all["GIT_SCOPED_ENGINE"] = frontEnd.Engine;
        return all;
    }
}
