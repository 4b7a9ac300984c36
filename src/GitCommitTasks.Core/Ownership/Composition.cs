using GitCommitTasks.Objects;

namespace GitCommitTasks.Ownership;

/// <summary>The version of a file that one owner commits: HEAD with that owner's changes and nobody else's.</summary>
/// <param name="File">What the commit holds.</param>
/// <param name="LeftOut">Whose changes stay behind, and how many lines; of a JSON file as <see cref="JsonDifference"/> counts them.</param>
/// <param name="Entangled">Whose changes could not be told apart and go with it, and in which lines of the result.</param>
/// <param name="Losses">Who came over what the owner had not committed yet, and where in the result. Nothing of it is in the commit.</param>
/// <remarks><b>Guarantees.</b> Of a JSON file (see <see cref="FileProvenance.IsJson"/>) that parses in HEAD or on disk, one that parses is made, or the whole of either goes.</remarks>
internal sealed record Composition(
    FileState File, IReadOnlyList<(string? Owner, int Lines)> LeftOut, IReadOnlyList<Entanglement> Entangled, IReadOnlyList<Entanglement> Losses)
{
    /// <summary>Composes for <paramref name="owner"/>.</summary>
    /// <param name="file">Who changed what.</param>
    /// <param name="head">The file in HEAD.</param>
    /// <param name="disk">The file on disk, as it was captured last.</param>
    /// <param name="owner">The committing owner; null: what is unattributed.</param>
    /// <param name="wholeOnly">Whether only the whole file can be owned, as configured by the attribute <c>scoped=file</c>.</param>
    public static Composition For(FileProvenance file, FileState head, FileState disk, string? owner, bool wholeOnly = false)
    {
        var whole = wholeOnly || head.IsIndivisible || disk.IsIndivisible;
        if (!whole && file.Json is { } json)
            return OfValues(file, json.ComposedFor(owner), owner);
        var result = whole ? Whole(file, head, disk, owner) : Lines(file, owner);
        if (!whole && (result.IsIndivisible || (file.IsJson && Breaks(result, head, disk))))
        {
            // Lines of a document that only together make one, or without the others' would be no text. Whoever has some takes the whole: the last writer may have committed already.
            whole = true;
            result = disk;
        }

        var others = file.Pending().Where(p => p.Key.Name != owner).Select(p => (p.Key.Name, p.Value.Added + p.Value.Deleted)).ToList();
        // Who deletes the file takes along what others had deleted in it.
        var takesAll = whole ? result == disk && disk != head : head.Exists && !result.Exists;
        return new Composition(
            result,
            takesAll ? [] : others,
            takesAll ? [.. EntangledFile(file, owner, others.Select(o => o.Name))] : whole ? [] : [.. EntangledLines(file, owner)],
            LossesOf(file, owner, file.Text.LossesOf(owner).Select(l => (l.By, whole || !result.Exists ? 0 : l.Number)), whole ? "file" : "line"));
    }

    /// <summary>The file as it is on disk, on purpose with what others have in it. What is unattributed is not named: it is what such a commit is for.</summary>
    /// <param name="file">Who changed what.</param>
    /// <param name="head">The file in HEAD.</param>
    /// <param name="disk">The file on disk, as it was captured last.</param>
    /// <param name="owner">The committing owner; null: none.</param>
    public static Composition OfWhole(FileProvenance file, FileState head, FileState disk, string? owner) =>
        new(disk, [], disk.IsSameAs(head) ? [] : [.. EntangledFile(file, owner, file.Changers()).Where(e => e.Owner is not null)], []);

    /// <summary>Whoever has changes in it, or had some that others wrote over.</summary>
    private static IEnumerable<Entanglement> EntangledFile(FileProvenance file, string? owner, IEnumerable<string?> others) =>
        others.Concat(file.Text.Lines.SelectMany(l => (l.IsInsertion ? l.Inserted : l.IsDeletion ? l.Deleted : Mixture.None).Owners))
            .Distinct().Where(n => n != owner).Select(n => new Entanglement(n, [], "file"));

    /// <summary>Braces and commas belong to nobody: what was composed of values is a document.</summary>
    private static Composition OfValues(FileProvenance file, JsonComposition composed, string? owner)
    {
        // Somebody else's new file, in which the owner has values, or somebody's deletion that is not the owner's.
        var mode = new[] { file.Mode.ComposedFor(owner), file.Mode.Disk, file.Mode.Head }.FirstOrDefault(m => m != 0);
        var result = composed.Content is { } content && mode != 0 ? new FileState((EntryMode)mode, content) : FileState.Missing;
        List<(string? Owner, int Lines)> others = [.. composed.LeftOut.Select(l => (l.Owner, l.Added + l.Deleted))];
        if (file.Mode.IsChanged && ((int?)result.Mode ?? 0) != file.Mode.Disk && !others.Exists(o => o.Owner == file.Mode.Writer))
            others.Add((file.Mode.Writer, 0));
        return new Composition(
            result,
            others,
            [.. By(composed.Entangled.Select(e => (e.Owner, e.Line)), result.Exists ? "member" : "file")],
            LossesOf(file, owner, composed.Losses.Select(l => (l.Owner, l.Line)), "member"));
    }

    /// <summary>Who took the whole file has taken what is in it.</summary>
    private static IReadOnlyList<Entanglement> LossesOf(FileProvenance file, string? owner, IEnumerable<(string? By, int Line)> places, string unit)
    {
        List<Entanglement> whole = [.. file.Losses.All.Where(l => l.Owner == owner).Select(l => new Entanglement(l.By, [], "file"))];
        return [.. whole, .. By(places.Where(p => !whole.Exists(w => w.Owner == p.By)), unit)];
    }

    private static IEnumerable<Entanglement> By(IEnumerable<(string? Owner, int Line)> places, string unit) =>
        places.GroupBy(p => new Author(p.Owner)).Select(g => new Entanglement(g.Key.Name, [.. g.Select(p => p.Line).Where(n => n > 0).Distinct().Order()], unit));

    /// <summary>No document, or another one: without a value that both HEAD and the disk have, because its line was written anew by another, or with one that is elsewhere in both.</summary>
    private static bool Breaks(FileState result, FileState head, FileState disk) =>
        result.Exists && !result.Content.AsSpan().SequenceEqual(head.Content) && (JsonSyntax.Accepts(result.Content)
            ? JsonScalars.Lacks(result.Content, head.Content, disk.Content) || JsonScalars.HasStray(result.Content, head.Content, disk.Content)
            : JsonSyntax.Accepts(head.Content) || JsonSyntax.Accepts(disk.Content));

    /// <summary>The last writer has the whole file.</summary>
    private static FileState Whole(FileProvenance file, FileState head, FileState disk, string? owner) =>
        file.Content.IsChangedBy(owner) || (!file.Content.IsChanged && file.Mode.IsChangedBy(owner)) ? disk : head;

    private static FileState Lines(FileProvenance file, string? owner)
    {
        List<WeaveLine> lines = [.. file.Text.ComposedFor(owner)];
        var writes = file.Text.Lines.Any(l => l.IsInsertion && l.Writer == owner);
        var mode = file.Mode.ComposedFor(owner);
        // Somebody else's new file, in which the owner has lines: it is made for them.
        if (mode == 0 && writes)
            mode = file.Mode.Disk;
        if (mode == 0)
            return FileState.Missing;
        List<string> text = [.. lines.Select(l => l.Text)];
        // Who makes the lines of HEAD those of the disk brings the ending of the last one along: as long as they differ, nobody else could commit it.
        var becomesDisk = text.SequenceEqual(file.Text.Disk) && !text.SequenceEqual(file.Text.Head);
        var ends = becomesDisk ? file.EndsInLineFeed.Disk : EndsInLineFeed(file, lines.LastOrDefault(), owner) || TextLines.NeedLineFeed(text);
        return new FileState((EntryMode)mode, new TextLines(text, ends).Join());
    }

    /// <summary>Who makes the last line of the disk the last one of HEAD brings its ending along: as long as HEAD ends elsewhere, nobody else could commit it.</summary>
    private static bool EndsInLineFeed(FileProvenance file, WeaveLine? last, string? owner)
    {
        if (last != file.Text.Lines.LastOrDefault(l => l.OnDisk))
            return file.EndsInLineFeed.Head;
        return last == file.Text.Lines.LastOrDefault(l => l.InHead) ? file.EndsInLineFeed.ComposedFor(owner) : file.EndsInLineFeed.Disk;
    }

    private static IEnumerable<Entanglement> EntangledLines(FileProvenance file, string? owner) =>
        By(Mixed(file.Text, owner), "line");

    /// <summary>Inserted lines by their number; deletions by that of the line that stands there instead, or else before.</summary>
    private static IEnumerable<(string? Owner, int Number)> Mixed(Weave text, string? owner)
    {
        var number = 0;
        Dictionary<WeaveLine, int> insteadOf = [];
        List<(WeaveLine Line, int Number)> deleted = [];
        foreach (var line in text.Lines)
        {
            if (Weave.IsTakenBy(line, owner))
            {
                number++;
                if (!line.IsInsertion)
                    continue;
                foreach (var deletion in line.Deletions)
                    insteadOf.TryAdd(deletion, number);
                foreach (var other in line.Inserted.Owners)
                    yield return (other, number);
            }
            else if (line is { IsDeletion: true, Deleted.IsThere: true })
            {
                deleted.Add((line, Math.Max(1, number)));
            }
        }

        foreach (var (line, at) in deleted)
        {
            foreach (var other in line.Deleted.Owners)
                yield return (other, insteadOf.GetValueOrDefault(line, at));
        }
    }
}

/// <summary>Changes of another owner that are in a commit.</summary>
/// <param name="Owner">The other owner; null: unattributed.</param>
/// <param name="Lines">Line numbers in the commit; empty for a whole file.</param>
/// <param name="Unit">The unit that went in whole: <c>line</c>, <c>member</c> or <c>file</c>.</param>
internal sealed record Entanglement(string? Owner, IReadOnlyList<int> Lines, string Unit);
