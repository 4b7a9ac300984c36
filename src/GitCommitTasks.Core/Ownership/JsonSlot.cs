namespace GitCommitTasks.Ownership;

/// <summary>A place in a JSON document – a member of an object, an element of an array, or the document – with the values it has had.</summary>
/// <remarks>
/// <para>HEAD points at one of the values and the disk at one; where these differ, the one on disk says whose change it is. So a value and the one it replaced
/// are a pair that nobody can tear apart. There is at most one object and one array among the values: an object on both sides is the same object, and its members differ.</para>
/// <para><b>Guarantees.</b> In a container that HEAD does not point at nothing is in HEAD, and likewise for the disk.</para>
/// </remarks>
internal sealed class JsonSlot
{
    private readonly List<JsonVersion> versions;

    public JsonSlot(string? name = null)
        : this(name, [new JsonVersion { Kind = JsonKind.Absent }], head: 0, disk: 0)
    {
    }

    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="versions">The values it has had; the first is the absent one.</param>
    /// <param name="head">Which of them HEAD has.</param>
    /// <param name="disk">Which of them the disk has.</param>
    public JsonSlot(string? name, List<JsonVersion> versions, int head, int disk) =>
        (Name, this.versions, Head, Disk) = (name, versions, versions[head], versions[disk]);

    /// <summary>The name of a member; null for an element and for the document.</summary>
    public string? Name { get; }

    /// <summary>The name as it is spelled, in quotes. HEAD's spelling counts only until the disk has another: it is nobody's.</summary>
    public string NameText { get; set; } = "";

    public IReadOnlyList<JsonVersion> Versions => versions;

    public JsonVersion Head { get; private set; }

    public JsonVersion Disk { get; private set; }

    public bool IsInHead => Head.Kind != JsonKind.Absent;

    public bool IsOnDisk => Disk.Kind != JsonKind.Absent;

    /// <summary>Whether the value itself differs, not just something in it. The change is the writer's of <see cref="Disk"/>.</summary>
    public bool IsChanged => Head != Disk;

    /// <summary>The places in it, and those in these.</summary>
    public IEnumerable<JsonSlot> Inside => versions.SelectMany(v => v.Container?.Slots ?? []).SelectMany(s => s.Inside.Prepend(s));

    /// <summary>What the element on disk was before; empty for members, which have names to be found by.</summary>
    public JsonPast DiskPast { get; init; } = new();

    /// <summary>What the element in HEAD was before.</summary>
    public JsonPast HeadPast { get; init; } = new();

    /// <summary>Whose uncommitted values stood here, and who came over them.</summary>
    public Losses<JsonVersion> Losses { get; init; } = new();

    /// <summary>The digest of what the disk has; null for nothing.</summary>
    public string? DiskDigest => Digest(s => s.Disk);

    /// <summary>The digest of what HEAD has; null for nothing.</summary>
    public string? HeadDigest => Digest(s => s.Head);

    /// <summary>Whether a commit of <paramref name="owner"/> takes the value on disk: it is his, or something in it is and cannot be without it.</summary>
    public bool IsTakenBy(string? owner) => IsChanged && (Disk.Writer == owner || Disk.Container?.HasChangeOf(owner) == true);

    /// <summary>Whether it or anything in it waits to be committed by <paramref name="owner"/>.</summary>
    public bool HasChangeOf(string? owner) => IsTakenBy(owner) || Head.Container?.HasChangeOf(owner) == true;

    /// <summary>Takes in what the disk has now; null: nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="by">Who made the difference.</param>
    /// <param name="replaced">The slot that went and in whose place this one is new, if so.</param>
    public void Capture(JsonTree? value, JsonEdit by, JsonSlot? replaced = null)
    {
        if (Name is null && DiskDigest is { } digest && digest != value?.Digest)
            DiskPast.Remember(digest);
        var (old, known) = (Disk, Find(value));
        var version = known ?? Add(value!, by.Owner);
        if (version != old)
        {
            var repeats = Attribute(version, by, isNew: known is null, replaced ?? this);
            // HEAD has an object or array here, too, but another one.
            if (version == Head && by.IsObserved && version.Container is not null && value!.Digest != HeadDigest)
                version.Writer = by.Owner;
            Disk = version;
            old.Container?.LeaveDisk(by with { IsAnew = by.IsAnew || !repeats });
        }

        version.Container?.Capture(value!, by);
    }

    /// <summary>Takes in what HEAD has now; null: nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="instead">What the disk has in the place of the container that it is in; null if it has that.</param>
    public void Rehead(JsonTree? value, JsonVersion? instead = null)
    {
        if (Name is null && HeadDigest is { } digest && digest != value?.Digest)
            HeadPast.Remember(digest);
        // HEAD has a value that the disk never had here: unattributed, should it come to the disk by itself. So is its deletion, unless somebody replaced what it is in.
        var known = Find(value);
        var version = known ?? Add(value!, writer: null);
        ResumeDeletion(value?.Digest);
        var since = version == Head ? [] : WritersSince(version, value?.Digest);
        if (since is null && !IsOnDisk && !IsChanged && known is null)
            Disk.Aside = Disk.Deletion;
        if (since is null && !IsOnDisk && !IsChanged && (known is null || Disk.Replaced is null))
            (Disk.Writer, Disk.Mixture) = (instead?.Writer, known is null ? Mixture.None : Mixture.Of(Disk.Writer).Without(instead?.Writer));
        else if (!IsOnDisk && !IsChanged && Disk.Left == version.KindOrText && version != Head)
            (Disk.Writer, Disk.Mixture) = (null, Disk.Mixture.With(Disk.Writer));
        Disk.Mixture = Disk.Mixture.With(since ?? (known is not null && IsOnDisk ? [null] : [])).Without(Disk.Writer);
        PointHeadAt(version);
        if (!IsChanged)
            Losses.Settle();
        Head.Container?.Rehead(value!, Head == Disk ? null : Disk);
        KeepChange();
    }

    /// <summary>HEAD had, for a while, a value that the disk never had: whose deletion it was before that is known again.</summary>
    private void ResumeDeletion(string? headDigest)
    {
        if (IsOnDisk || Disk.Aside is not { } known || headDigest == Disk.Replaced)
            return;
        PointHeadAt(Disk);
        Disk.Restore(known);
    }

    /// <summary>Marks as committed what a commit of <paramref name="owner"/> took.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="isInside">Whether the slot is in a container on one line.</param>
    public void Commit(string? owner, bool isInside)
    {
        var before = Name is null ? HeadDigest : null;
        if (IsTakenBy(owner))
        {
            // Another's container, taken because something in it is this owner's.
            Losses.Note(Disk.Writer, owner);
            PointHeadAt(Disk);
            Losses.Settle();
        }

        Head.Container?.Commit(owner, isInside);
        if (before is not null && before != HeadDigest)
            HeadPast.Remember(before);
        KeepChange();
    }

    /// <summary>The owner's next commit has told of its losses.</summary>
    public void Tell(string? owner)
    {
        Losses.Tell(owner);
        foreach (var slot in versions.SelectMany(v => v.Container?.Slots ?? []))
            slot.Tell(owner);
    }

    /// <summary>Forgets a value that neither HEAD nor the disk has.</summary>
    public void Forget(JsonVersion version) => versions.Remove(version);

    /// <summary>A change that waits to be committed is the same although HEAD has another value in its place now.</summary>
    private void KeepChange()
    {
        if (!IsChanged || Disk.Replaced == HeadDigest)
            return;
        Disk.Origin ??= Disk.Replaced;
        Disk.Replaced = HeadDigest;
    }

    private void PointHeadAt(JsonVersion version)
    {
        var old = Head;
        if (old != version && old.Container is not null)
            old.Left = HeadDigest;
        Head = version;
        if (old != version)
            old.Container?.LeaveHead();
    }

    /// <summary>A value that comes back unseen is its writer's as before; any other is the owner's, entangled with those whose uncommitted work it takes away.</summary>
    /// <returns>Whether it comes and goes as before.</returns>
    private bool Attribute(JsonVersion version, JsonEdit by, bool isNew, JsonSlot replaced)
    {
        // What was overwritten before is gone from here: he overwrites what HEAD has.
        if (by.IsObserved && !IsChanged)
            Losses.Settle();
        var comesBack = !isNew && by.MayRepeat && !IsChanged && version.Replaced == DiskDigest;
        // Once it is committed, what overwrote is not undone but overwritten in turn.
        var undone = IsChanged ? Losses.Undo(version) : null;
        // Who puts back what he overwrote himself has not written it; it is as it was. Not so if another has written there since.
        var isPutBack = by.IsObserved && undone is { } undo && undo.By == by.Owner && Disk.Writer == by.Owner && version != Head;
        if (comesBack || isPutBack)
            return true;
        var lost = replaced.OthersThan(by.Owner).ToList();
        foreach (var (owner, value) in lost.Where(_ => by.IsObserved || version != Head))
            Losses.Note(owner, by.Owner, value);
        if (version == Head)
        {
            NoteDeletion(by);
            return true;
        }

        // It had come back: who took it away before did not do so this time.
        if (!IsInHead && Head.Replaced == DiskDigest)
            Head.Restore(new JsonDeletion());
        version.Mixture = Mixture.Of(lost.Select(l => l.Owner));
        TakeOverDeletions(by.Owner);
        (version.Writer, version.Replaced, version.Origin, version.IsByLine, version.Aside) = (by.Owner, HeadDigest, null, false, null);
        return false;
    }

    /// <summary>The disk has what HEAD has. Whoever takes away what HEAD does not have has deleted it, should HEAD get it; any other value is as it was committed.
    /// What goes by itself goes as it went before, or it is nobody's deletion.</summary>
    private void NoteDeletion(JsonEdit by)
    {
        if (IsInHead)
            return;
        Head.Left = by.IsObserved || Head.Replaced is null || Head.Replaced == DiskDigest ? null : Disk.KindOrText;
        if (!by.IsObserved)
            return;
        Head.Mixture = Head.Replaced is null ? Mixture.None : Head.Mixture.With(Head.Writer).Without(by.Owner);
        (Head.Writer, Head.Replaced, Head.Origin, Head.Aside) = (by.Owner, DiskDigest, null, null);
    }

    /// <summary>Who takes away what stands in the place of a container has deleted what went with that.</summary>
    private void TakeOverDeletions(string? owner)
    {
        if (!IsChanged || Head.Container is not { } replaced)
            return;
        foreach (var version in replaced.Slots.SelectMany(s => s.Inside.Prepend(s)).Where(s => s.IsChanged && !s.IsOnDisk).Select(s => s.Disk).Where(v => v.Writer == Disk.Writer))
            (version.Writer, version.Mixture) = (owner, version.Mixture.With(version.Writer).Without(owner));
    }

    /// <summary>The owners whose uncommitted work would be lost with the value on disk, other than <paramref name="owner"/>; with the value where that is all they have.</summary>
    private IEnumerable<(string? Owner, JsonVersion? Value)> OthersThan(string? owner)
    {
        if (IsChanged && Disk.Writer != owner)
            yield return (Disk.Writer, Disk);
        foreach (var other in IsChanged ? Disk.Mixture.Without(owner).Owners : [])
            yield return (other, null);
        foreach (var (other, _) in Disk.Container?.Slots.SelectMany(s => s.OthersThan(owner)) ?? [])
            yield return (other, null);
    }

    /// <summary>Commits are undone: those who wrote here after <paramref name="version"/> was HEAD's, before the value on disk, which is all there is of it now. Null if that is not known.</summary>
    private IReadOnlyList<string?>? WritersSince(JsonVersion version, string? digest)
    {
        List<JsonVersion> since = [];
        for (var at = Disk; at != version; since.Add(at))
        {
            // Of the value on disk, what HEAD had in between is in the way; of those before it, only what they were written over counts.
            var earlier = at != Disk && at.Origin is { } origin && origin == digest ? version
                : at.Replaced is null ? versions[0] : at.Replaced == digest ? version : at.Replaced == HeadDigest ? Head
                : versions.Find(v => v.Kind != JsonKind.Absent && (v.Kind == JsonKind.Scalar ? JsonDigest.OfScalar(v.Text) : v.Left) == at.Replaced);
            if (earlier is null || since.Contains(earlier) || earlier == at)
                return null;
            at = earlier;
        }

        return [.. since.Where(v => v != version).SelectMany(v => v.Mixture.Owners.Append(v.Writer))];
    }

    private JsonVersion? Find(JsonTree? value) => versions.Find(v => v.Kind == (value?.Kind ?? JsonKind.Absent) && v.Text == (value?.Text ?? ""));

    private JsonVersion Add(JsonTree value, string? writer)
    {
        var container = value.IsContainer ? new JsonContainer(value.Kind, []) : null;
        versions.Add(new JsonVersion { Kind = value.Kind, Text = value.Text, Container = container, Writer = writer });
        return versions[^1];
    }

    private string? Digest(Func<JsonSlot, JsonVersion> side)
    {
        var version = side(this);
        return version.Kind switch
        {
            JsonKind.Absent => null,
            JsonKind.Scalar => JsonDigest.OfScalar(version.Text),
            JsonKind.Object => JsonDigest.OfObject(version.Container!.Slots.Select(s => (s.Name!, Digest: s.Digest(side)!)).Where(m => m.Digest is not null)),
            _ => JsonDigest.OfArray(version.Container!.Slots.Select(s => s.Digest(side)!).Where(d => d is not null)),
        };
    }
}
