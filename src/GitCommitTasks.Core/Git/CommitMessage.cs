using System.Text;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Git;

/// <summary>The message of a commit on its way from what was given to what is stored: <see cref="Draft"/>, then what hooks make of it, then <see cref="TryFinish"/>.</summary>
/// <remarks>The steps are those of git's builtin/commit.c, <c>prepare_to_commit</c> and <c>cmd_commit</c>. A message is bytes; what encoding they are in is written
/// into the commit (<see cref="CommitEncoding"/>) and changes nothing here. Inside, each byte is one char (Latin-1): all that git looks at is ASCII.</remarks>
internal sealed class CommitMessage
{
    private readonly MessageCleanup cleanup;
    private readonly string? encoding;

    private CommitMessage(byte[] draft, MessageCleanup cleanup, string? encoding) => (Draft, this.cleanup, this.encoding) = (draft, cleanup, encoding);

    /// <summary>What git would write to <c>COMMIT_EDITMSG</c> before <c>prepare-commit-msg</c> runs: filled, cleaned once with its comments kept, trailers added.</summary>
    public byte[] Draft { get; }

    /// <summary>The message up to its hooks, or null after reporting GCT2015 or 9010.</summary>
    /// <param name="parts">What was given.</param>
    /// <param name="repository">For its settings; trailers are added by git itself, so that <c>trailer.*</c> means what it means there.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <exception cref="DiagnosedException">Trailers are asked for and there is no git (GCT9017), or it failed (GCT9018).</exception>
    public static CommitMessage? TryCompose(MessageParts parts, GitRepository repository, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (MessagePlaceholders.TryFill(Encoding.Latin1.GetString(parts.Text.Span), parts.Fields, diagnostics) is not { } filled
            || MessageCleanup.TryChoose(parts.Cleanup, repository.Configuration, diagnostics) is not { } chosen)
            return null;
        var text = chosen.BeforeHooks(filled);
        if (chosen.TryChooseCommentCharacter(text, diagnostics) is not { } cleanup)
            return null;
        var draft = Encoding.Latin1.GetBytes(text);
        if (parts.Trailers.Count > 0)
            draft = WithTrailers(draft, parts.Trailers, repository.Program, cancellation);
        return new CommitMessage(draft, cleanup, CommitEncoding.Of(repository.Configuration));
    }

    /// <summary>The message as it is stored, or null after reporting GCT2002 or 2016. Reports GCT2030.</summary>
    /// <param name="edited">The draft, or what hooks have made of it.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public StoredMessage? TryFinish(byte[] edited, DiagnosticBag diagnostics)
    {
        var text = cleanup.AfterHooks(Encoding.Latin1.GetString(edited));
        if (cleanup.IsEmpty(text))
            diagnostics.Report(Catalog.MessageEmpty.With());
        else if (text.Contains('\0', StringComparison.Ordinal))
            diagnostics.Report(Catalog.MessageUnusable.With("it contains a NUL character"));
        else
            return Noted(new StoredMessage(Encoding.Latin1.GetBytes(text), encoding), diagnostics);
        return null;
    }

    private static StoredMessage Noted(StoredMessage message, DiagnosticBag diagnostics)
    {
        if (!message.IsWellFormed)
            diagnostics.Report(Catalog.MessageNotUtf8.With());
        return message;
    }

    /// <summary>By the very command that <c>git commit --trailer</c> runs: configuration can have a trailer replaced, placed elsewhere or made by a command.</summary>
    private static byte[] WithTrailers(byte[] draft, IReadOnlyList<string> trailers, GitProgram git, CancellationToken cancellation)
    {
        const string need = "the option --trailer";
        // Before 2.42 a line '---' ended the message there, as in a patch (git's commit be3d654343).
        string[] divider = git.VersionFor(need) >= new Version(2, 42) ? ["--no-divider"] : [];
        return git.Read(new GitCall(need, ["interpret-trailers", .. divider, .. trailers.Select(t => "--trailer=" + t)]) { Input = draft }, cancellation);
    }
}

/// <summary>What a message is made of.</summary>
/// <param name="Text">Its bytes, as <c>-F</c> reads them.</param>
/// <param name="Fields">Values for <c>{name}</c> placeholders; with none, braces are literal.</param>
/// <param name="Trailers">As for <c>--trailer</c>: <c>Key: value</c> or <c>Key=value</c>.</param>
/// <param name="Cleanup">As for <c>--cleanup</c>; null: as <c>commit.cleanup</c> says.</param>
internal sealed record MessageParts(
    ReadOnlyMemory<byte> Text, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Trailers, string? Cleanup);
