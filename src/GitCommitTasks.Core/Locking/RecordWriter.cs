using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;

namespace GitCommitTasks.Locking;

/// <summary>How the writing of a record ended.</summary>
internal enum RecordState
{
    /// <summary>Ours is there.</summary>
    Written,

    /// <summary>It cannot be written (GCT1004); the kernel lock is enough.</summary>
    Unwritable,

    /// <summary>Somebody else's is there and not stale.</summary>
    Blocked,
}

/// <summary>Puts our record where it belongs, unless somebody else's is there. Call it with the kernel lock in hand.</summary>
internal sealed class RecordWriter(string path, ScopedDirectory directory, StaleRecord stale, DiagnosticBag diagnostics)
{
    private bool toldForeign;

    /// <summary>Whether a stale record was removed.</summary>
    public bool BrokeStale { get; private set; }

    /// <summary>Writes <paramref name="record"/>, removing a stale one first.</summary>
    public RecordState TryWrite(LockRecord record)
    {
        try
        {
            while (true)
            {
                if (RecordSighting.TryRead(path) is { } sighting)
                {
                    if (Removed(sighting) is false)
                        return RecordState.Blocked;
                }
                else if (Create(record))
                {
                    return RecordState.Written;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The record is for people and scripts; the kernel lock is held without it.
            diagnostics.Report(Catalog.RecordNotWritten.With(path, e.Message.TrimEnd('.')));
            return RecordState.Unwritable;
        }
    }

    /// <summary>False when it stays; true when it is worth looking again.</summary>
    private bool Removed(RecordSighting sighting)
    {
        if (stale.ReasonToRemove(sighting) is not { } reason)
            return TellForeign(sighting);
        switch (StaleRecord.Remove(sighting, reason, diagnostics))
        {
            case Removal.Removed:
                BrokeStale = true;
                return true;
            case Removal.Changed:
                return true;
            default:
                // A dead holder's record that cannot be removed holds nobody up: it only stays wrong.
                return sighting.Record is null ? TellForeign(sighting)
                    : throw new IOException($"the stale one there cannot be removed ({reason})");
        }
    }

    private bool TellForeign(RecordSighting sighting)
    {
        if (sighting.Record is null && !toldForeign)
            diagnostics.Report(Catalog.ForeignHolder.With(path, sighting.Holder));
        toldForeign = true;
        return false;
    }

    private bool Create(LockRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return ExclusiveFile.TryCreate(path, LockJson.Write(record), directory.NewTemporaryPath());
    }
}
