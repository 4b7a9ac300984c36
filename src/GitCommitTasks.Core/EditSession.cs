using GitCommitTasks.Diagnostics;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Refs;
using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>Edit windows over a scope, from opening to closing and the commit of what changed; each step may also be another process's.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Nothing is thrown for a window that is busy or a file system that fails: that is reported, and kept in the error log.</para>
/// <para><b>If the process dies here</b> windows that it opened for itself are free at once, and a lease when it is over.</para>
/// </remarks>
internal sealed class EditSession : IDisposable
{
    private readonly Workspace workspace;
    private readonly EditRequest request;
    private readonly CommitScope? scope;
    private BranchTip? tip;
    private EnclosedEdit? enclosed;

    private EditSession(Workspace workspace, EditRequest request, CommitScope? scope) => (this.workspace, this.request, this.scope) = (workspace, request, scope);

    /// <summary>The windows that were opened.</summary>
    public IReadOnlyList<EditWindow> Opened { get; private set; } = [];

    /// <summary>The windows that were closed.</summary>
    public IReadOnlyList<ClosedWindow> Closed { get; private set; } = [];

    /// <summary>Everything that was reported, in order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => workspace.Diagnostics.All;

    /// <summary>Opens the working tree and resolves the scope.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="listener">Told each diagnostic as it is reported.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <returns>The session, or null when there is no such working tree or scope; the diagnostics say why.</returns>
    public static EditSession? TryOpen(EditRequest request, Action<Diagnostic>? listener, TimeProvider? time = null)
    {
        var workspace = Workspace.TryOpen(request.Directory, request.Lock, request.Environment, time ?? TimeProvider.System, new DiagnosticBag(listener));
        if (workspace is null)
            return null;
        if (request.Paths.Count == 0)
            return new EditSession(workspace, request, scope: null);
        if (workspace.ResolveScope(request.Paths) is { } scope)
            return new EditSession(workspace, request, scope);
        workspace.Dispose();
        return null;
    }

    /// <summary>Opens the windows, waiting for those of others.</summary>
    /// <param name="isLease">Whether another process will close them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public EditOutcome Begin(bool isLease, CancellationToken cancellation) => Do("opening the edit windows", "None was opened.", () =>
    {
        tip = workspace.Refs.ReadHead();
        var windows = new EditWindows(workspace);
        Opened = windows.TryBegin(scope!, request.Owner, isLease, cancellation) ?? [];
        enclosed = isLease ? null : new EnclosedEdit(workspace, windows.Enclosed(scope!, request.Owner));
    }, cancellation);

    /// <summary>Closes the owner's windows in the scope, whoever opened them; what changed in them is the owner's.</summary>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    public EditOutcome End(CancellationToken cancellation) => Do("closing the edit windows", "Those left are closed when their lease is over.", () =>
        Closed = new EditWindows(workspace).End(scope, request.Owner, cancellation), cancellation);

    /// <summary>Closes the windows that <see cref="Begin"/> opened, and looks what changed where it found them open; what changed in them is the owner's.</summary>
    /// <param name="cancellation">Ends the wait for the lock of a path.</param>
    public EditOutcome Leave(CancellationToken cancellation) => Do("closing the edit windows", "Those left are closed when this process has ended.", () =>
        Closed = [.. new EditWindows(workspace).Leave(Opened, cancellation), .. enclosed?.Changed() ?? []], cancellation);

    /// <summary>What tells a process that it is inside of the windows of this one.</summary>
    public KeyValuePair<string, string?> InsideVariable =>
        new(EditWindow.InsideVariable, string.Join(' ', workspace.EnclosingWindows.Concat(Opened.Select(w => w.Nonce)).Distinct()));

    /// <summary>Commits what the owner has in the scope; null when there is nothing that a commit could name.</summary>
    /// <param name="commit">What to commit and how; owner, directory and paths are the session's.</param>
    /// <param name="listener">Told each diagnostic of the commit as it is reported.</param>
    /// <param name="cancellation">Ends it as long as it is not made.</param>
    public CommitResult? Commit(CommitRequest commit, Action<Diagnostic>? listener, CancellationToken cancellation)
    {
        // A named file that was not made, or not any more, is none of the commit's; committing by that name would be refused.
        string[] paths = [.. KnownPaths()];
        return paths.Length == 0 ? null : ScopedCommit.Run(
            commit with
            {
                Directory = request.Directory,
                Owner = request.Owner,
                OwnChangesOnly = true,
                Paths = paths,
                Lock = request.Lock,
                Environment = request.Environment,
                ExpectBranch = tip?.Reference,
                // Somebody may have committed what changed here (GCT4002); where nothing did, nobody can have.
                TipBeforeEdit = Closed.Any(w => w.Changed.Count > 0) ? tip : null,
            },
            listener,
            workspace.Time,
            cancellation);
    }

    /// <summary>Closes the repository. Safe to call again; open windows stay open.</summary>
    public void Dispose() => workspace.Dispose();

    private EditOutcome Do(string what, string consequence, Action action, CancellationToken cancellation)
    {
        EditOutcome outcome;
        var git = workspace.Repository.Program;
        git.Cancellation = cancellation;
        try
        {
            action();
            outcome = Outcome();
            // What was refused because a signal had ended git under it was cancelled.
            if (outcome == EditOutcome.Refused && git.IsInterrupted(cancellation))
                throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Thrown by the waits for others' windows, and by calls of git.
            workspace.Diagnostics.Report(Catalog.Cancelled.With(consequence));
            outcome = EditOutcome.Cancelled;
        }
        catch (IOException) when (git.IsInterrupted(cancellation))
        {
            // Git has ended by the same signal.
            workspace.Diagnostics.Report(Catalog.Cancelled.With(consequence));
            outcome = EditOutcome.Cancelled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or UnsupportedIndexException)
        {
            // HEAD, the index, an object or the directory of the windows could not be read or written.
            workspace.Diagnostics.Report(DiagnosedException.Describe(e, what, consequence));
            outcome = EditOutcome.Failed;
        }

        git.Cancellation = CancellationToken.None;
        new OutcomeLog(workspace, request.Lock).RecordEdit(request.Owner, scope?.Paths.Select(p => p.ToString()) ?? []);
        return outcome;
    }

    private EditOutcome Outcome() => workspace.Diagnostics.All.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.Code switch
    {
        null => EditOutcome.Done,
        var code when code == Catalog.WindowTimedOut.Code || code == Catalog.LockTimedOut.Code => EditOutcome.LockTimeout,
        _ => EditOutcome.Refused,
    };

    private IEnumerable<string> KnownPaths()
    {
        var layout = workspace.Repository.Layout;
        var (tree, index) = (workspace.TreeOf(workspace.Refs.ReadHead().Commit), workspace.ReadIndex().File);
        return from path in scope!.Paths
               let absolute = Path.Combine(layout.Top, PathText.Decode(path.Bytes))
               where Files.FileStat.TryRead(layout.Top, path) is not null || index.Within(path).Any() || workspace.Trees.Within(tree, path).Any()
               select absolute;
    }
}
