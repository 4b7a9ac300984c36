using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>What a repository asks of whoever commits in it, and which of that this version cannot do as git does.</summary>
/// <remarks>Refused with a code rather than committed differently (invariant I9).</remarks>
internal static class RepositoryFeatures
{
    /// <summary>The hooks that <c>git commit</c> runs (githooks(5)).</summary>
    private static readonly string[] CommitHooks =
        ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction", "post-index-change"];

    /// <summary>The hooks that <c>--no-verify</c> skips.</summary>
    private static readonly string[] VerifyingHooks = ["pre-commit", "commit-msg"];

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
        if (configuration["i18n.commitencoding"] is { } encoding && !Same(encoding, "utf-8") && !Same(encoding, "utf8"))
            return Catalog.FormatUnsupported.With($"i18n.commitEncoding={encoding}");
        return null;
    }

    /// <summary>The hook that a commit would have to run, or null when there is none.</summary>
    /// <param name="layout">The working tree.</param>
    /// <param name="configuration">For <c>core.hooksPath</c>.</param>
    /// <param name="environment">For the home that <c>~/</c> means.</param>
    /// <param name="skipVerifying">As <c>--no-verify</c>.</param>
    public static Diagnostic? FindHook(
        RepositoryLayout layout, GitConfiguration configuration, IReadOnlyDictionary<string, string> environment, bool skipVerifying)
    {
        var directory = configuration["core.hookspath"] is { } path
            ? GitConfigurationFiles.Expand(path, layout.Top, environment)
            : Path.Combine(layout.CommonDirectory, "hooks");
        var hook = CommitHooks
            .Where(name => !(skipVerifying && VerifyingHooks.Contains(name)))
            .Select(name => Path.Combine(directory, name))
            .FirstOrDefault(IsRunnable);
        return hook is null ? null : Catalog.HooksUnsupported.With(hook);
    }

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

    /// <summary>Git ignores a hook that is not executable (run-command.c, <c>find_hook</c>); on Windows every file is.</summary>
    private static bool IsRunnable(string hook) => File.Exists(hook)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(hook) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
