using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>Who holds the lock, as far as it can be seen from outside.</summary>
/// <param name="Holder">The holder; null when nothing names it.</param>
/// <param name="Text">The same in words, with how long it has held the lock.</param>
internal sealed record HolderSighting(LockRecord? Holder, string Text)
{
    /// <summary>What a person can do where something is in the record's place that is no lock.</summary>
    public const string MoveIt = "move it away, or name another lock file (--lock-file, scoped.lockFile)";

    /// <summary>Looks at the queue, then at the record: a locked ticket cannot lie, a record may be left over.</summary>
    public static HolderSighting Look(TicketQueue queue, string recordFile, DateTimeOffset now)
    {
        var holder = queue.Holding()?.Who;
        var sighting = holder is null ? TryRead(recordFile) : null;
        holder ??= sighting?.Holder;
        if (holder is null)
            return new(null, "the holder has left no record");
        var held = holder.AcquiredAt is { } since && since <= now ? $" has held it for {Ages.Of(now - since)}" : " holds it";
        var place = sighting is { Record: null } ? $" at '{recordFile}'" : "";
        var hint = sighting switch
        {
            { IsLock: false } => $" and holds what no lock does, so it is never removed by itself: {MoveIt}",
            { Stat.Kind: FileKind.Directory } when HasEntries(recordFile) => " and is not empty, so it is never removed by itself",
            _ => "",
        };
        return new(holder, $"{holder}{place}{held}{hint}");
    }

    private static bool HasEntries(string path)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(path).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone by now, or not ours to look into: then there is nothing to add.
            return false;
        }
    }

    private static RecordSighting? TryRead(string recordFile)
    {
        try
        {
            return RecordSighting.TryRead(recordFile);
        }
        catch (IOException)
        {
            // Unreadable: the holder stays unnamed; the wait itself goes on.
            return null;
        }
    }
}
