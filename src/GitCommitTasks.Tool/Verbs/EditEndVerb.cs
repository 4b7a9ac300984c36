using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>edit end --owner NAME [PATH…]</c>: closes edit windows that another process opened.</summary>
internal sealed class EditEndVerb(Signals signals) : EditVerb(
    "end",
    "Closes the owner's edit windows, on the named files or all of them: what has changed there since 'edit begin' is the owner's. JSON: {owner, closed, changed}, both lists of paths.",
    "git scoped edit end --owner task-307 specs/TODO.md",
    signals)
{
    protected override bool CanDoWithoutPaths => true;

    protected override EditOutcome Do(EditSession session) => session.End(Signals.Token);

    protected override void Say(string owner, EditSession session, Voice voice)
    {
        foreach (var window in session.Closed.Where(w => w.Changed.Count == 0))
            voice.Say($"'{owner}' has not changed {(window.Path.IsTop ? "." : window.Path)}");
        foreach (var path in session.Closed.SelectMany(w => w.Changed).Distinct())
            voice.Say($"'{owner}' has edited {path}");
    }

    protected override void Write(string? owner, EditSession? session, Voice voice) => voice.Write(
        new EditEndJson(
            owner,
            [.. session?.Closed.Select(w => w.Path.ToString()) ?? []],
            [.. session?.Closed.SelectMany(w => w.Changed).Select(p => p.ToString()).Distinct() ?? []]),
        json => json.EditEndJson);
}
