using System.Text;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>One random change of a file's bytes. The numbers are folded into the range that the file allows, so any history can be shrunk.</summary>
/// <param name="Kind">0-99; see <see cref="Apply"/>.</param>
/// <param name="At">Line number, folded.</param>
/// <param name="Delete">How many lines go.</param>
/// <param name="Insert">How many come.</param>
internal sealed record FileEdit(int Kind, int At, int Delete, int Insert)
{
    /// <summary>Whether the change moves or rewrites lines of others, so that a line's text no longer says who wrote it last.</summary>
    public bool Rewrites => Kind is >= 78 and < 94;

    /// <summary>The file after the change.</summary>
    /// <param name="file">The file before.</param>
    /// <param name="line">Makes the text of the n-th inserted line.</param>
    public FileState Apply(FileState file, Func<int, string> line) => Kind switch
    {
        < 60 => OnText(file, lines => Splice(lines, line)),
        < 68 => OnText(file, lines => lines.Count > 0 && lines[^1].Length == 0 ? lines[..^1] : [.. lines, ""]),
        < 72 => file with { Mode = file.Mode == EntryMode.File ? EntryMode.Executable : file.Mode is null ? null : EntryMode.File },
        < 75 => FileState.Missing,
        < 78 => OnText(file, lines => Splice(lines, n => line(n) + new string('x', 20_000))),
        < 82 => OnText(file, lines => [.. lines.Skip(At % (lines.Count + 1)), .. lines.Take(At % (lines.Count + 1))]),
        < 84 => OnText(file, _ => [.. Enumerable.Range(0, Insert).Select(line), ""]),
        < 86 => OnText(file, lines => [.. lines.Select(l => l.EndsWith('\r') || l.Length == 0 ? l.TrimEnd('\r') : l + "\r")]),
        < 88 => OnText(file, lines => lines is ["ï»¿", ..] ? lines[1..] : ["ï»¿" + lines.FirstOrDefault(), .. lines.Skip(1)]),
        < 91 => Regular(file) with { Content = [.. file.Content.Take(At), 0, 0xff, (byte)Insert, .. file.Content.Skip(At + Delete)] },
        < 93 => new FileState(EntryMode.SymbolicLink, Bytes(line(0))),
        < 94 => Regular(file) with { Content = [] },
        _ => OnText(file, lines => Splice(lines, n => "\u00e9\u00ff " + line(n))),
    };

    private static FileState OnText(FileState file, Func<List<string>, List<string>> change)
    {
        List<string> lines = file.Content.Length == 0 ? [] : [.. Encoding.Latin1.GetString(file.Content).Split('\n')];
        return Regular(file) with { Content = Bytes(string.Join('\n', change(lines))) };
    }

    /// <summary>Inserted lines end in a line feed unless they are added to the end of a file without one.</summary>
    private List<string> Splice(List<string> lines, Func<int, string> line)
    {
        List<string> ended = lines is [.., ""] ? lines[..^1] : lines;
        var at = At % (ended.Count + 1);
        var tail = lines.Count > 0 && lines[^1].Length > 0 ? Array.Empty<string>() : [""];
        List<string> result = [.. ended.Take(at), .. Enumerable.Range(0, Insert).Select(line), .. ended.Skip(at + Delete)];
        return result.Count == 0 ? [] : [.. result, .. tail];
    }

    private static FileState Regular(FileState file) => file.Mode is { } mode && mode.IsRegular() ? file : new FileState(EntryMode.File, file.Content);

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
