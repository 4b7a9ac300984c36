using System.Globalization;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Tool.Output;

/// <summary>A status in words: the lock, the edit windows, and a table of owners a file.</summary>
internal sealed class StatusText(Voice voice, Ink ink)
{
    /// <summary>What a longer owner's name is not aligned to, and in a terminal cut at: a session's id has 36.</summary>
    private const int WidestName = 36;

    private const int Columns = 80;

    public void Say(OwnershipStatus status, bool withLines)
    {
        foreach (var line in LockText.Lines(status.Lock))
            Wrap(line);
        if (status.Windows.Count > 0)
            voice.SayPainted($"\n{ink.Bold("edit windows")}");
        foreach (var window in status.Windows)
            Say(window);
        voice.SayPainted(status.Files.Count > 0 ? $"\n{ink.Bold("uncommitted changes")}"
            : status.Unseen.Count > 0 ? "\nnothing is known to be uncommitted, but not all files could be looked at"
            : "\nnothing is uncommitted");
        var width = Math.Min(WidestName, status.Files.SelectMany(f => f.Shares).Select(s => Cells.Width(Name(s.Owner))).DefaultIfEmpty(0).Max());
        foreach (var file in status.Files)
            Say(file, width, withLines);
    }

    private void Say(OpenWindow window)
    {
        voice.SayPainted($"  {ink.Cyan(Name(window.Owner))}");
        Wrap($"    open for {Span(window.Age)}" + window switch
        {
            { Abandoned: { } reason } => $", abandoned: {reason}",
            { ExpiresAt: { } end } => $", lease ends in {Span(end - window.OpenedAt - window.Age)}",
            _ => ", while the process that opened it lives",
        });
        foreach (var path in window.Paths)
            voice.SayPainted($"    {Ink.Name(path)}");
    }

    private void Say(ChangedFile file, int width, bool withLines)
    {
        voice.SayPainted($"  {Ink.Name(file.Path)}");
        foreach (var share in file.Shares)
            voice.SayPainted($"    {Painted(share.Owner, width)}  {Counts(share, file.IsWhole)}".TrimEnd());
        foreach (var line in withLines ? file.Lines : [])
            Say(line, width);
    }

    private void Say(ChangedText line, int width)
    {
        var text = $"{(line.IsAdded ? '+' : '-')} {Ink.Harmless(line.Text)}";
        var room = ink.Width - width - 7;
        if (room is > 1)
            text = Cells.Cut(text, room.Value);
        voice.SayPainted($"      {Painted(line.Owner, width)} {(line.IsAdded ? ink.Green(text) : ink.Red(text))}");
    }

    private string Counts(OwnerShare share, bool isWhole)
    {
        if (isWhole)
            return "the whole file";
        if (share is { Added: 0, Deleted: 0 })
            return "the mode, last line end or layout";
        var (added, deleted) = (Number('+', share.Added).PadLeft(6), Number('-', share.Deleted).PadLeft(6));
        return ink.Green(added) + ink.Red(deleted);
    }

    private string Painted(string? owner, int width)
    {
        var name = Cells.Padded(ink.Width is null ? Name(owner) : Cells.Cut(Name(owner), WidestName), width);
        return owner is null ? ink.Faint(name) : ink.Cyan(name);
    }

    /// <summary>Breaks a long line at its spaces; what continues it is indented.</summary>
    private void Wrap(string line)
    {
        var indent = new string(' ', line.Length - line.TrimStart().Length + 2);
        while (line.Length > Columns && line.LastIndexOf(' ', Columns) is var at && at > indent.Length)
        {
            voice.Say(line[..at]);
            line = indent + line[(at + 1)..];
        }

        voice.Say(line);
    }

    private static string Name(string? owner) => owner is null ? "(unattributed)" : Ink.Harmless(owner);

    private static string Number(char sign, int count) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{sign}{count}");

    private static string Span(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min"
        : span.TotalMinutes >= 1 ? $"{(int)span.TotalMinutes} min {span.Seconds} s"
        : $"{Math.Max(0, (int)span.TotalSeconds)} s")}");
}
