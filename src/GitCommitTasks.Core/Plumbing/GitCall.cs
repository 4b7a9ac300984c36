namespace GitCommitTasks.Plumbing;

/// <summary>One call of the program git.</summary>
/// <param name="Need">What of the repository or the request needs git itself, as a subject: "the hook 'pre-commit'". For the error when there is no git.</param>
/// <param name="Arguments">The verb and its arguments; no shell sees them. Paths belong into <see cref="Input"/>, where they are bytes.</param>
internal sealed record GitCall(string Need, params IReadOnlyList<string> Arguments)
{
    /// <summary>Has git ask no watcher of the working tree: <c>core.fsmonitor</c> may name a program, and looking runs none.</summary>
    public static readonly IReadOnlyList<string> Unwatched = ["-c", "core.fsmonitor=false"];

    /// <summary>The verb, behind settings for this call alone.</summary>
    public string Verb
    {
        get
        {
            var at = 0;
            while (at + 2 < Arguments.Count && Arguments[at] == "-c")
                at += 2;
            return Arguments[at];
        }
    }

    /// <summary>What git reads from its standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Variables set (or, with null, removed) for this call alone.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Absolute path of the current directory of the call; null for the top of the working tree.</summary>
    public string? Directory { get; init; }

    /// <summary>Whether programs of the user's run below it (hooks): then nothing of ours may show in their environment.</summary>
    public bool IsUsersOwn { get; init; }

    /// <summary>Told each line that git and what it runs write to standard error, as it comes, on another thread; null to collect them.</summary>
    public Action<string>? OnErrorLine { get; init; }

    /// <summary>The call with one more variable.</summary>
    public GitCall With(string variable, string? value) =>
        this with { Environment = new Dictionary<string, string?>(Environment) { [variable] = value } };

    /// <summary>The call on another index file than the shared one.</summary>
    /// <param name="path">Absolute.</param>
    public GitCall OnIndex(string path) => With("GIT_INDEX_FILE", path);
}

/// <summary>What came of a call.</summary>
/// <param name="ExitCode">128+n when signal n ended it.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error as text, secrets masked.</param>
internal sealed record GitOutput(int ExitCode, byte[] Output, string Errors);
