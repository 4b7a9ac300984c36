using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>The objects of a partial clone: those that are stored here, and the others through git, which fetches them.</summary>
/// <param name="stored">What is here; also where objects are written.</param>
/// <param name="git">For the rest.</param>
internal sealed class PartialObjects(IObjectStore stored, PlumbedObjects git) : IObjectStore, IDisposable
{
    /// <inheritdoc/>
    public ObjectFormat Format => stored.Format;

    /// <inheritdoc/>
    public byte[] Read(Oid id, ObjectKind kind) => TryRead(id, kind) ?? throw ObjectStore.Missing(id, kind);

    /// <inheritdoc/>
    public byte[]? TryRead(Oid id, ObjectKind kind) => stored.TryRead(id, kind) ?? git.TryRead(id, kind);

    /// <inheritdoc/>
    public Oid Write(ObjectKind kind, byte[] content) => stored.Write(kind, content);

    /// <summary>Closes both. Safe to call again.</summary>
    public void Dispose()
    {
        (stored as IDisposable)?.Dispose();
        git.Dispose();
    }
}
