using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Git;

/// <summary>Author and committer of a commit, found where git finds them (git-commit(1), COMMIT INFORMATION).</summary>
/// <remarks>Order: option, <c>GIT_AUTHOR_*</c> / <c>GIT_COMMITTER_*</c>, <c>author.*</c> / <c>committer.*</c>, <c>user.*</c>, for the address <c>EMAIL</c>.
/// Unlike git, no name or address is guessed from the system: a commit by root@localhost is nobody's wish.</remarks>
internal sealed class Identity(GitConfiguration configuration, IReadOnlyDictionary<string, string> environment, TimeProvider time)
{
    /// <summary>The committer, or null after reporting GCT9003 or GCT9010.</summary>
    public Signature? FindCommitter(DiagnosticBag diagnostics) => Find("COMMITTER", "committer", null, null, diagnostics);

    /// <summary>The author, or null after reporting GCT9003 or GCT9010.</summary>
    /// <param name="author"><c>Name &lt;email&gt;</c>, or null.</param>
    /// <param name="date">A date in the place of now, or null.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public Signature? FindAuthor(string? author, string? date, DiagnosticBag diagnostics) => Find("AUTHOR", "author", author, date, diagnostics);

    private Signature? Find(string role, string section, string? given, string? date, DiagnosticBag diagnostics)
    {
        var (name, email) = given is null ? Configured(role, section) : Split(given);
        if (given is not null && name is null)
        {
            diagnostics.Report(Catalog.SettingInvalid.With("--author", given, "it must have the form 'Name <email>'"));
            return null;
        }

        if (name is null || Signature.Clean(name).Length == 0 || email is null)
        {
            diagnostics.Report(Catalog.IdentityMissing.With(section, "user.name", "user.email", role));
            return null;
        }

        var text = date ?? environment.GetValueOrDefault($"GIT_{role}_DATE");
        var when = string.IsNullOrEmpty(text) ? time.GetLocalNow() : CommitDate.TryParse(text, time.LocalTimeZone);
        if (when is null)
        {
            diagnostics.Report(Catalog.SettingInvalid.With(date is null ? $"GIT_{role}_DATE" : "--date", text, "give ISO 8601, RFC 2822 or '@SECONDS +HHMM'"));
            return null;
        }

        return new Signature(Signature.Clean(name), Signature.Clean(email), when.Value);
    }

    private (string? Name, string? Email) Configured(string role, string section) => (
        environment.GetValueOrDefault($"GIT_{role}_NAME") ?? configuration[$"{section}.name"] ?? configuration["user.name"],
        environment.GetValueOrDefault($"GIT_{role}_EMAIL") ?? configuration[$"{section}.email"] ?? configuration["user.email"] ?? environment.GetValueOrDefault("EMAIL"));

    private static (string? Name, string? Email) Split(string text)
    {
        int open = text.IndexOf('<', StringComparison.Ordinal), close = text.LastIndexOf('>');
        return open > 0 && close > open ? (text[..open].Trim(), text[(open + 1)..close]) : (null, null);
    }
}
