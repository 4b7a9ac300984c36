namespace GitCommitTasks;

/// <summary>How opening or closing edit windows ended.</summary>
internal enum EditOutcome
{
    /// <summary>All of them are open, or closed.</summary>
    Done,

    /// <summary>Another owner had a window open all the time (GCT6005); none was opened.</summary>
    LockTimeout,

    /// <summary>It was not done because of what was asked.</summary>
    Refused,

    /// <summary>The system failed.</summary>
    Failed,

    /// <summary>The caller cancelled the wait; none was opened.</summary>
    Cancelled,
}
