using GitCommitTasks.Diagnostics;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Git;

/// <summary>Author and committer of a commit, found where git finds them (git-commit(1), COMMIT INFORMATION).</summary>
/// <remarks>Order: option, <c>GIT_AUTHOR_*</c> / <c>GIT_COMMITTER_*</c>, <c>author.*</c> / <c>committer.*</c>, <c>user.*</c>, for the address <c>EMAIL</c>.
/// Unlike git, no name or address is guessed from the system: a commit by root@localhost is nobody's wish.</remarks>
internal sealed class Identity(GitRepository repository, IReadOnlyDictionary<string, string> environment, TimeProvider time, DiagnosticBag diagnostics, CancellationToken cancellation)
{
    private readonly CommitDate dates = new(repository.Program, environment, time);

    /// <summary>The committer, or null after reporting GCT9003 or GCT9010.</summary>
    /// <exception cref="DiagnosedException">The date needs git and there is none (GCT9017).</exception>
    public Signature? FindCommitter() => Find("COMMITTER", "committer", Configured("COMMITTER", "committer"), null);

    /// <summary>The author, or null after reporting GCT9003 or GCT9010.</summary>
    /// <param name="author"><c>Name &lt;email&gt;</c>, or a pattern that finds an author in the history; null for the configured one.</param>
    /// <param name="date">A date in the place of now, or null.</param>
    /// <exception cref="DiagnosedException">The pattern or the date needs git and there is none (GCT9017).</exception>
    public Signature? FindAuthor(string? author, string? date)
    {
        if (author is null)
            return Find("AUTHOR", "author", Configured("AUTHOR", "author"), date);
        // As git's builtin/commit.c, find_author_by_nickname.
        var named = author.Contains('>', StringComparison.Ordinal) ? author : LookUp(author);
        if (named is not null && Split(named) is { } parts)
            return Find("AUTHOR", "author", parts, date);
        diagnostics.Report(Catalog.SettingInvalid.With("--author", author, named is null ? "it is not 'Name <email>' and matches no existing author" : "it must have the form 'Name <email>'"));
        return null;
    }

    private Signature? Find(string role, string section, (string? Name, string? Email) who, string? date)
    {
        if (who.Name is null || Clean(who.Name).Length == 0 || who.Email is null)
        {
            diagnostics.Report(Catalog.IdentityMissing.With(section, "user.name", "user.email", role));
            return null;
        }

        if (new[] { who.Name, who.Email }.FirstOrDefault(t => t.Contains('\uFFFD', StringComparison.Ordinal)) is { } garbled)
        {
            diagnostics.Report(Catalog.SettingInvalid.With($"{section} identity", garbled, "it is not valid UTF-8"));
            return null;
        }

        var text = date ?? environment.GetValueOrDefault($"GIT_{role}_DATE");
        if ((string.IsNullOrEmpty(text) ? dates.Now() : dates.TryRead(text, isOption: date is not null, cancellation)) is { } when)
            return new Signature(Clean(who.Name), Clean(who.Email), when);
        diagnostics.Report(Catalog.SettingInvalid.With(date is null ? $"GIT_{role}_DATE" : "--date", text, "git does not read it as a date"));
        return null;
    }

    /// <summary>As the git that is there cleans it. It is asked only when that makes a difference.</summary>
    private string Clean(string text)
    {
        var (now, once) = (Signature.Clean(text, keepsFullStops: true), Signature.Clean(text, keepsFullStops: false));
        return now == once || KeepsFullStops(text) ? now : once;
    }

    private bool KeepsFullStops(string text)
    {
        try
        {
            return repository.Program.VersionFor($"the full stop in '{text}'") >= new Version(2, 42);
        }
        catch (DiagnosedException)
        {
            // There is no git whose rule could be another.
            return true;
        }
    }

    /// <summary>An empty value in the configuration of the role counts as none, an empty variable as a value (ident.c, <c>fmt_ident</c>).</summary>
    private (string? Name, string? Email) Configured(string role, string section) => (
        environment.GetValueOrDefault($"GIT_{role}_NAME") ?? NonEmpty(repository.Configuration[$"{section}.name"]) ?? repository.Configuration["user.name"],
        environment.GetValueOrDefault($"GIT_{role}_EMAIL") ?? NonEmpty(repository.Configuration[$"{section}.email"]) ?? repository.Configuration["user.email"]
            ?? (repository.Configuration.Is("user.useconfigonly", otherwise: false) ? null : NonEmpty(environment.GetValueOrDefault("EMAIL"))));

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>ident.c, <c>split_ident_line</c>.</summary>
    private static (string? Name, string? Email)? Split(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf('>', open);
        return close < 0 ? null : (text[..open].TrimEnd(), text[(open + 1)..close]);
    }

    /// <summary>The newest commit's author that the pattern matches, with the mailmap applied.</summary>
    private string? LookUp(string pattern)
    {
        if (pattern.Contains('\0', StringComparison.Ordinal))
            return null;
        var found = repository.Program.ReadText(
            new GitCall($"the author '{pattern}'", "log", "-1", "--no-show-signature", "--all", "-i", $"--author={pattern}", "--use-mailmap", "--format=%aN <%aE>"), cancellation);
        return found.Length == 0 ? null : found;
    }
}
