namespace GitCommitTasks.Ownership;

/// <summary>Who made a difference, and whether he was seen making it, in an edit window.</summary>
/// <param name="Owner">Who; null: unattributed.</param>
/// <param name="IsObserved">Whether he was seen.</param>
/// <param name="MayHavePopped">Whether, though he was seen, what a stash had taken away may have come back at the same time.</param>
/// <param name="IsAnew">Whether, though unseen, it is known not to come and go as before.</param>
internal readonly record struct JsonEdit(string? Owner, bool IsObserved, bool MayHavePopped = false, bool IsAnew = false)
{
    /// <summary>Whether what comes or goes may do so as it did before: a stash and its pop.</summary>
    public bool MayRepeat => IsRepeatable && !IsAnew;

    /// <summary>Whether a form or style may come or go so.</summary>
    public bool IsRepeatable => !IsObserved || MayHavePopped;
}

/// <summary>One of the values that a <see cref="JsonSlot"/> has had: a scalar, an object, an array, or none.</summary>
internal sealed class JsonVersion
{
    public required JsonKind Kind { get; init; }

    /// <summary>A scalar as it is spelled; else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>What is in it, if it is an object or an array.</summary>
    public JsonContainer? Container { get; init; }

    /// <summary>Who wrote it; of the absent value: who deleted. Kept when it is committed, and when it goes and comes back by itself. Null: unattributed.</summary>
    public string? Writer { get; set; }

    /// <summary>Whether the writer is that of the line it stood on when the file went by lines: who wrote there before is known of the line only.</summary>
    public bool IsByLine { get; set; }

    /// <summary>What HEAD had when this was written in its place; of a deletion, if HEAD had nothing, what the disk had. Only what takes the place of that again is the same change coming back.</summary>
    public string? Replaced { get; set; }

    /// <summary>What HEAD had when this was written, if it has had something else since: see <see cref="Replaced"/>.</summary>
    public string? Origin { get; set; }

    /// <summary>Of an object or an array, what it held when HEAD left it. Of the absent value, what went by itself and otherwise than before, when HEAD had nothing, either: see <see cref="KindOrText"/>.</summary>
    public string? Left { get; set; }

    /// <summary>What tells it from the other values of its slot.</summary>
    public string KindOrText => Kind == JsonKind.Scalar ? Text : Kind.ToString();

    /// <summary>The other owners whose uncommitted work it overwrote.</summary>
    public Mixture Mixture { get; set; }

    /// <summary>Of the absent value, what was known of the deletion before HEAD got here what the disk never had, which is deleted by nobody.</summary>
    public JsonDeletion? Aside { get; set; }

    /// <summary>Of the absent value, what is known of the deletion.</summary>
    public JsonDeletion Deletion => new(Writer, Replaced, Left, Mixture);

    /// <summary>This, and no more, is known of the deletion.</summary>
    public void Restore(JsonDeletion known) => (Writer, Replaced, Origin, Left, Mixture, Aside) = (known.Writer, known.Replaced, null, known.Left, known.Mixture, null);
}
