using CliWrap.Buffered;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Runs scoped commits in process on a <see cref="TemporaryRepository"/>.</summary>
internal static class Commits
{
    public static CommitRequest Request(this TemporaryRepository repository, params string[] paths) => new()
    {
        Directory = repository.Top,
        Paths = paths,
        Message = "scoped",
        Environment = repository.Environment,
    };

    public static CommitResult Commit(this TemporaryRepository repository, params string[] paths) => repository.Request(paths).Run();

    public static CommitResult Run(this CommitRequest request) => ScopedCommit.Run(request, cancellation: TestContext.Current.CancellationToken);

    /// <summary>Commits, and lets <paramref name="meanwhile"/> happen when <paramref name="step"/> is reached for the first time.</summary>
    public static CommitResult CommitWhile(this TemporaryRepository repository, CommitStep step, Action meanwhile, params string[] paths) =>
        repository.Request(paths).At(step, meanwhile).Run();

    /// <summary>The request, with something that happens when <paramref name="step"/> is reached for the first time.</summary>
    public static CommitRequest At(this CommitRequest request, CommitStep step, Action meanwhile)
    {
        var done = false;
        return request with
        {
            AtStep = at =>
            {
                if (at != step || done)
                    return;
                done = true;
                meanwhile();
            },
        };
    }

    /// <summary>Changes files and commits all of them with plain git.</summary>
    public static void GitCommit(this TemporaryRepository repository, params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
            repository.Write(path, content);
        repository.Git(["add", "-f", "--", .. files.Select(f => f.Path)]);
        repository.Git("commit", "--quiet", "-m", "plain");
    }

    /// <summary>Runs git with more variables than the repository's own.</summary>
    public static string GitWith(this TemporaryRepository repository, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var result = repository.Command("git", arguments).WithEnvironmentVariables(environment!).ExecuteBufferedAsync().GetAwaiter().GetResult();
        result.ExitCode.ShouldBe(0, result.StandardError);
        return result.StandardOutput;
    }

    /// <summary>Runs a script with sh at the top; it must succeed.</summary>
    public static string Shell(this TemporaryRepository repository, string script)
    {
        var result = repository.Command("sh", "-e", "-c", script).ExecuteBufferedAsync().GetAwaiter().GetResult();
        result.ExitCode.ShouldBe(0, result.StandardError);
        return result.StandardOutput;
    }

    /// <summary>What a finished operation must not leave in the git directory: lock files, tickets, journals, temporary files, the record.</summary>
    public static string[] Leftovers(this TemporaryRepository repository)
    {
        var locks = Directory.EnumerateFiles(repository.GitDirectory, "*.lock", SearchOption.AllDirectories);
        var scoped = Path.Combine(repository.GitDirectory, "scoped");
        var ours = Directory.Exists(scoped) ? Directory.EnumerateFiles(scoped, "*", SearchOption.AllDirectories) : [];
        return [.. locks.Concat(ours).Select(f => Path.GetRelativePath(repository.GitDirectory, f))
            .Where(f => f is not ("scoped/lock" or "scoped/recent" or "scoped/errors.json" or "scoped/errors.lock")).Distinct().Order()];
    }

    /// <summary>HEAD, its branch, status and the index with all its stat data, except what <c>git status</c> itself would refresh.</summary>
    public static string Snapshot(this TemporaryRepository repository) => string.Join('\n',
        repository.TryGit("rev-parse", "HEAD").StandardOutput,
        repository.TryGit("symbolic-ref", "HEAD").StandardOutput,
        repository.TryGit("--no-optional-locks", "ls-files", "-s", "--debug").StandardOutput,
        repository.TryGit("--no-optional-locks", "status", "--porcelain=v2").StandardOutput);

    /// <summary>The codes of everything reported that is more than a message.</summary>
    public static string[] Codes(this CommitResult result) =>
        [.. result.Diagnostics.Where(d => d.Severity != GitCommitTasks.Diagnostics.DiagnosticSeverity.Message).Select(d => d.Code)];

    /// <summary>The files of the commit as git's name-status would say them.</summary>
    public static string[] Names(this CommitResult result) => [.. result.Files.Select(f => $"{f.Status}:{f.Path}")];
}
