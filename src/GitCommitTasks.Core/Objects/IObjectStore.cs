namespace GitCommitTasks.Objects;

/// <summary>The kind of a git object that is read or written whole.</summary>
internal enum ObjectKind
{
    Commit,
    Tree,
    Blob,
}

/// <summary>A repository's objects, read and written as the bytes git hashes (without the header).</summary>
/// <remarks>Objects that nothing refers to are harmless: writing one and then failing needs no roll-back.</remarks>
internal interface IObjectStore
{
    /// <summary>How they are named.</summary>
    ObjectFormat Format { get; }

    /// <summary>The content of the object <paramref name="id"/>.</summary>
    /// <exception cref="IOException">The object is missing, corrupt, or of another kind.</exception>
    byte[] Read(Oid id, ObjectKind kind);

    /// <summary>The content of the object, or null when there is none of that id and kind.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    byte[]? TryRead(Oid id, ObjectKind kind);

    /// <summary>Writes <paramref name="content"/> unless it is there, and returns its id.</summary>
    /// <exception cref="IOException">The object could not be written.</exception>
    Oid Write(ObjectKind kind, byte[] content);
}
