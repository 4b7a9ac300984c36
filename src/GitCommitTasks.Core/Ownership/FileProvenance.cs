using System.Text;

namespace GitCommitTasks.Ownership;

/// <summary>Who changed what of one file since HEAD: its lines, or its JSON values, its mode, its being there.</summary>
/// <remarks>
/// <para>Pure: knows no files and no clock. A null owner is <em>unattributed</em>, an owner like any other.</para>
/// <para>A JSON file that was not regular goes by lines until HEAD moves on to what the disk has, or an owner makes the two the same. Not when the disk goes back by itself:
/// that is a stash, and what is popped has owners by lines.</para>
/// <para><b>Does not guarantee</b>, of a JSON file that went by lines while HEAD was reset or edited by hand, to name everybody whose values share a line, nor to know such a line again in another layout:
/// its deletion may then count as unattributed.</para>
/// </remarks>
internal sealed class FileProvenance
{
    /// <summary>Lines remembered beyond HEAD and disk, so that a stash or a soft reset gives them back to their owners. Chosen as a few large edits' worth.</summary>
    private const int MostMemories = 5000;

    /// <summary>Owners that are remembered beyond those who have changes, or are to be told of a loss. Who is forgotten commits what is unattributed, like one who never changed the file.
    /// Chosen as more than edit one file in the month that it is remembered.</summary>
    private const int MostOwners = 500;

    private readonly List<string> owners;
    private bool isHeadTooLarge, isDiskTooLarge;

    public FileProvenance(
        Weave text, Register<bool> endsInLineFeed, Register<int> mode, Register<string> content, IEnumerable<string> owners, JsonWeave? json = null)
    {
        (Json, IsJson) = (json, json is not null);
        (Text, EndsInLineFeed, Mode, Content) = (text, endsInLineFeed, mode, content);
        this.owners = [.. owners];
    }

    /// <summary>The lines.</summary>
    public Weave Text { get; }

    /// <summary>The values, if the file goes by them. The lines are kept beside them: to fall back to.</summary>
    public JsonWeave? Json { get; private set; }

    /// <summary>Whether the file is to go by its values when it can: from when it was last clean, for as long as it is regular.</summary>
    public bool IsJson { get; private set; }

    /// <summary>Whether the last line has its line feed.</summary>
    public Register<bool> EndsInLineFeed { get; private set; }

    /// <summary>The mode; 0 when the file does not exist.</summary>
    public Register<int> Mode { get; private set; }

    /// <summary>The id of the whole content, for files that cannot be divided.</summary>
    public Register<string> Content { get; private set; }

    /// <summary>Those who were seen changing the file, the last one last: they commit what is theirs, and nothing that is unattributed.</summary>
    public IReadOnlyList<string> Owners => owners;

    /// <summary>Whose changes were committed by whom, in a commit of the whole file.</summary>
    public Losses<FileState> Losses { get; } = new();

    /// <summary>Whether it was once lost who changed what is uncommitted: that may be anybody's, so nobody who has an owner's name commits it.</summary>
    public bool IsPartlyLost { get; set; }

    /// <summary>Who has not committed yet what he changed, as far as a commit by somebody else did not take it and was noted in <see cref="Losses"/>.</summary>
    public ExpectedCommits Expected { get; } = new();

    /// <summary>Names the window on a directory above the file whose beginning was taken in; null when none was.</summary>
    public string? Since { get; set; }

    /// <summary>The file as it was captured last.</summary>
    public FileState Disk => Mode.Disk == 0
        ? FileState.Missing
        : new FileState((Objects.EntryMode)Mode.Disk, new TextLines([.. Text.Disk], EndsInLineFeed.Disk).Join());

    /// <summary>Whether HEAD or the disk is too large to have owners: then this serves to compare the two, and is not to be stored.</summary>
    public bool IsTooLarge => isHeadTooLarge || isDiskTooLarge;

    /// <summary>Whether HEAD and disk agree in everything.</summary>
    public bool IsClean => !Mode.IsChanged && !Content.IsChanged;

    /// <summary>The provenance of a file of which nothing is known: it is on disk as it is in HEAD.</summary>
    /// <param name="head">The file.</param>
    /// <param name="isJson">See <see cref="IsJson"/>.</param>
    public static FileProvenance Of(FileState head, bool isJson = false)
    {
        var lines = Lines(head);
        FileProvenance file = new(
            Weave.Of(lines.Lines), Register<bool>.Of(lines.EndsInLineFeed), Register<int>.Of((int?)head.Mode ?? 0), Register<string>.Of(head.ContentId), []);
        file.isHeadTooLarge = file.isDiskTooLarge = head.IsTooLarge;
        file.Choose(isJson);
        file.Resume(head);
        return file;
    }

    /// <summary>Says whether the file is JSON, which depends on attributes that may have changed since it was stored.</summary>
    public void Choose(bool isJson)
    {
        IsJson = isJson;
        if (!isJson)
            Json = null;
    }

    /// <summary>Takes in what the disk has now.</summary>
    /// <param name="disk">The file.</param>
    /// <param name="owner">Who made the difference; null: unattributed.</param>
    /// <param name="isObserved">Whether the owner was seen making it, in an edit window.</param>
    /// <param name="taken">What the owner took from others in other files at the same time; gets what is taken from them in this one. Null: only this file changes.</param>
    /// <param name="mayHavePopped">Whether, though the owner was seen, what a stash had taken away may have come back at the same time: that is still whose it was.</param>
    public void Capture(FileState disk, string? owner, bool isObserved, TakenAway? taken = null, bool mayHavePopped = false)
    {
        taken ??= new TakenAway();
        var isAnew = isObserved && !mayHavePopped;
        var (lines, before) = (Lines(disk), (Content.Disk, Mode.Disk));
        var changers = before == (disk.ContentId, (int?)disk.Mode ?? 0) ? null : Changers();
        isDiskTooLarge = disk.IsTooLarge;
        GoByLinesIfNeeded(disk);
        var known = Text.Lines.ToHashSet();
        Text.Capture(lines.Lines, owner, isObserved, IsJson, taken, mayHavePopped);
        if (isAnew && Mode.IsChanged && Mode.Disk != (int?)disk.Mode && Content.Disk == disk.ContentId)
            Losses.Note(Mode.Writer, owner);
        EndsInLineFeed = EndsInLineFeed.Captured(lines.EndsInLineFeed, owner, isAnew);
        Mode = Mode.Captured((int?)disk.Mode ?? 0, owner, isAnew);
        Content = Content.Captured(disk.ContentId, owner, isAnew);
        if (isObserved && owner is not null && changers is not null)
            Remember(owner);
        Text.Forget(MostMemories);
        if (Json is not null)
        {
            var values = isObserved ? null : Json.Values;
            Json.TryCapture(disk.Exists ? disk.Content : null, owner, isObserved, taken, mayHavePopped);
            if (values is not null)
                Json.In(Text).TellValuesWriters(values, known);
        }

        if (changers is not null)
            Expect(changers, isObserved ? owner : null);
        if (isObserved)
            Resume(disk);
        Json?.Forget(MostMemories);
    }

    /// <summary>Whose commit is to come after an edit.</summary>
    private void Expect(IReadOnlySet<string> before, string? editor)
    {
        var now = Changers();
        Expected.Edited(before, now);
        if (editor is not null && now.Contains(editor))
            Expected.Add(editor);
        Expected.Keep(owners);
    }

    /// <summary>Takes in, once, what the file held when a window was opened on a directory above it: that is nobody's, unless it is known by then whose.</summary>
    /// <param name="before">The file as it was then; null when that is not known any more.</param>
    /// <param name="window">Names the window.</param>
    public void Begin(Func<FileState?> before, string window)
    {
        if (Since == window)
            return;
        if (before() is { } then)
            Capture(then, owner: null, isObserved: false);
        Since = window;
    }

    /// <summary>Takes in what HEAD has now, however it got there.</summary>
    public void Rehead(FileState head)
    {
        var (text, before) = (Lines(head), (Content.Head, Mode.Head));
        isHeadTooLarge = head.IsTooLarge;
        if (before.Item1 != head.ContentId)
            Recognize(head);
        GoByLinesIfNeeded(head);
        var (known, values) = (Text.Lines.ToHashSet(), Json?.Values);
        Text.Rehead(text.Lines, IsJson);
        EndsInLineFeed = EndsInLineFeed.Reheaded(text.EndsInLineFeed);
        Mode = Mode.Reheaded((int?)head.Mode ?? 0);
        Content = Content.Reheaded(head.ContentId);
        if (Json is not null && values is not null)
        {
            Json.TryRehead(head.Exists ? head.Content : null);
            var lines = Json.In(Text);
            lines.TellValuesWriters(values, known);
            lines.TellValuesDeleters(values, known);
            lines.TellValuesWritersSince();
        }

        if (before != (Content.Head, Mode.Head))
            Resume(head);
    }

    /// <summary>Marks as committed what a commit of <paramref name="owner"/> took.</summary>
    /// <param name="owner">Whose changes were chosen.</param>
    /// <param name="composed">What the commit holds.</param>
    /// <param name="by">Whose commit it was: of the whole file, it may have been one of somebody who has no changes in it.</param>
    public void Committed(string? owner, FileState composed, string? by)
    {
        var others = Pending().Keys.Where(o => o.Name != owner).ToList();
        TryCommit(owner, composed);
        Rehead(composed);
        foreach (var other in others.Except(Pending().Keys))
        {
            Losses.Note(other.Name, by);
            Expected.Remove(other.Name);
        }

        Tell(owner);
        TellCommitted(by);
    }

    /// <summary>Marks what a commit of <paramref name="owner"/> took, if <paramref name="composed"/> is what it would hold. Otherwise it was not chosen so, or the file
    /// has changed since it was chosen: then only comparing can tell.</summary>
    /// <returns>Whether it was by values, if the file goes by them, else by lines.</returns>
    private bool TryCommit(string? owner, FileState composed)
    {
        var isByLines = Text.ComposedFor(owner).Select(l => l.Text).SequenceEqual(Lines(composed).Lines);
        if (isByLines)
            Text.Committed(owner);
        if (Json is null)
            return isByLines;
        var content = Json.ComposedFor(owner).Content;
        if ((content is not null) != composed.Exists || !content.AsSpan().SequenceEqual(composed.Content))
            return false;
        Json.Committed(owner);
        return true;
    }

    /// <summary>HEAD may have moved by the commit of an owner who died before he could note it.</summary>
    private void Recognize(FileState head)
    {
        // What stands on one line counts as one: who has a value in it may not be among those whose changes are pending.
        foreach (var author in Pending().Keys.Select(a => a.Name).Union(Json is null ? [] : owners.Append(null).Where(Json.HasChangeOf)))
        {
            if (TryCommit(author, head))
                return;
        }
    }

    /// <summary>The owner's commit has told who came over its changes.</summary>
    public void Tell(string? owner)
    {
        Losses.Tell(owner);
        Text.Tell(owner);
        Json?.Tell(owner);
        TellCommitted(owner);
    }

    /// <summary>Whether somebody else committed what the owner had changed, and nobody has told the owner yet.</summary>
    public bool IsCommittedFor(string owner) => Expected.Contains(owner) && !Changers().Contains(owner);

    private void TellCommitted(string? owner)
    {
        if (owner is not null && IsCommittedFor(owner))
            Expected.Remove(owner);
    }

    /// <summary>Whose changes wait to be committed, also where a value of theirs stands on a line that counts as another's; without what is unattributed.</summary>
    public IReadOnlySet<string> Changers() =>
        Pending().Keys.Select(a => a.Name).OfType<string>().Concat(Expected.All.Where(o => Json?.HasChangeOf(o) == true)).ToHashSet();

    /// <summary>Whose changes a commit of <paramref name="owner"/> takes: its own if it was ever seen changing the file, or may have been, else what is unattributed.</summary>
    public string? Committing(string? owner) => owner is not null && (IsPartlyLost || Owners.Contains(owner)) ? owner : null;

    /// <summary>Everybody whose changes wait to be committed, with the lines of each: none where only the mode, the last line end, or the layout of a JSON file differs.</summary>
    public IReadOnlyDictionary<Author, Lines> Pending() => PendingChanges.By(this);

    private void Remember(string owner)
    {
        owners.Remove(owner);
        owners.Add(owner);
        if (owners.Count <= MostOwners)
            return;
        var needed = Pending().Keys.Select(a => a.Name).Concat(Text.Lines.SelectMany(l => l.Losses.All).Select(l => l.Owner)).Concat(Losses.All.Select(l => l.Owner)).ToHashSet();
        var surplus = owners.Count - MostOwners;
        owners.RemoveAll(o => !needed.Contains(o) && o != owner && surplus-- > 0);
    }

    /// <summary>Where HEAD or the disk is not regular, the file goes by lines.</summary>
    private void GoByLinesIfNeeded(FileState file)
    {
        if (Json is null || (!file.IsIndivisible && JsonWeave.Accepts(file.Exists ? file.Content : null)))
            return;
        Json.In(Text).TellLines();
        Json = null;
    }

    /// <summary>Goes by values from now on, if it can: what was written before is committed or gone.</summary>
    private void Resume(FileState file)
    {
        if (Json is not null || !IsJson || !IsClean || file.IsIndivisible)
            return;
        Json = JsonWeave.TryOf(file.Exists ? file.Content : null);
        Json?.In(Text).TellValuesWriters();
    }

    private static TextLines Lines(FileState file) =>
        file.IsTooLarge ? new TextLines([file.ContentId], EndsInLineFeed: false)
        : file.IsIndivisible ? new TextLines([Encoding.Latin1.GetString(file.Content)], EndsInLineFeed: false) : TextLines.Split(file.Content);
}
