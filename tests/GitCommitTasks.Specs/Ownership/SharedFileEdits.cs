using GitCommitTasks.Diagnostics;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Edits and commits of one shared file of a <see cref="TemporaryRepository"/>.</summary>
internal static class SharedFileEdits
{
    public const string Shared = "shared.txt";

    /// <summary>Edits the file in a window of the owner's.</summary>
    public static void Edit(this TemporaryRepository repository, string owner, Func<string, string> change) =>
        repository.InWindow(owner, () => repository.Write(Shared, change(repository.Text())));

    public static void InWindow(this TemporaryRepository repository, string owner, Action edit)
    {
        repository.Begin(owner).ShouldBeTrue();
        edit();
        repository.End(owner).ShouldBe(1, "one window is closed");
    }

    /// <summary>Edits anything in windows of the owner's on the paths.</summary>
    public static void EditIn(this TemporaryRepository repository, string owner, Action edit, params string[] paths)
    {
        repository.InWorkspace(w => new EditWindows(w).TryBegin(w.ResolveScope(paths)!, owner, isLease: true, TestContext.Current.CancellationToken))
            .ShouldNotBeNull();
        edit();
        repository.InWorkspace(w => new EditWindows(w).End(w.ResolveScope(paths)!, owner, TestContext.Current.CancellationToken));
    }

    public static bool Begin(this TemporaryRepository repository, string owner) => repository.InWorkspace(w =>
        new EditWindows(w).TryBegin(w.ResolveScope([Shared])!, owner, isLease: true, TestContext.Current.CancellationToken) is not null);

    public static int End(this TemporaryRepository repository, string owner) =>
        repository.InWorkspace(w => new EditWindows(w).End(null, owner, TestContext.Current.CancellationToken).Count);

    public static CommitResult CommitAs(this TemporaryRepository repository, string? owner) =>
        ScopedCommit.Run(repository.Request(Shared) with { Owner = owner, Message = $"by {owner ?? "nobody"}" });

    public static string Text(this TemporaryRepository repository) => File.ReadAllText(repository[Shared]);

    /// <summary>Commits everything with plain git, if there is anything.</summary>
    public static void GitCommitAll(this TemporaryRepository repository)
    {
        repository.Git("add", "--all");
        repository.TryGit("commit", "--quiet", "-m", "plain");
    }

    /// <summary>The directory in which everything about the shared file is kept.</summary>
    public static string ProvenanceFolder(this TemporaryRepository repository) =>
        repository.InWorkspace(w => new ProvenanceStore(w.Scoped, w.Diagnostics).DirectoryOf(new RepositoryPath(Shared)));

    /// <summary>The lines that the last commit added and took away, with <c>+</c> and <c>-</c>.</summary>
    public static string[] LastDiff(this TemporaryRepository repository) => [.. repository.Git("show", "--format=", "--unified=0", "--text", "HEAD").Split('\n')
        .Where(l => l.Length > 0 && l[0] is '+' or '-' && !l.StartsWith("+++", StringComparison.Ordinal) && !l.StartsWith("---", StringComparison.Ordinal))];

    /// <summary>What the disk has, without conversions; null when there is nothing.</summary>
    public static byte[]? Bytes(this TemporaryRepository repository) => new FileInfo(repository[Shared]) switch
    {
        { LinkTarget: { } target } => System.Text.Encoding.UTF8.GetBytes("-> " + target),
        { Exists: true } => File.ReadAllBytes(repository[Shared]),
        _ => null,
    };

    public static T InWorkspace<T>(this TemporaryRepository repository, Func<Workspace, T> action, TimeProvider? time = null)
    {
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, time ?? TimeProvider.System, new DiagnosticBag())!;
        return action(workspace);
    }
}
