using System.Globalization;
using GitCommitTasks.Tool.CommandLine;
using GitCommitTasks.Tool.Output;

namespace GitCommitTasks.Tool.Verbs;

/// <summary><c>edit begin --owner NAME PATH…</c>: opens edit windows that another process will close.</summary>
internal sealed class EditBeginVerb(Signals signals) : EditVerb(
    "begin",
    "Opens an edit window on each file: until 'edit end', what changes there belongs to the owner, and other owners wait. It is a lease of 10 minutes; beginning again prolongs it. JSON: {owner, paths, expiresAt}.",
    "git scoped edit begin --owner task-307 specs/TODO.md",
    signals)
{
    protected override bool CanDoWithoutPaths => false;

    protected override EditOutcome Do(EditSession session) => session.Begin(isLease: true, Signals.Token);

    protected override void Say(string owner, EditSession session, Voice voice)
    {
        foreach (var window in session.Opened)
            voice.Say(string.Create(CultureInfo.InvariantCulture, $"'{owner}' edits {window.Path} until {window.ExpiresAt:u}"));
    }

    protected override void Write(string? owner, EditSession? session, Voice voice) => voice.Write(
        new EditBeginJson(owner, [.. session?.Opened.Select(w => w.Path) ?? []], session?.Opened.Min(w => w.ExpiresAt)), json => json.EditBeginJson);
}
