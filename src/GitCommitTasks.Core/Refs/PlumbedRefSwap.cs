using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Refs;

/// <summary>One compare-and-swap of the branch that HEAD names, by a transaction of <c>git update-ref --stdin</c>: for refs that are no files, and where
/// the hook <c>reference-transaction</c> has a say.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> As <see cref="RefSwap"/>: git holds its locks between prepare and commit, and HEAD's target is compared while it does. The transaction is
/// on HEAD, as that of <c>git commit</c> is, so hook and reflog see the same.</para>
/// <para><b>If the process dies here</b>, git sees the end of its input and rolls back. If git dies too, its lock files stay; the journal has their identity.</para>
/// </remarks>
internal sealed class PlumbedRefSwap : IRefSwap
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly GitConversation git;
    private readonly IRefs refs;
    private readonly RefMove move;

    private PlumbedRefSwap(GitConversation git, IRefs refs, RefMove move) => (this.git, this.refs, this.move) = (git, refs, move);

    /// <summary>Has git lock HEAD and the branch and compare.</summary>
    /// <param name="program">Git.</param>
    /// <param name="need">What needs git, and who is told what it and its hooks say.</param>
    /// <param name="refs">Reads the refs.</param>
    /// <param name="move">From where to where.</param>
    /// <param name="starting">Told the process id of git before it takes a lock.</param>
    /// <param name="newTemporaryPath">Names files that only the caller uses.</param>
    /// <param name="deadline">When to give up waiting for somebody else's locks.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="swap">The prepared swap, if prepared.</param>
    /// <exception cref="DiagnosedException">There is no git (GCT9017), or it refuses for another reason than a lock or a moved branch (GCT3004).</exception>
    public static RefSwapState Prepare(
        GitProgram program, RefCaller need, IRefs refs, RefMove move, Action<int> starting, Func<string> newTemporaryPath, Deadline deadline, CancellationToken cancellation, out IRefSwap? swap)
    {
        using var message = new ReflogArgument(move.Message, newTemporaryPath);
        // Users' own: a hook must not see the literal pathspecs that all other calls have. No path is given here.
        var call = new GitCall(need.Need, message.Arguments) { IsUsersOwn = true, OnErrorLine = need.OnErrorLine, Environment = EnvironmentFor(need, move), Directory = need.Directory };
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            var git = program.Converse(call);
            starting(git.ProcessId);
            swap = new PlumbedRefSwap(git, refs, move).TryPrepare(out var refusal);
            if (swap is not null)
                return RefSwapState.Prepared;
            var head = refs.ReadHead();
            if (head != move.Expected)
                return head.Reference == move.Expected.Reference ? RefSwapState.OutOfDate : RefSwapState.Switched;
            // The name of the lock file is in git's words in any language.
            if (refusal?.Contains(".lock'", StringComparison.Ordinal) == false)
                throw new DiagnosedException(Catalog.RefNotWritten.With(move.Expected.Reference, refusal));
            if (deadline.HasPassed)
                return RefSwapState.Busy;
            deadline.Pause(pause, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Commit(DiagnosticBag diagnostics)
    {
        if (TryAsk(git, "commit") is not { } refusal)
            return;
        // Git has ended, perhaps killed behind its commit point: what the ref says counts.
        if (refs.Read(move.Expected.Reference) != move.After)
            throw new DiagnosedException(Catalog.RefNotWritten.With(move.Expected.Reference, refusal));
    }

    /// <summary>Ends the transaction; what was not committed is rolled back. Safe to call again.</summary>
    public void Dispose() => git.Dispose();

    /// <summary>This swap, prepared; null when git refuses, or HEAD names another branch by now. Then the transaction is ended.</summary>
    private PlumbedRefSwap? TryPrepare(out string? refusal)
    {
        var isPrepared = false;
        try
        {
            var before = move.Expected.Commit?.Hex ?? new string('0', move.After.Hex.Length);
            refusal = TryAsk(git, "start") ?? TryAsk(git, $"update {BranchTip.Head} {move.After.Hex} {before}\nprepare");
            isPrepared = refusal is null && refs.ReadHead().Reference == move.Expected.Reference;
            return isPrepared ? this : null;
        }
        finally
        {
            if (!isPrepared)
                git.Dispose();
        }
    }

    /// <summary>Git's reflog has the time of the commit (ident.c: the time is asked once a process). A hook sees nothing that <c>git commit</c> would not show it.</summary>
    private static IReadOnlyDictionary<string, string?> EnvironmentFor(RefCaller need, RefMove move) => need.IsHook
        ? need.Environment
        : new Dictionary<string, string?>(need.Environment) { ["GIT_COMMITTER_DATE"] = "@" + move.Committer[(move.Committer.LastIndexOf('>') + 2)..] };

    /// <summary>Git's words when it refuses; null when it does what it is asked.</summary>
    private static string? TryAsk(GitConversation git, string command)
    {
        try
        {
            git.SayLine(command);
            // "start: ok", "prepare: ok", "commit: ok".
            return git.HearLine().EndsWith(": ok", StringComparison.Ordinal) ? null : "git answered out of turn";
        }
        catch (DiagnosedException)
        {
            // Git has ended: a lock, a moved ref or a hook stopped it, and it has said which.
            return git.End().Errors.Trim().ReplaceLineEndings(" ").TrimEnd('.');
        }
    }
}

/// <summary>On whose behalf git moves a ref.</summary>
/// <param name="Need">What needs git, as a subject, for the error.</param>
/// <param name="OnErrorLine">Told each line that git and its hooks write to standard error, as it comes; null to collect them.</param>
internal sealed record RefCaller(string Need, Action<string>? OnErrorLine = null)
{
    /// <summary>Whether it is the hook <c>reference-transaction</c>, which sees the environment.</summary>
    public bool IsHook { get; init; }

    /// <summary>Variables for the hook <c>reference-transaction</c>.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Absolute path of the current directory; null for the top of the working tree.</summary>
    public string? Directory { get; init; }
}
