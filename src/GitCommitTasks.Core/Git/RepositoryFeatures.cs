using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>What a repository asks of whoever commits in it, and which of that this version cannot do as git does.</summary>
/// <remarks>Refused with a code rather than committed differently (invariant I9).</remarks>
internal static class RepositoryFeatures
{
    /// <summary>Extensions that change nothing for a commit, besides the formats named in <see cref="FindUnsupportedFormat"/>.</summary>
    private static readonly string[] HarmlessExtensions = ["extensions.noop", "extensions.worktreeconfig", "extensions.preciousobjects"];

    /// <summary>What of the repository's format is unknown here, or null when all is known. Asked before the repository is opened.</summary>
    public static Diagnostic? FindUnsupportedFormat(GitConfiguration configuration)
    {
        var version = configuration["core.repositoryformatversion"] ?? "0";
        if (version is not ("0" or "1"))
            return Catalog.FormatUnsupported.With($"repository format version {version}");
        foreach (var name in configuration.NamesUnder("extensions."))
        {
            var value = configuration[name]!;
            var harmless = HarmlessExtensions.Contains(name, StringComparer.OrdinalIgnoreCase)
                || (Same(name, "extensions.objectformat") && Same(value, "sha1"))
                || (Same(name, "extensions.refstorage") && Same(value, "files"));
            if (!harmless)
                return Catalog.FormatUnsupported.With($"{name}={value}");
        }

        if (configuration["core.sharedrepository"] is { } shared && !Same(shared, "umask") && GitConfiguration.TryBoolean(shared) != false)
            return Catalog.FormatUnsupported.With($"core.sharedRepository={shared}");
        return null;
    }

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

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
