namespace GitCommitTasks.Ownership;

/// <summary>One line of a <see cref="Weave"/>, with all that is known of who put it there and who took it away. A null owner is <em>unattributed</em>.</summary>
internal sealed class WeaveLine
{
    /// <summary>The line without its line feed, one character a byte.</summary>
    public required string Text { get; init; }

    /// <summary>Whether HEAD has it.</summary>
    public bool InHead { get; set; }

    /// <summary>Whether the file on disk has it.</summary>
    public bool OnDisk { get; set; }

    /// <summary>Who wrote it. Kept when it is committed: should HEAD lose it again, it is its writer's once more.</summary>
    public string? Writer { get; set; }

    /// <summary>Who took it away last. Kept when it comes back by itself (<c>git stash</c>): should it go the same way again, it is its deleter's once more.</summary>
    public string? Deleter { get; set; }

    /// <summary>The line of HEAD in whose place this one stands, through however many replacements; null when it was inserted.</summary>
    public WeaveLine? InPlaceOf { get; set; }

    /// <summary>Whether it overwrote, or stands inside of, uncommitted lines of another owner; of a line that is gone, whether another owner had deleted it before.</summary>
    public bool IsEntangled { get; set; }

    /// <summary>The other owner, if entangled; of several the last.</summary>
    public string? EntangledWith { get; set; }

    /// <summary>Whether it waits to be committed by its writer.</summary>
    public bool IsInsertion => OnDisk && !InHead;

    /// <summary>Whether its deletion waits to be committed by its deleter.</summary>
    public bool IsDeletion => InHead && !OnDisk;

    /// <summary>Whether it is only remembered.</summary>
    public bool IsMemory => !InHead && !OnDisk;

    /// <summary>Whose uncommitted change this line is; meaningless for one that HEAD and disk agree about.</summary>
    public string? ChangedBy => OnDisk ? Writer : Deleter;

    /// <summary>Notes another owner that is mixed in.</summary>
    public void Entangle(string? other)
    {
        IsEntangled = true;
        EntangledWith = other;
    }
}
