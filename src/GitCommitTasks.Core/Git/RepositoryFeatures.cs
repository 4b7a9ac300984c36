using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>What a repository asks of whoever commits in it, and which of that this version cannot do as git does.</summary>
/// <remarks>Refused with a code rather than committed differently (invariant I9).</remarks>
internal static class RepositoryFeatures
{
    /// <summary>The hook that only git can run, or null when there is none.</summary>
    public static Diagnostic? FindHook(HookFiles hooks) => hooks.Has("reference-transaction") ? Catalog.HooksUnsupported.With("reference-transaction") : null;
}
