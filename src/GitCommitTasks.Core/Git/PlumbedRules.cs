using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Git;

/// <summary>Attributes and ignore rules as git itself says them, where libgit2 cannot open the repository.</summary>
/// <remarks>One process for the ignore rules and one for each attribute that is asked for, started when first needed.</remarks>
/// <param name="program">Git.</param>
/// <param name="need">What needs git, for the error.</param>
internal sealed class PlumbedRules(GitProgram program, string need) : IDisposable
{
    private readonly Dictionary<string, GitConversation> attributes = [];
    private readonly Dictionary<(RepositoryPath Path, string Name), string?> known = [];
    private GitConversation? ignored;

    /// <summary>Whether the rules ignore the path. Says nothing of tracked files, which are never ignored.</summary>
    /// <exception cref="IOException">Git failed.</exception>
    public bool IsIgnored(RepositoryPath path)
    {
        // Git looks by itself whether it is a directory; with a slash behind it, it would ask the rules inside of it.
        // Users' own: the literal pathspecs that all other calls have are unknown to this command. With "./" before it every path is literal.
        ignored ??= program.Converse(new GitCall(need, [.. GitCall.Unwatched, "check-ignore", "-z", "--stdin", "--no-index", "--verbose", "--non-matching"]) { IsUsersOwn = true });
        ignored.Say([.. "./"u8, .. path.Bytes, 0]);
        // Source, line, pattern and path; the first three are empty where no pattern matches. A pattern with "!" takes the path back in.
        var (_, _, pattern, _) = (ignored.HearField(), ignored.HearField(), ignored.HearField(), ignored.HearField());
        return pattern.Length > 0 && !pattern.StartsWith('!');
    }

    /// <summary>The value of an attribute: null unspecified, empty set or unset, else the string.</summary>
    /// <exception cref="IOException">Git failed.</exception>
    public string? Attribute(RepositoryPath path, string name)
    {
        if (known.TryGetValue((path, name), out var value))
            return value;
        if (!attributes.TryGetValue(name, out var conversation))
            attributes[name] = conversation = program.Converse(new GitCall(need, "check-attr", "-z", "--stdin", name));
        conversation.Say([.. path.Bytes, 0]);
        var (_, _, answer) = (conversation.HearField(), conversation.HearField(), conversation.HearField());
        return known[(path, name)] = answer switch
        {
            "unspecified" => null,
            "set" or "unset" => string.Empty,
            _ => answer,
        };
    }

    /// <summary>Ends the processes. Safe to call again.</summary>
    public void Dispose()
    {
        ignored?.Dispose();
        ignored = null;
        foreach (var conversation in attributes.Values)
            conversation.Dispose();
        attributes.Clear();
    }
}
