using System.Text;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What may happen to a file that several owners share.</summary>
/// <param name="Kind">0-99: what; see <see cref="ProvenanceModel.Do"/>.</param>
/// <param name="Owner">Who, as an index into <see cref="ProvenanceModel.Owners"/>.</param>
/// <param name="Edit">The change, where it is one.</param>
internal sealed record HistoryStep(int Kind, int Owner, FileEdit Edit);

/// <summary>A file's provenance, read anew from its stored form after every step, beside a plain model of HEAD and disk.</summary>
internal sealed class ProvenanceModel(FileState head, bool isTagged, bool isJson = false)
{
    public static readonly string?[] Owners = ["a", "b", "c", null];

    private readonly List<FileState> heads = [head];
    private readonly Removals removals = new();
    private FileProvenance provenance = FileProvenance.Of(head, isJson);
    private int number;

    public FileState Head { get; private set; } = head;

    public FileState Disk { get; private set; } = head;

    public FileProvenance Provenance => provenance;

    /// <summary>Does one step and checks what must hold after any.</summary>
    public void Do(HistoryStep step)
    {
        var owner = Owners[step.Owner];
        switch (step.Kind)
        {
            case < 55:
                var edited = Edited(Disk, step.Edit, owner);
                removals.Edit(Traces(Disk), Traces(edited), owner);
                Capture(edited, owner);
                break;
            case < 80:
                Commit(owner, isSettled: step.Kind % 4 != 0);
                break;
            case < 83:
                ForeignCommit(Disk);
                break;
            case < 86:
                ForeignCommit(Edited(Head, step.Edit, null));
                break;
            case < 91:
                var stashed = Disk;
                Capture(Head, null);
                Capture(stashed, null);
                break;
            case < 95:
                ForeignCommit(heads[step.Edit.At % heads.Count]);
                break;
            case < 97:
                ForeignCommit(heads[step.Edit.At % heads.Count]);
                GoBack();
                break;
            default:
                GoBack();
                break;
        }

        Check();
    }

    /// <summary>Commits what is <paramref name="owner"/>'s.</summary>
    /// <param name="owner">The owner; null: what is unattributed.</param>
    /// <param name="isSettled">Whether the process lived long enough to note it.</param>
    public Composition Commit(string? owner, bool isSettled = true)
    {
        // One without recorded edits commits what is unattributed.
        var committing = provenance.Committing(owner);
        var composition = Composition.For(provenance, Head, Disk, committing);
        if (isTagged)
            CommitCheck(composition, committing);
        if (isSettled)
            provenance.Committed(committing, composition.File, owner);
        ForeignCommit(composition.File);
        Check();
        return composition;
    }

    public void Capture(FileState disk, string? owner)
    {
        Disk = disk;
        provenance.Capture(disk, owner, isObserved: owner is not null);
        Check();
    }

    public void ForeignCommit(FileState head)
    {
        Head = head;
        heads.Add(head);
        provenance.Rehead(head);
    }

    /// <summary>Whether HEAD is the disk, in every byte and in its mode.</summary>
    public bool HasConverged => Same(Head, Disk);

    public override string ToString() => $"HEAD {Show(Head)}, disk {Show(Disk)}";

    private void GoBack()
    {
        removals.GoBack(Traces(Disk), Traces(Head));
        Capture(Head, null);
    }

    private FileState Edited(FileState file, FileEdit edit, string? owner) =>
        isJson ? JsonFileEdit.Apply(edit, file, n => Line(owner, edit, n)) : edit.Apply(file, n => Line(owner, edit, n));

    private string Line(string? owner, FileEdit edit, int n) =>
        isTagged ? $"{owner ?? "nobody"}:{number++}" : ((char)('x' + ((edit.At + n) % 3))).ToString();

    private void Check()
    {
        provenance = ProvenanceFormat.Read(ProvenanceFormat.Write("file", provenance));
        provenance.Choose(isJson);
        if (provenance.Json is { } json)
        {
            (json.Head ?? []).AsSpan().SequenceEqual(Head.Content).ShouldBeTrue("the values hold HEAD");
            (json.Disk ?? []).AsSpan().SequenceEqual(Disk.Content).ShouldBeTrue("the values hold the disk");
        }

        Text(provenance.Text.Head, provenance.EndsInLineFeed.Head).ShouldBe(Encoding.Latin1.GetString(Head.Content), "the weave holds HEAD");
        Text(provenance.Text.Disk, provenance.EndsInLineFeed.Disk).ShouldBe(Encoding.Latin1.GetString(Disk.Content), "the weave holds the disk");
        provenance.Mode.Head.ShouldBe((int?)Head.Mode ?? 0);
        provenance.Mode.Disk.ShouldBe((int?)Disk.Mode ?? 0);
    }

    /// <summary>I2: every line has its writer in its text, so a foreign one shows.</summary>
    private void CommitCheck(Composition composition, string? committing)
    {
        var (before, after, disk) = (Lines(Head), Lines(composition.File), Lines(Disk));
        string[] named = [.. composition.Entangled.Select(e => e.Owner ?? "nobody"), committing ?? "nobody"];
        after.Except(before).Where(l => l.Contains(':') && !named.Contains(WriterOf(l))).ShouldBeEmpty("no line of another owner is in the commit");
        before.Except(after).Intersect(disk).ShouldBeEmpty("a line on disk is not taken away");
        before.Except(after).Where(l => removals.IsOfOthersThan(l, [.. composition.Entangled.Select(e => e.Owner), committing]))
            .ShouldBeEmpty("no deletion of another owner is in the commit");
        after.Where(l => l.Contains(':')).ShouldBeUnique("no line is there twice");
        // Not by values: one that comes back in the place of another value than it once replaced is unattributed.
        if (!isJson && !Head.IsIndivisible && !Disk.IsIndivisible && Disk.Exists && composition.File.Exists)
            disk.Where(l => WriterOf(l) == (committing ?? "nobody")).Except(after).ShouldBeEmpty("no line of the owner stays behind");
    }

    private static string WriterOf(string line) => line.Split(':')[0].Split(' ')[^1];

    private string[] Traces(FileState file) => isJson ? JsonFileEdit.Traces(file) : Lines(file);

    private string[] Lines(FileState file) => isJson ? JsonFileEdit.Scalars(file) : file.IsIndivisible ? [] : [.. TextLines.Split(file.Content).Lines];

    private static string Text(IEnumerable<string> lines, bool ends) => Encoding.Latin1.GetString(new TextLines([.. lines], ends).Join());

    private static bool Same(FileState left, FileState right) => left.Mode == right.Mode && left.Content.AsSpan().SequenceEqual(right.Content);

    private static string Show(FileState file) => $"{file.Mode?.ToOctal() ?? "none"} \"{Encoding.Latin1.GetString(file.Content).Replace("\n", "\\n")}\"";
}
