namespace GitCommitTasks;

/// <summary>How an attempt to pass the commit point ended.</summary>
internal enum Passage
{
    /// <summary>The branch holds the commit and the index shows it.</summary>
    Passed,

    /// <summary>The branch holds the commit; the index could not be published and is left to be repaired.</summary>
    PassedWithoutIndex,

    /// <summary>The branch moved meanwhile: re-root and try again.</summary>
    OutOfDate,

    /// <summary>Somebody else's lock file stayed.</summary>
    Busy,

    /// <summary>Somebody committed in the scope, and hooks have to run again: not while others wait for the lock.</summary>
    PrepareAnew,

    /// <summary>The branch moved to hold just what was to be committed.</summary>
    NothingLeft,

    /// <summary>Reported, nothing changed.</summary>
    Refused,
}
