namespace GitCommitTasks.Ownership;

/// <summary>The style of a file in HEAD and on disk, and who changed it: like the form of a container, a new style goes with its owner's commit.</summary>
internal sealed class JsonFileStyle
{
    /// <summary>HEAD's; null if HEAD has no file.</summary>
    public JsonStyle? Head { get; set; }

    /// <summary>The disk's; null if the disk has no file.</summary>
    public JsonStyle? Disk { get; set; }

    /// <summary>Who changed it last. Null: unattributed.</summary>
    public string? Writer { get; set; }

    /// <summary>What he made of it, to know it again when it goes and comes back by itself.</summary>
    public JsonStyle? Written { get; set; }

    public bool IsChanged => Head is not null && Disk is not null && !Head.AgreesWith(Disk);

    /// <summary>The style of a document composed with (or without) the change of style.</summary>
    public JsonStyle Of(bool isTaken) => (isTaken ? Disk?.Or(Head) ?? Head : Head?.Or(Disk) ?? Disk) ?? new JsonStyle();

    public bool IsTakenBy(string? owner) => IsChanged && Writer == owner;

    public void Capture(JsonStyle? disk, JsonEdit by)
    {
        var isNew = disk is not null && disk != Disk;
        Disk = disk;
        if (isNew && IsChanged && (!by.IsRepeatable || disk != Written))
            (Writer, Written) = (by.Owner, disk);
    }
}
