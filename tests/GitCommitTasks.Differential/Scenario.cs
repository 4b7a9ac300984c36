namespace GitCommitTasks.Differential;

/// <summary>One commit that git and we make of the same state, and what of it may differ.</summary>
/// <param name="Name">What is special about it; unique within its file.</param>
/// <param name="Build">A script for <c>sh -e</c> that makes the state, run at the top of an empty repository on the branch <c>main</c>. See <see cref="Script.Build"/>.</param>
/// <param name="Paths">The scope, literal paths relative to <see cref="From"/>.</param>
public sealed record Scenario(string Name, string Build, params string[] Paths)
{
    /// <summary>The message; null when <see cref="Options"/> say it.</summary>
    public string? Message { get; init; } = "scoped";

    /// <summary>Options that git's command line and ours have in common. The task has none of them, so it is left out.</summary>
    public string[] Options { get; init; } = [];

    /// <summary>More environment variables of the commit, for example an identity.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the commit is made from, relative to the top. Elsewhere for a linked worktree.</summary>
    public string From { get; init; } = ".";

    /// <summary>Whether the scope is first added with <c>git add -A</c> on git's side, because something new is in it.</summary>
    public bool IsAddedFirst { get; init; }

    /// <summary>Whether there is nothing to commit: git ends with 1 and we with 0, and neither changes anything.</summary>
    public bool IsNothing { get; init; }

    /// <summary>The code that we refuse with, where git refuses too.</summary>
    public string? Refusal { get; init; }

    /// <summary>What differs on purpose; null for nothing.</summary>
    public Deliberately? Differs { get; init; }
}

/// <summary>A difference that is meant.</summary>
/// <param name="Reason">The row of the table in <c>docs/same-as-git.md</c>: its first cell.</param>
/// <param name="Lines">All of the difference: what only git has with <c>-</c>, what only we have with <c>+</c>.</param>
public sealed record Deliberately(string Reason, params string[] Lines);
