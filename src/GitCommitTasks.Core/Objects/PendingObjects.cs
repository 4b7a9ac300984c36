namespace GitCommitTasks.Objects;

/// <summary>Objects that have their ids and are not stored yet: what is overtaken before it is stored costs no file and leaves none.</summary>
/// <remarks>Not safe to use from several threads.</remarks>
/// <param name="stored">Where they are stored in the end, and where all others are read.</param>
internal sealed class PendingObjects(IObjectStore stored) : IObjectStore
{
    private readonly OrderedDictionary<Oid, Pending> pending = [];

    /// <inheritdoc/>
    public ObjectFormat Format => stored.Format;

    /// <inheritdoc/>
    public byte[] Read(Oid id, ObjectKind kind) => Find(id, kind) ?? stored.Read(id, kind);

    /// <inheritdoc/>
    public byte[]? TryRead(Oid id, ObjectKind kind) => Find(id, kind) ?? stored.TryRead(id, kind);

    /// <summary>Names <paramref name="content"/> and keeps it; nothing is stored.</summary>
    public Oid Write(ObjectKind kind, byte[] content)
    {
        var id = Format.IdOf(kind, content);
        pending[id] = new Pending(kind, content);
        return id;
    }

    /// <summary>Stores them, in the order in which they were written. Does nothing when called again.</summary>
    /// <exception cref="IOException">One could not be stored; those before it are.</exception>
    public void Store()
    {
        foreach (var (id, (kind, content)) in pending)
        {
            if (stored.Write(kind, content) is var other && other != id)
                throw new IOException($"the {kind.ToString().ToLowerInvariant()} {id} was stored as {other}.");
        }

        pending.Clear();
    }

    private byte[]? Find(Oid id, ObjectKind kind) => pending.TryGetValue(id, out var found) && found.Kind == kind ? found.Content : null;

    private sealed record Pending(ObjectKind Kind, byte[] Content);
}
