namespace GitCommitTasks.Ownership;

/// <summary>An owner, or null for what is unattributed, as the key of a dictionary.</summary>
internal readonly record struct Author(string? Name);

/// <summary>How many lines somebody added and deleted.</summary>
internal readonly record struct Lines(int Added, int Deleted);

/// <summary>One uncommitted line.</summary>
/// <param name="Owner">Who wrote or deleted it; null: unattributed.</param>
/// <param name="IsAdded">Whether it was written, not deleted.</param>
/// <param name="Text">The line, without its end; bytes that are not UTF-8 show as U+FFFD.</param>
internal readonly record struct ChangedText(string? Owner, bool IsAdded, string Text);
