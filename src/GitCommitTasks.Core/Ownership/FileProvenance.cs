namespace GitCommitTasks.Ownership;

/// <summary>Who changed what of one file since HEAD: its lines, its mode, its being there.</summary>
/// <remarks>Pure: knows no files and no clock. A null owner is <em>unattributed</em>, an owner like any other.</remarks>
internal sealed class FileProvenance
{
    /// <summary>Lines remembered beyond HEAD and disk, so that a stash or a soft reset gives them back to their owners. Chosen as a few large edits' worth.</summary>
    private const int MostMemories = 5000;

    public FileProvenance(Weave text, Register<bool> endsInLineFeed, Register<int> mode, Register<string> content, IEnumerable<string> owners)
    {
        (Text, EndsInLineFeed, Mode, Content) = (text, endsInLineFeed, mode, content);
        Owners = [.. owners];
    }

    /// <summary>The lines.</summary>
    public Weave Text { get; }

    /// <summary>Whether the last line has its line feed.</summary>
    public Register<bool> EndsInLineFeed { get; private set; }

    /// <summary>The mode; 0 when the file does not exist.</summary>
    public Register<int> Mode { get; private set; }

    /// <summary>The id of the whole content, for files that cannot be divided.</summary>
    public Register<string> Content { get; private set; }

    /// <summary>Those who were seen changing the file: they commit what is theirs, and nothing that is unattributed.</summary>
    public HashSet<string> Owners { get; }

    /// <summary>The file as it was captured last.</summary>
    public FileState Disk => Mode.Disk == 0
        ? FileState.Missing
        : new FileState((Objects.EntryMode)Mode.Disk, new TextLines([.. Text.Disk], EndsInLineFeed.Disk).Join());

    /// <summary>Whether HEAD and disk agree in everything.</summary>
    public bool IsClean => !Mode.IsChanged && !Content.IsChanged;

    /// <summary>The provenance of a file of which nothing is known: it is on disk as it is in HEAD.</summary>
    public static FileProvenance Of(FileState head)
    {
        var lines = Lines(head);
        return new FileProvenance(
            Weave.Of(lines.Lines), Register<bool>.Of(lines.EndsInLineFeed), Register<int>.Of((int?)head.Mode ?? 0), Register<string>.Of(head.ContentId), []);
    }

    /// <summary>Takes in what the disk has now.</summary>
    /// <param name="disk">The file.</param>
    /// <param name="owner">Who made the difference; null: unattributed.</param>
    /// <param name="isObserved">Whether the owner was seen making it, in an edit window.</param>
    public void Capture(FileState disk, string? owner, bool isObserved)
    {
        var (lines, before) = (Lines(disk), (Content.Disk, Mode.Disk));
        Text.Capture(lines.Lines, owner, isObserved);
        EndsInLineFeed = EndsInLineFeed.Captured(lines.EndsInLineFeed, owner, isObserved);
        Mode = Mode.Captured((int?)disk.Mode ?? 0, owner, isObserved);
        Content = Content.Captured(disk.ContentId, owner, isObserved);
        if (isObserved && owner is not null && before != (Content.Disk, Mode.Disk))
            Owners.Add(owner);
        Text.Forget(MostMemories);
    }

    /// <summary>Takes in what HEAD has now, however it got there.</summary>
    public void Rehead(FileState head)
    {
        var lines = Lines(head);
        Text.Rehead(lines.Lines);
        EndsInLineFeed = EndsInLineFeed.Reheaded(lines.EndsInLineFeed);
        Mode = Mode.Reheaded((int?)head.Mode ?? 0);
        Content = Content.Reheaded(head.ContentId);
    }

    /// <summary>Marks as committed what a commit of <paramref name="owner"/> took.</summary>
    /// <param name="owner">The committing owner.</param>
    /// <param name="composed">What the commit holds.</param>
    public void Committed(string? owner, FileState composed)
    {
        // Otherwise it was not chosen by lines, or the file has changed since it was chosen: then only comparing can tell.
        if (Text.ComposedFor(owner).Select(l => l.Text).SequenceEqual(Lines(composed).Lines))
            Text.Committed(owner);
        Rehead(composed);
    }

    /// <summary>Whose changes a commit of <paramref name="owner"/> takes: its own if it was ever seen changing the file, else what is unattributed.</summary>
    public string? Committing(string? owner) => owner is not null && Owners.Contains(owner) ? owner : null;

    /// <summary>Everybody whose changes wait to be committed, with the lines of each; a change that has no lines counts as one.</summary>
    public IReadOnlyDictionary<Author, Lines> Pending()
    {
        Dictionary<Author, Lines> pending = [];
        foreach (var line in Text.Lines.Where(l => l.IsInsertion || l.IsDeletion))
        {
            var (author, so) = (new Author(line.ChangedBy), pending.GetValueOrDefault(new Author(line.ChangedBy)));
            pending[author] = line.IsInsertion ? so with { Added = so.Added + 1 } : so with { Deleted = so.Deleted + 1 };
        }

        foreach (var writer in new[] { (EndsInLineFeed.IsChanged, EndsInLineFeed.Writer), (Mode.IsChanged, Mode.Writer) }.Where(w => w.IsChanged).Select(w => new Author(w.Writer)))
            pending.TryAdd(writer, new Lines(0, 0));
        return pending;
    }

    private static TextLines Lines(FileState file) =>
        file.IsIndivisible ? new TextLines([System.Text.Encoding.Latin1.GetString(file.Content)], EndsInLineFeed: false) : TextLines.Split(file.Content);
}

/// <summary>An owner, or null for what is unattributed, as the key of a dictionary.</summary>
internal readonly record struct Author(string? Name);

/// <summary>How many lines somebody added and deleted.</summary>
internal readonly record struct Lines(int Added, int Deleted);
