namespace GitCommitTasks.Index;

/// <summary>A form in which an index is kept that is not one plain file of all entries. It is read as the plain one, and gets its form back when it is written.</summary>
internal interface IIndexForm
{
    /// <summary>The content of an index file in this form.</summary>
    /// <param name="plain">The plain index.</param>
    /// <exception cref="IOException">It could not be given its form.</exception>
    byte[] Restore(byte[] plain);
}
