using System.Text.Json;
using System.Text.Json.Serialization;
using GitCommitTasks.Locking;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>An open edit window on a file, or on a directory with everything below it, as it is stored.</summary>
/// <param name="Path">The file or directory, relative to the top of the working tree; <c>.</c> for the top.</param>
/// <param name="Owner">Whose edit it is.</param>
/// <param name="Nonce">Names the opening; the windows that were opened together share it.</param>
/// <param name="OpenedAt">When, UTC.</param>
/// <param name="ExpiresAt">When a lease is over, UTC: a window that one process opens and another closes has nobody whose death could be seen. Null while <paramref name="Opener"/> keeps it open.</param>
/// <param name="Opener">The process that keeps it open; null for a lease.</param>
/// <param name="Tree">The tree of HEAD when it was opened; null on an unborn branch.</param>
/// <param name="IsDirectory">Whether it was a directory then: what differed from HEAD below it is kept beside the window.</param>
/// <param name="Continues">The nonce of the first opening, where this one prolongs it or takes its place; null where it is the first.</param>
/// <param name="LeaseUntil">When the owner's lease is over, UTC, that <paramref name="Opener"/> found open and leaves open; null where there was none.</param>
/// <param name="Stash">The commit that <c>refs/stash</c> was at when it was opened; null where nothing was stashed.</param>
internal sealed record EditWindow(
    string Path, string Owner, string Nonce, DateTimeOffset OpenedAt, DateTimeOffset? ExpiresAt, LockRecord? Opener, string? Tree, bool IsDirectory = false, string? Continues = null,
    DateTimeOffset? LeaseUntil = null, string? Stash = null)
{
    /// <summary>The variable by which a process that keeps windows open tells those it waits for. Its value is their nonces, separated by spaces.</summary>
    public const string InsideVariable = "GIT_SCOPED_INSIDE_WINDOWS";

    /// <summary>How long a lease lasts. An edit takes milliseconds; a person whom an agent's tool asks for leave may take minutes.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);

    /// <summary>The file or directory.</summary>
    [JsonIgnore]
    public RepositoryPath At => Path == "." ? RepositoryPath.Top : RepositoryPath.Parse(Path);

    /// <summary>The same window on another path.</summary>
    public EditWindow On(RepositoryPath path) => this with { Path = path.IsTop ? "." : path.ToString() };

    /// <summary>The window stored in <paramref name="content"/>, or null when it is none.</summary>
    public static EditWindow? TryParse(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, EditWindowJson.Default.EditWindow) is { Path: not null, Owner: not null, Nonce: not null } window && window.At is not null ? window : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            // Not what we wrote: it protects nothing.
            return null;
        }
    }

    /// <summary>The stored form.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, EditWindowJson.Default.EditWindow);

    /// <summary>Whether this one is the same owner's, opened again: by the process that keeps the first one open, or after a lease.</summary>
    public bool Prolongs(EditWindow open) =>
        Owner == open.Owner && (open.Opener is null || (Opener is not null && open.Opener.Pid == Opener.Pid && open.Opener.StartTicks == Opener.StartTicks));

    /// <summary>This window in the place of one that it prolongs: what that was opened over stays what the edit is compared with.</summary>
    public EditWindow InPlaceOf(EditWindow open) =>
        this with
        {
            Tree = open.Tree,
            Stash = open.Stash,
            OpenedAt = open.OpenedAt,
            IsDirectory = open.IsDirectory,
            Continues = open.First,
            LeaseUntil = Opener is null ? null : open.ExpiresAt ?? open.LeaseUntil,
        };

    /// <summary>Names the window from its first opening to its end.</summary>
    [JsonIgnore]
    public string First => Continues ?? Nonce;

    /// <summary>The window that is wanted, opened at this moment.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="tree">The tree of HEAD.</param>
    /// <param name="stash">The commit that <c>refs/stash</c> is at.</param>
    /// <param name="isDirectory">Whether the path is a directory.</param>
    public EditWindow OpenedAs(DateTimeOffset now, Oid? tree, Oid? stash, bool isDirectory) =>
        LastingFrom(now) with { OpenedAt = now, Tree = tree?.Hex, Stash = stash?.Hex, IsDirectory = isDirectory };

    /// <summary>Whether what was stashed when it was opened may have come back in it: then not all that came is its owner's.</summary>
    /// <param name="stash">Looks up the commit that <c>refs/stash</c> is at now.</param>
    public bool MayHavePopped(Func<Oid?> stash) => Stash is not null && Stash != stash()?.Hex;

    /// <summary>The window with the time of a lease before it, if it is one.</summary>
    /// <param name="now">The time, UTC.</param>
    public EditWindow LastingFrom(DateTimeOffset now) => this with { ExpiresAt = Opener is null ? now + LeaseTime : null };

    /// <summary>The window as it is now: when the process that keeps it open has died, the lease that it found open holds.</summary>
    /// <param name="now">The time, UTC.</param>
    public EditWindow AsOf(DateTimeOffset now) =>
        Opener is not null && Lease(now) is { } lease && HolderVerdict.Of(Opener, ProcessIdentity.Default).Liveness == Liveness.Dead ? lease : this;

    /// <summary>The lease that is left when <see cref="Opener"/> is done; null where there was none, or it is over.</summary>
    /// <param name="now">The time, UTC.</param>
    public EditWindow? Lease(DateTimeOffset now) => LeaseUntil > now ? this with { Opener = null, ExpiresAt = LeaseUntil, LeaseUntil = null } : null;

    /// <summary>Why the window counts as abandoned, or null while it holds: its opener is dead, or its lease is over.</summary>
    /// <param name="now">The time, UTC.</param>
    public string? ReasonToClose(DateTimeOffset now)
    {
        var (liveness, reason) = Opener is null ? new HolderVerdict(Liveness.Unknown, "it is a lease") : HolderVerdict.Of(Opener, ProcessIdentity.Default);
        var end = ExpiresAt ?? OpenedAt + LeaseTime;
        return liveness switch
        {
            Liveness.Dead => reason,
            Liveness.Unknown when now >= end => $"its lease ended {end:u}",
            // Clocks of two machines differ by seconds. One that was set back would keep it open for ever.
            Liveness.Unknown when end - now > 2 * LeaseTime => $"it says to have been opened {OpenedAt:u}, which is to come",
            _ => null,
        };
    }
}

/// <summary>A file that differed from HEAD when a window was opened on a directory above it.</summary>
/// <param name="Path">The file, relative to the top of the working tree.</param>
/// <param name="Mode">Its mode; 0 when it was not there.</param>
/// <param name="Id">Its content; null when it was not there.</param>
internal sealed record EntryBefore(string Path, int Mode, string? Id)
{
    /// <summary>As a tree would hold it.</summary>
    [JsonIgnore]
    public TreeEntry? Entry => Id is null ? null : new TreeEntry((EntryMode)Mode, Oid.Parse(Id));
}

/// <summary>Serialization without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EditWindow))]
[JsonSerializable(typeof(IReadOnlyList<EntryBefore>))]
internal sealed partial class EditWindowJson : JsonSerializerContext;
