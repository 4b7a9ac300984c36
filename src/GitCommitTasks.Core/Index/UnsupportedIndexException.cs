namespace GitCommitTasks.Index;

/// <summary>The index is sound, but needs something of its reader that this one does not know: a version, or an extension that is not
/// optional (<c>link</c>: a split index; <c>sdir</c>: a sparse index).</summary>
/// <param name="message">What it needs, for people.</param>
internal sealed class UnsupportedIndexException(string message) : NotSupportedException(message);
