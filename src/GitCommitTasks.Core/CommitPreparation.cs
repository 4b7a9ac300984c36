using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Refs;
using GitCommitTasks.Scope;
using GitCommitTasks.Trees;

namespace GitCommitTasks;

/// <summary>Everything of a commit that needs no lock: resolve the tip, capture the scope, attribute, compose the tree, name the commit.</summary>
/// <remarks>Stores the files' contents only, and what a signer is to sign; nothing refers to them, so rolling back is doing nothing. Trees and commit are stored when the commit's turn
/// has come: while others commit, it is put on another tip each time.</remarks>
internal sealed class CommitPreparation(Workspace workspace, CommitRequest request, CommitLockHandle? held, CancellationToken cancellation)
{
    private readonly GitRepository repository = workspace.Repository;
    private readonly DiagnosticBag diagnostics = workspace.Diagnostics;
    private readonly CommitHooks hooks = new(workspace, request, held, cancellation);
    private CommitSigning? signing;
    private Attribution? attribution;

    /// <summary>Whether programs of the user's run while a commit is prepared or re-rooted (hooks, a signer), which may take any time.</summary>
    public bool RunsPrograms => hooks.RunBeforeCommit || signing is not null;

    /// <summary>Whether the repository and the request can be served as git would; reports what cannot.</summary>
    public bool IsSupported()
    {
        var refusal = OperationInProgress.Find(repository.Layout.GitDirectory)
            ?? (repository.Engines.RefsAreFiles ? null : OperationInProgress.FindInRefs(repository.Program, repository.Engines.Refs!))
            ?? FindInvalidSetting();
        if (refusal is not null)
            diagnostics.Report(refusal);
        return refusal is null && TryResolveSigning();
    }

    /// <summary>What isolation did in the last preparation, also where that came to nothing.</summary>
    public IsolationReport Isolation => attribution?.Report ?? IsolationReport.None;

    /// <summary>Prepares a commit on the tip as it is now, or reports why not and returns null.</summary>
    /// <exception cref="IOException">An object or the index could not be read or written.</exception>
    public PreparedCommit? Prepare(CommitScope scope, CommitMessage draft)
    {
        if (ResolveTip() is not { } tip)
            return null;
        var tree = workspace.TreeOf(tip.Commit);
        var index = workspace.ReadIndex();
        // The tip was read before the files: were it the other way round, an older file could undo what a newer tip holds.
        var captured = new ScopeCapture(repository, workspace.Trees, tree, index, request.Force, diagnostics).Capture(scope);
        attribution = new Attribution(workspace, request);
        attribution.TellOfVanished(scope, captured);
        if (captured is null || attribution.Choose(captured, tree, cancellation) is not { } own)
            return null;
        WarnOfReplacedStaging(own, index, tree);
        var identity = new Identity(repository, workspace.Environment, workspace.Time, diagnostics, cancellation);
        if (identity.FindAuthor(request.Author, request.Date) is not { } author || identity.FindCommitter() is not { } committer
            || hooks.Run(scope, tree, own, author, draft.Draft) is not { } hooked
            || draft.TryFinish(hooked.Message, diagnostics) is not { } message)
            return null;
        workspace.RefCaller = hooks.CallerOfRefs(author) ?? workspace.RefCaller;
        return Write(scope, tip, tree, hooked.Files, attribution.Report, index, new CommitWords(author, committer, draft, message));
    }

    /// <summary>Whether re-rooting would run programs: a signer, or, where somebody committed in the scope, hooks.</summary>
    public bool WouldRunPrograms(PreparedCommit stale) =>
        RunsPrograms && workspace.Refs.ReadHead() is var tip && tip.Reference == stale.Tip.Reference
        && (signing is not null || IsTouched(stale, workspace.TreeOf(tip.Commit)));

    /// <summary>Runs the hooks that follow the commit.</summary>
    public void RunHooksAfterCommit(PreparedCommit made) => hooks.RunAfterCommit(made.Words.Author);

    /// <summary>Puts a prepared commit on the tip as it is now, signed anew. The scope is captured anew only if somebody committed in it.</summary>
    /// <exception cref="IOException">An object or the index could not be read or written.</exception>
    public PreparedCommit? Reroot(PreparedCommit stale)
    {
        if (ResolveTip() is not { } tip)
            return null;
        if (tip.Reference != stale.Tip.Reference)
        {
            diagnostics.Report(Catalog.BranchSwitched.With(stale.Tip.Reference, tip.Reference));
            return null;
        }

        var tree = workspace.TreeOf(tip.Commit);
        return IsTouched(stale, tree)
            ? Prepare(stale.Scope, stale.Words.Draft)
            : Write(stale.Scope, tip, tree, stale.Captured, stale.Isolation, stale.Index, stale.Words);
    }

    /// <summary>Git does not commit where it cannot read this one, whether the reflog is there or not (config.c, <c>git_default_core_config</c>).</summary>
    private Diagnostic? FindInvalidSetting() =>
        repository.Configuration["core.logallrefupdates"] is { } setting && !setting.Equals("always", StringComparison.OrdinalIgnoreCase) && GitConfiguration.TryBoolean(setting) is null
            ? Catalog.SettingInvalid.With("core.logAllRefUpdates", setting, "git knows true, false and always") : null;

    private PreparedCommit? Write(
        CommitScope scope, BranchTip tip, Oid? tree, IReadOnlyList<CapturedFile> captured, IsolationReport isolation, IndexSnapshot index, CommitWords words)
    {
        var changes = captured
            .Select(f => new TreeDifference(f.Path, Leaf(workspace.Trees.Find(tree, f.Path)), f.Entry))
            .Where(d => d.Old != d.New)
            .ToList();
        var objects = new PendingObjects(repository.Objects);
        if (changes.Count == 0 && !request.AllowEmpty)
            return new PreparedCommit(scope, tip, captured, isolation, index, changes, null, words, objects);
        var newTree = TreeComposer.Compose(objects, tree, changes.Select(c => new TreeChange(c.Path, c.New)));
        var commit = signing is null
            ? CommitObject.Write(objects, newTree, tip.Commit, words.Author, words.Committer, words.Message)
            : Signed(objects, newTree, tip, words);
        return commit is null ? null : new PreparedCommit(scope, tip, captured, isolation, index, changes, commit, words, objects);
    }

    /// <summary>Git signs what is stored.</summary>
    private Oid? Signed(PendingObjects objects, Oid tree, BranchTip tip, CommitWords words)
    {
        objects.Store();
        return signing!.TryWrite(tree, tip.Commit, words.Author, words.Committer, words.Message, diagnostics, cancellation);
    }

    /// <summary>A dry run signs nothing: nobody is asked for a passphrase.</summary>
    private bool TryResolveSigning()
    {
        var isWanted = CommitSigning.IsWanted(repository.Configuration, request.Sign, diagnostics);
        signing = isWanted == true && !request.DryRun ? new CommitSigning(repository.Program, request.SigningKey ?? string.Empty) : null;
        return isWanted is not null;
    }

    private bool IsTouched(PreparedCommit stale, Oid? tree) => workspace.Trees.Compare(workspace.TreeOf(stale.Tip.Commit), tree).Any(stale.Scope.Permits);

    private BranchTip? ResolveTip()
    {
        try
        {
            var tip = workspace.Refs.ReadHead();
            if (request.ExpectBranch is not { } expected || tip.Reference == expected || tip.Reference == "refs/heads/" + expected)
                return tip;
            diagnostics.Report(Catalog.BranchUnexpected.With(tip.Reference, expected));
            return null;
        }
        catch (IOException e)
        {
            // RefStore: HEAD is missing, malformed or circular.
            diagnostics.Report(Catalog.HeadUnreadable.With(e.Message.TrimEnd('.')));
            return null;
        }
    }

    /// <summary>Somebody staged what is not in the commit: as with git, the file on disk wins; the staged object stays and is named.</summary>
    private void WarnOfReplacedStaging(IReadOnlyList<CapturedFile> captured, IndexSnapshot index, Oid? tree)
    {
        foreach (var file in captured)
        {
            var staged = index.File.Find(file.Path);
            var isOwnVersion = staged is { IntentToAdd: false } entry && entry.Entry.Id != file.Entry?.Id
                && entry.Entry.Id != workspace.Trees.Find(tree, file.Path)?.Id;
            if (isOwnVersion && new StagedVersion(workspace, tree).IsLost(file.Path, staged!.Value.Entry, file.Entry))
                diagnostics.Report(Catalog.StagedVersionReplaced.With(file.Path, staged!.Value.Entry.Id));
        }
    }

    private static TreeEntry? Leaf(TreeEntry? entry) => entry is { Mode: not EntryMode.Tree } ? entry : null;
}
