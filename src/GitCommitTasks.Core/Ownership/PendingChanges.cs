using System.Text;

namespace GitCommitTasks.Ownership;

/// <summary>What of a file waits to be committed, by its values if the file goes by them, else by its lines.</summary>
internal static class PendingChanges
{
    /// <summary>Everybody who has any, with the lines of each: none where only the mode, the last line end, or the layout of a JSON file differs.</summary>
    public static IReadOnlyDictionary<Author, Lines> By(FileProvenance file)
    {
        var pending = file.Json?.Changes.ToDictionary(c => new Author(c.Owner), c => new Lines(c.Added, c.Deleted)) ?? ByLines(file);
        if (file.Mode.IsChanged)
            pending.TryAdd(new Author(file.Mode.Writer), new Lines(0, 0));
        return pending;
    }

    /// <summary>Line by line, in the order of the file.</summary>
    public static IEnumerable<ChangedText> In(FileProvenance file) => file.Json is { } json
        ? json.Lines.Where(c => c.Kind != JsonChangeKind.Form).Select(c => new ChangedText(c.Owner, c.Kind == JsonChangeKind.Added, c.Text))
        : file.Text.Lines.Where(l => l.IsInsertion || l.IsDeletion).Select(l => new ChangedText(l.ChangedBy, l.IsInsertion, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(l.Text))));

    private static Dictionary<Author, Lines> ByLines(FileProvenance file)
    {
        Dictionary<Author, Lines> pending = [];
        foreach (var line in file.Text.Lines.Where(l => l.IsInsertion || l.IsDeletion))
        {
            var (author, so) = (new Author(line.ChangedBy), pending.GetValueOrDefault(new Author(line.ChangedBy)));
            pending[author] = line.IsInsertion ? so with { Added = so.Added + 1 } : so with { Deleted = so.Deleted + 1 };
        }

        if (file.EndsInLineFeed.IsChanged)
            pending.TryAdd(new Author(file.EndsInLineFeed.Writer), new Lines(0, 0));
        return pending;
    }
}

/// <summary>An owner, or null for what is unattributed, as the key of a dictionary.</summary>
internal readonly record struct Author(string? Name);

/// <summary>How many lines somebody added and deleted.</summary>
internal readonly record struct Lines(int Added, int Deleted);

/// <summary>One uncommitted line.</summary>
/// <param name="Owner">Who wrote or deleted it; null: unattributed.</param>
/// <param name="IsAdded">Whether it was written, not deleted.</param>
/// <param name="Text">The line, without its end; bytes that are not UTF-8 show as U+FFFD.</param>
internal readonly record struct ChangedText(string? Owner, bool IsAdded, string Text);
