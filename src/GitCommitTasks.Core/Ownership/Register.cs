namespace GitCommitTasks.Ownership;

/// <summary>One property of a file that HEAD and the disk may differ about: whether it exists, its mode, whether it ends in a line feed.</summary>
/// <typeparam name="T">A value that can be compared.</typeparam>
/// <param name="Head">What HEAD has.</param>
/// <param name="Disk">What the disk has.</param>
/// <param name="Written">The value that <paramref name="Writer"/> gave it.</param>
/// <param name="Writer">Who changed it last; null: unattributed. Kept when it is committed or stashed, for the case that the same value comes back.</param>
internal sealed record Register<T>(T Head, T Disk, T Written, string? Writer)
    where T : notnull
{
    /// <summary>Whether a change waits to be committed.</summary>
    public bool IsChanged => !Same(Head, Disk);

    /// <summary>A property that HEAD and disk agree about, and that nobody changed.</summary>
    public static Register<T> Of(T value) => new(value, value, value, null);

    /// <summary>Whether <paramref name="owner"/>'s change waits to be committed.</summary>
    public bool IsChangedBy(string? owner) => IsChanged && Writer == owner;

    /// <summary>Takes in what the disk has now.</summary>
    /// <param name="disk">The value.</param>
    /// <param name="owner">Who changed it.</param>
    /// <param name="isAnew">Whether the owner was seen doing it. If not, a value that goes back to HEAD's and comes again keeps its writer: a stash and its pop.</param>
    public Register<T> Captured(T disk, string? owner, bool isAnew)
    {
        if (Same(Disk, disk))
            return this;
        var keepsWriter = !isAnew && (Same(disk, Head) || Same(disk, Written));
        return keepsWriter ? this with { Disk = disk } : this with { Disk = disk, Written = disk, Writer = owner };
    }

    /// <summary>Takes in what HEAD has now.</summary>
    public Register<T> Reheaded(T head) => this with { Head = head };

    /// <summary>What a commit of <paramref name="owner"/> holds.</summary>
    public T ComposedFor(string? owner) => IsChangedBy(owner) ? Disk : Head;

    private static bool Same(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);
}
