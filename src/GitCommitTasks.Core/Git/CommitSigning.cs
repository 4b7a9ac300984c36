using System.Text;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Git;

/// <summary>Writes signed commits, in whichever format is configured, by having git write them: <c>git commit-tree -S</c>.</summary>
/// <remarks><b>Does not guarantee</b> to be quick: a signer may ask a person, or an agent on another machine.</remarks>
/// <param name="git">Git, which runs <c>gpg.program</c> and its like.</param>
/// <param name="key">As for <c>-S</c>; empty: as <c>user.signingKey</c> says.</param>
internal sealed class CommitSigning(GitProgram git, string key)
{
    /// <summary>Whether commits are to be signed, or null after reporting GCT9010.</summary>
    /// <param name="configuration">For <c>commit.gpgSign</c>.</param>
    /// <param name="requested">True: <c>-S</c>; false: <c>--no-gpg-sign</c>; null: as configured.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    public static bool? IsWanted(GitConfiguration configuration, bool? requested, DiagnosticBag diagnostics)
    {
        var configured = configuration["commit.gpgsign"] is { } text ? GitConfiguration.TryBoolean(text) : false;
        if (configured is null)
            diagnostics.Report(Catalog.SettingInvalid.With("commit.gpgSign", configuration["commit.gpgsign"], "git knows true and false"));
        return configured is null ? null : requested ?? configured;
    }

    /// <summary>Writes a commit with its signature, or returns null after reporting GCT9030 with the signer's words.</summary>
    /// <param name="tree">Its tree.</param>
    /// <param name="parent">Its parent, or null for the first commit of a branch.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="committer">Who commits it. Git chooses the key by it where none is configured.</param>
    /// <param name="message">Git writes the header <c>encoding</c> by the same configuration.</param>
    /// <param name="diagnostics">Receives the refusal.</param>
    /// <param name="cancellation">Ends the signer.</param>
    /// <exception cref="DiagnosedException">There is no git (GCT9017).</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the signer was ended.</exception>
    public Oid? TryWrite(Oid tree, Oid? parent, Signature author, Signature committer, StoredMessage message, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var call = new GitCall("a signature", ["commit-tree", "-S" + key, .. parent is { } p ? (string[])["-p", p.Hex] : [], tree.Hex])
        {
            Input = message.Bytes,
            Environment = Environment(author, committer),
            IsUsersOwn = true,
        };
        var result = git.Run(call, cancellation);
        if (result.ExitCode == 0 && Encoding.ASCII.GetString(result.Output).Trim() is { Length: > 0 } id)
            return Oid.Parse(id);
        diagnostics.Report(Catalog.SigningFailed.With(Words(result)));
        return null;
    }

    private static Dictionary<string, string?> Environment(Signature author, Signature committer) => new()
    {
        ["GIT_AUTHOR_NAME"] = author.Name,
        ["GIT_AUTHOR_EMAIL"] = author.Email,
        ["GIT_AUTHOR_DATE"] = "@" + author.Time,
        ["GIT_COMMITTER_NAME"] = committer.Name,
        ["GIT_COMMITTER_EMAIL"] = committer.Email,
        ["GIT_COMMITTER_DATE"] = "@" + committer.Time,
    };

    private static string Words(GitOutput result)
    {
        var words = string.Join("; ", result.Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return words.Length > 0 ? words : $"git commit-tree ended with exit code {result.ExitCode} and gave no reason";
    }
}
