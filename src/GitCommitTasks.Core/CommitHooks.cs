using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Journaling;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;
using GitCommitTasks.Refs;
using GitCommitTasks.Scope;
using GitCommitTasks.Trees;

namespace GitCommitTasks;

/// <summary>What the hooks made of a commit.</summary>
/// <param name="Files">The files to commit.</param>
/// <param name="Message">Its message, not cleaned yet.</param>
internal sealed record HookedCommit(IReadOnlyList<CapturedFile> Files, byte[] Message);

/// <summary>Runs the hooks of a commit as git runs them (<see href="https://git-scm.com/docs/githooks">githooks(5)</see>): through <c>git hook run</c>, with a
/// private index that holds the commit to be.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> No hook runs under <c>index.lock</c>, and on the command line none under the commit lock. What a hook stages inside of the scope is part
/// of the commit; what it stages outside is kept out of it, and said so (GCT2021). The shared index is not changed by a hook that stages.</para>
/// <para><b>Does not guarantee</b> that a hook leaves the working tree alone; nor does git.</para>
/// <para>Under MSBuild the lock is held while hooks run; one that calls <c>git scoped</c> is told so, and does not wait for it.</para>
/// <para><b>If the process dies here</b>, the next operation removes the private index and the message by the journal.</para>
/// </remarks>
internal sealed class CommitHooks(Workspace workspace, CommitRequest request, CommitLockHandle? held, CancellationToken cancellation)
{
    private static readonly string[] BeforeCommit = ["pre-commit", "prepare-commit-msg", "commit-msg"];

    private readonly HookFiles hooks = new(workspace.Repository.Layout, workspace.Repository.Configuration, workspace.Environment, request.NoVerify);

    /// <summary>Whether a hook would run before the commit is made.</summary>
    public bool RunBeforeCommit => !request.DryRun && BeforeCommit.Any(hooks.Has);

    /// <summary>Runs <c>pre-commit</c>, <c>prepare-commit-msg</c> and <c>commit-msg</c>.</summary>
    /// <param name="scope">Where a hook's staging is taken.</param>
    /// <param name="tree">The tree of the branch tip.</param>
    /// <param name="files">The files to commit.</param>
    /// <param name="author">For the environment of the hooks.</param>
    /// <param name="message">The message so far.</param>
    /// <returns>What they made of it, or null after reporting that one refused (GCT2020).</returns>
    /// <exception cref="IOException">Git or the file system failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the running hook was ended.</exception>
    public HookedCommit? Run(CommitScope scope, Oid? tree, IReadOnlyList<CapturedFile> files, Signature author, byte[] message)
    {
        if (!RunBeforeCommit)
            return new HookedCommit(files, message);
        workspace.Scoped.Create();
        using var journal = Journal.Begin(workspace.Scoped, JournalRecord.ForTemporaryFiles());
        try
        {
            var planned = TreeComposer.Compose(workspace.Repository.Objects, tree, files.Select(f => new TreeChange(f.Path, f.Entry)));
            var index = PrivateIndex.Of(
                workspace.Repository.Program, $"the hook '{BeforeCommit.First(hooks.Has)}'", workspace.Repository.Layout.IndexFile, journal.NewTemporaryPath(), planned, cancellation);
            var environment = EnvironmentFor(author, index.Path);
            if (!TryRun("pre-commit", environment))
                return null;
            files = new HookStaging(workspace, scope).Fold(files, planned, index, cancellation);
            // Git asks for a message only when there is something to say it of.
            if (!request.AllowEmpty && files.All(f => workspace.Trees.Find(tree, f.Path) == f.Entry))
                return new HookedCommit(files, message);
            return ChangeMessage(message, journal.NewTemporaryPath(), environment) is { } changed ? new HookedCommit(files, changed) : null;
        }
        finally
        {
            journal.RemoveTemporaryFiles();
        }
    }

    /// <summary>Runs <c>post-index-change</c> and <c>post-commit</c>. The commit is made: a hook that fails is a warning (GCT2023).</summary>
    /// <param name="author">For the environment of the hooks.</param>
    public void RunAfterCommit(Signature author)
    {
        // Its arguments: neither the working tree nor the skip-worktree bits were changed.
        RunAfterCommit("post-index-change", new Dictionary<string, string?>(), "0", "0");
        RunAfterCommit("post-commit", EnvironmentFor(author, Shown(workspace.Repository.Layout.IndexFile)));
    }

    /// <summary>On whose behalf git moves the ref, where the hook <c>reference-transaction</c> has a say in that; null where there is none.</summary>
    /// <param name="author">For the environment of the hook.</param>
    public RefCaller? CallerOfRefs(Signature author) => !hooks.Has("reference-transaction") ? null : new RefCaller("the hook 'reference-transaction'", request.OnOutput)
    {
        IsHook = true,
        Directory = workspace.Directory,
        Environment = Told(AuthorOf(author)),
    };

    private void RunAfterCommit(string hook, Dictionary<string, string?> environment, params string[] arguments)
    {
        try
        {
            if (hooks.Has(hook) && Call(hook, environment, arguments) is { ExitCode: not 0 } failed)
                workspace.Diagnostics.Report(Catalog.HookFailedAfterwards.With(hook, $"ended with exit code {failed.ExitCode}: {LastWords(failed)}"));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Git is missing, or the hook was ended by a cancellation: the commit is made all the same.
            workspace.Diagnostics.Report(Catalog.HookFailedAfterwards.With(hook, $"did not come to its end: {e.Message.TrimEnd('.')}"));
        }
    }

    private bool TryRun(string hook, Dictionary<string, string?> environment, params string[] arguments)
    {
        if (!hooks.Has(hook) || Call(hook, environment, arguments) is not { ExitCode: not 0 } refused)
            return true;
        workspace.Diagnostics.Report(Catalog.HookRefused.With(hook, refused.ExitCode, LastWords(refused)));
        return false;
    }

    /// <summary>Has the hooks change the message, in a file of this commit alone: <c>.git/COMMIT_EDITMSG</c> is everybody's.</summary>
    private byte[]? ChangeMessage(byte[] message, string directory, Dictionary<string, string?> environment)
    {
        if (!hooks.Has("prepare-commit-msg") && !hooks.Has("commit-msg"))
            return message;
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, "COMMIT_EDITMSG");
        File.WriteAllBytes(file, message);
        return TryRun("prepare-commit-msg", environment, Shown(file), "message") && TryRun("commit-msg", environment, Shown(file))
            ? File.ReadAllBytes(file)
            : null;
    }

    private GitOutput Call(string hook, Dictionary<string, string?> environment, string[] arguments) => workspace.Repository.Program.Run(
        new GitCall($"the hook '{hook}'", ["hook", "run", hook, "--", .. arguments])
        {
            // Where the caller is: git tells hooks by GIT_PREFIX, and runs them at the top.
            Directory = workspace.Directory,
            Environment = Told(environment),
            IsUsersOwn = true,
            OnErrorLine = request.OnOutput,
        },
        cancellation);

    /// <summary>What <c>git commit -m</c> adds to the environment of its hooks (builtin/commit.c, <c>run_commit_hook</c> and <c>export_one</c>).</summary>
    private static Dictionary<string, string?> EnvironmentFor(Signature author, string index) => new(AuthorOf(author)) { ["GIT_INDEX_FILE"] = index, ["GIT_EDITOR"] = ":" };

    private static Dictionary<string, string?> AuthorOf(Signature author) => new()
    {
        ["GIT_AUTHOR_NAME"] = author.Name,
        ["GIT_AUTHOR_EMAIL"] = author.Email,
        ["GIT_AUTHOR_DATE"] = "@" + author.Time,
    };

    private Dictionary<string, string?> Told(Dictionary<string, string?> environment) =>
        held is null ? environment : new(environment) { [CommitLockHandle.HeldVariable] = held.Nonce };

    /// <summary>As git shows a path of the git directory to hooks, which run at the top.</summary>
    private string Shown(string path) => workspace.RelativeToTop(path) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : path;

    private static string LastWords(GitOutput output) =>
        output.Errors.TrimEnd().Split('\n').LastOrDefault(l => l.Trim().Length > 0)?.Trim().TrimEnd('.') ?? "it said nothing";
}
