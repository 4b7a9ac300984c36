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

    /// <summary>Whether, and whose, uncommitted lines of another owner it overwrote or stands inside of; of several the last. Kept like <see cref="Writer"/>.</summary>
    public Mixture Inserted { get; set; }

    /// <summary>Whether, and which, other owner had deleted it before its deleter took that over. Kept like <see cref="Deleter"/>.</summary>
    public Mixture Deleted { get; set; }

    /// <summary>Whose uncommitted lines stood here, or stand around, and who came over them.</summary>
    public Losses<WeaveLine> Losses { get; } = new();

    /// <summary>Whether it waits to be committed by its writer.</summary>
    public bool IsInsertion => OnDisk && !InHead;

    /// <summary>Whether its deletion waits to be committed by its deleter.</summary>
    public bool IsDeletion => InHead && !OnDisk;

    /// <summary>Whether it is only remembered.</summary>
    public bool IsMemory => !InHead && !OnDisk;

    /// <summary>Whose uncommitted change this line is; meaningless for one that HEAD and disk agree about.</summary>
    public string? ChangedBy => OnDisk ? Writer : Deleter;
}

/// <summary>Another owner that is mixed into a change, or none.</summary>
/// <param name="IsThere">Whether there is one.</param>
/// <param name="Owner">The other owner; null: unattributed.</param>
internal readonly record struct Mixture(bool IsThere, string? Owner)
{
    /// <summary>A change of one owner.</summary>
    public static Mixture None => default;

    /// <summary>A change that <paramref name="owner"/> is mixed into.</summary>
    public static Mixture Of(string? owner) => new(IsThere: true, owner);
}
