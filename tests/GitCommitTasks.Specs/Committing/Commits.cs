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

    public static CommitResult Commit(this TemporaryRepository repository, params string[] paths) => ScopedCommit.Run(repository.Request(paths));

    /// <summary>The codes of everything reported that is more than a message.</summary>
    public static string[] Codes(this CommitResult result) =>
        [.. result.Diagnostics.Where(d => d.Severity != GitCommitTasks.Diagnostics.DiagnosticSeverity.Message).Select(d => d.Code)];

    /// <summary>The files of the commit as git's name-status would say them.</summary>
    public static string[] Names(this CommitResult result) => [.. result.Files.Select(f => $"{f.Status}:{f.Path}")];
}
