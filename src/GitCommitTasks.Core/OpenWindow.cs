using GitCommitTasks.Scope;

namespace GitCommitTasks;

/// <summary>Edit windows that one owner opened together.</summary>
/// <param name="Owner">Whose edit it is.</param>
/// <param name="Paths">The files and directories, relative to the top of the working tree.</param>
/// <param name="OpenedAt">When, UTC.</param>
/// <param name="ExpiresAt">When the lease is over, UTC; null while the process that opened them keeps them open.</param>
/// <param name="Abandoned">Why nobody will close them any more; null while they hold.</param>
/// <param name="Age">How long they have been open.</param>
internal sealed record OpenWindow(string Owner, IReadOnlyList<string> Paths, DateTimeOffset OpenedAt, DateTimeOffset? ExpiresAt, string? Abandoned, TimeSpan Age)
{
    /// <summary>The windows on paths of a scope, the oldest first.</summary>
    public static IReadOnlyList<OpenWindow> All(Workspace workspace, CommitScope scope)
    {
        var now = workspace.Time.GetUtcNow();
        return
        [
            .. OwnedFile.Windows(workspace)
                .Where(w => scope.Contains(w.At) || scope.Paths.Any(p => p.IsWithin(w.At)))
                .GroupBy(w => (w.Owner, w.Nonce))
                .Select(g => Of([.. g.OrderBy(w => w.At)], now))
                .OrderBy(w => w.OpenedAt).ThenBy(w => w.Owner, StringComparer.Ordinal),
        ];
    }

    private static OpenWindow Of(IReadOnlyList<EditWindow> together, DateTimeOffset now) => new(
        together[0].Owner, [.. together.Select(w => w.Path)], together[0].OpenedAt, together[0].ExpiresAt, together[0].ReasonToClose(now), now - together[0].OpenedAt);
}
