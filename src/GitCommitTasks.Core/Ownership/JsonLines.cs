namespace GitCommitTasks.Ownership;

/// <summary>On which lines the values of a JSON file stand, so that what is known of the values is known of the lines, and the other way round, when the file begins or ceases to go by values.</summary>
/// <remarks><b>Does not guarantee</b> to carry over more than a line can know: of several owners on one line the first is its writer, the others are entangled.</remarks>
internal sealed class JsonLines
{
    private readonly JsonSlot root;
    private readonly Dictionary<JsonSlot, WeaveLine> inHead;
    private readonly Dictionary<JsonSlot, WeaveLine> onDisk;

    /// <param name="root">The document.</param>
    /// <param name="text">The same file by lines.</param>
    public JsonLines(JsonSlot root, Weave text)
    {
        this.root = root;
        inHead = Places(isDisk: false, [.. text.Lines.Where(l => l.InHead)]);
        onDisk = Places(isDisk: true, [.. text.Lines.Where(l => l.OnDisk)]);
    }

    /// <summary>The file goes by values from now on: each is its line's writer's, should HEAD lose it again.</summary>
    public void TellValuesWriters()
    {
        foreach (var (slot, line) in onDisk)
            TellWriter(slot.Disk, line);
    }

    /// <summary>HEAD or the disk has values that were not known, on lines that were, and nobody was seen writing them: they come back.</summary>
    /// <param name="values">The values that were known.</param>
    /// <param name="lines">The lines that were known.</param>
    public void TellValuesWriters(IReadOnlySet<JsonVersion> values, IReadOnlySet<WeaveLine> lines)
    {
        var places = onDisk.Select(p => (Value: p.Key.Disk, Line: p.Value)).Concat(inHead.Select(p => (Value: p.Key.Head, Line: p.Value)));
        foreach (var (value, line) in places.Where(p => p.Value.Kind == JsonKind.Scalar && !values.Contains(p.Value) && lines.Contains(p.Line)))
            TellWriter(value, line);
    }

    /// <summary>HEAD has other values than those that were written when the file went by lines: those who had written there since go along.</summary>
    public void TellValuesWritersSince()
    {
        foreach (var (slot, line) in onDisk.Where(p => p.Key.IsChanged && p.Key.Disk.IsByLine && p.Value.IsInsertion))
            slot.Disk.Mixture = slot.Disk.Mixture.With(line.Inserted.Owners).Without(slot.Disk.Writer);
    }

    /// <summary>HEAD has values that were not known, on lines that may have been: whoever deleted the line has deleted the value.</summary>
    /// <param name="values">The values that were known.</param>
    /// <param name="lines">The lines that were known.</param>
    public void TellValuesDeleters(IReadOnlySet<JsonVersion> values, IReadOnlySet<WeaveLine> lines)
    {
        var texts = lines.Where(l => WeaveLine.IsTelling(l.Text)).Select(l => l.Bare).ToHashSet();
        foreach (var (slot, line) in inHead.Where(p => p.Value.IsDeletion && p.Key.IsChanged && !values.Contains(p.Key.Head)))
        {
            var isNew = !values.Contains(slot.Disk);
            if (isNew && !slot.IsOnDisk)
                (slot.Disk.Writer, slot.Disk.Mixture) = (line.Deleter, line.Deleted);
            else if (lines.Contains(line) || texts.Contains(line.Bare))
                slot.Disk.Mixture = slot.Disk.Mixture.With(line.Deleted.Owners).With(line.Deleter).Without(slot.Disk.Writer);
        }
    }

    /// <summary>The file goes by lines from now on.</summary>
    public void TellLines()
    {
        HashSet<WeaveLine> told = [];
        // What stands in whose place is known of the values.
        foreach (var line in onDisk.Values.Where(l => l.IsInsertion))
            line.InPlaceOf = [.. line.InPlaceOf.Where(l => !l.InHead && !l.Deletions.Any())];
        foreach (var slot in inHead.Keys.Union(onDisk.Keys))
        {
            var (old, @new) = (inHead.GetValueOrDefault(slot), onDisk.GetValueOrDefault(slot));
            if (old is { IsDeletion: true } && @new is { IsInsertion: true } && !@new.InPlaceOf.Contains(old))
                @new.InPlaceOf = [.. @new.InPlaceOf, old];
            var writer = slot.IsChanged ? slot.Disk.Writer : @new?.Writer;
            if (@new is { IsInsertion: true } && slot.IsChanged)
                TellLine(@new, slot.Disk, told.Add(@new));
            if (old is { IsDeletion: true } && (slot.IsChanged || @new is { IsInsertion: true }))
                (old.Deleter, old.Deleted) = told.Add(old) ? (writer, slot.IsChanged ? slot.Disk.Mixture : Mixture.None) : (old.Deleter, old.Deleted.With(writer).Without(old.Deleter));
            foreach (var loss in slot.Losses.All)
                (@new ?? old)?.Losses.Note(loss.Owner, loss.By);
        }
    }

    /// <summary>Who only gave the line a comma has not written the value.</summary>
    private static void TellWriter(JsonVersion value, WeaveLine line)
    {
        var original = line.WithoutCommas;
        (value.Writer, value.Mixture, value.IsByLine) = (original.Writer, original.Inserted, true);
    }

    private static void TellLine(WeaveLine line, JsonVersion value, bool isFirst)
    {
        if (isFirst)
            (line.Writer, line.Inserted) = (value.Writer, value.Mixture);
        else
            line.Inserted = line.Inserted.With(value.Mixture.Owners).With(value.Writer).Without(line.Writer);
    }

    /// <summary>As <see cref="JsonRendering"/> writes them.</summary>
    private Dictionary<JsonSlot, WeaveLine> Places(bool isDisk, WeaveLine[] lines)
    {
        Dictionary<JsonSlot, WeaveLine> places = [];
        var number = 0;
        Visit(root, isInline: false);
        return places;

        void Visit(JsonSlot slot, bool isInline)
        {
            if (number < lines.Length)
                places[slot] = lines[number];
            if ((isDisk ? slot.Disk : slot.Head).Container is not { } container)
                return;
            JsonSlot[] inside = [.. container.Form.Order(container.Slots, isDisk).Where(s => isDisk ? s.IsOnDisk : s.IsInHead)];
            isInline |= inside.Length == 0 || container.Form.IsInline(isDisk) == true;
            foreach (var item in inside)
            {
                number += isInline ? 0 : 1;
                Visit(item, isInline);
            }

            number += isInline ? 0 : 1;
        }
    }
}
