using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>What a repository asks of whoever commits in it, and which of that this version cannot do as git does.</summary>
/// <remarks>Refused with a code rather than committed differently (invariant I9).</remarks>
internal static class RepositoryFeatures
{
    /// <summary>The hook that only git can run, or null when there is none.</summary>
    public static Diagnostic? FindHook(HookFiles hooks) => hooks.Has("reference-transaction") ? Catalog.HooksUnsupported.With("reference-transaction") : null;

    /// <summary>Why the commit would have to be signed, or null when it would not.</summary>
    /// <param name="configuration">For <c>commit.gpgSign</c>.</param>
    /// <param name="requested">True: <c>-S</c>; false: <c>--no-gpg-sign</c>; null: as configured.</param>
    public static Diagnostic? FindSigning(GitConfiguration configuration, bool? requested) => requested switch
    {
        true => Catalog.SigningUnsupported.With("-S"),
        false => null,
        null => configuration.Is("commit.gpgsign", otherwise: false) ? Catalog.SigningUnsupported.With("commit.gpgSign") : null,
    };
}
