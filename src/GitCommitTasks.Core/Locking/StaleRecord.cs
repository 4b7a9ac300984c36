using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>How the removal of a stale record ended.</summary>
internal enum Removal
{
    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>Something else is there by now; nothing was removed.</summary>
    Changed,

    /// <summary>The system would not remove it.</summary>
    Immovable,
}

/// <summary>Decides whether a record left behind is stale, and removes it. Call it with the kernel lock in hand.</summary>
internal sealed class StaleRecord(ProcessIdentity processes, TimeSpan staleAfter, TimeProvider time)
{
    /// <summary>What can be proved about the holder.</summary>
    public HolderVerdict Judge(RecordSighting sighting) => sighting.BarePid is { } pid
        ? HolderVerdict.OfBarePid(pid, processes)
        : HolderVerdict.Of(sighting.Record, processes);

    /// <summary>Why the record is stale, or null when it is not: the holder is dead, or unknown and the record is old. What is no lock is never stale:
    /// a setting that names somebody's file must not cost it.</summary>
    public string? ReasonToRemove(RecordSighting sighting)
    {
        if (!sighting.IsLock)
            return null;
        var (liveness, reason) = Judge(sighting);
        var age = AgeOf(sighting);
        return liveness switch
        {
            Liveness.Dead => reason,
            Liveness.Unknown when age > staleAfter =>
                $"whether its holder lives cannot be told ({reason}) and it is {Ages.Of(age)} old, more than {Ages.Of(staleAfter)}",
            _ => null,
        };
    }

    /// <summary>Removes what was seen, if it is still that, and reports GCT1003 with <paramref name="reason"/>.</summary>
    public static Removal Remove(RecordSighting seen, string reason, DiagnosticBag diagnostics)
    {
        // Read again right before: whoever put a fresh one there meanwhile must keep it.
        if (RecordSighting.TryRead(seen.Path) is not { } now || !now.IsSameAs(seen))
            return Removal.Changed;
        try
        {
            if (seen.Stat.Kind == FileKind.Directory)
                Directory.Delete(seen.Path, recursive: false);
            else
                File.Delete(seen.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not empty, or not ours to remove: the caller goes on waiting for it, and says so.
            return Removal.Immovable;
        }

        diagnostics.Report(Catalog.StaleLockRemoved.With(seen.Path, seen.Holder, reason));
        return Removal.Removed;
    }

    /// <summary>The age by the record's own time; where that is missing or in the future, by the file's; never negative.</summary>
    public TimeSpan AgeOf(RecordSighting sighting)
    {
        var now = time.GetUtcNow();
        var since = sighting.Record?.AcquiredAt is { } acquired && acquired <= now ? acquired : sighting.Modified;
        return since <= now ? now - since : TimeSpan.Zero;
    }
}
