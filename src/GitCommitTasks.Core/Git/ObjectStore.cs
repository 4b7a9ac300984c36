using System.Runtime.InteropServices;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Git;

/// <summary>The objects of a SHA-1 repository, loose and packed, with its alternates, through libgit2.</summary>
/// <remarks>Not flushed to the disk unless asked (git's <c>core.fsync</c>, component <c>loose-object</c>). Safe to use from several threads.</remarks>
internal sealed class ObjectStore : IObjectStore, IDisposable
{
    private const int CommitType = 1, TreeType = 2, BlobType = 3;

    private readonly string objectsDirectory;
    private readonly bool durable;
    private nint odb;

    /// <param name="objectsDirectory">Absolute path of the directory <c>objects</c>.</param>
    /// <param name="durable">Whether each written object is flushed to the disk before its id is returned.</param>
    /// <exception cref="IOException">It could not be opened.</exception>
    public ObjectStore(string objectsDirectory, bool durable)
    {
        (this.objectsDirectory, this.durable) = (objectsDirectory, durable);
        NativeLibGit2.Check(NativeLibGit2.OdbOpen(out odb, objectsDirectory), $"opening '{objectsDirectory}'");
    }

    /// <inheritdoc/>
    public ObjectFormat Format => ObjectFormat.Sha1;

    /// <inheritdoc/>
    public byte[] Read(Oid id, ObjectKind kind) =>
        TryRead(id, kind) ?? throw Missing(id, kind);

    /// <inheritdoc/>
    public byte[]? TryRead(Oid id, ObjectKind kind)
    {
        var result = NativeLibGit2.OdbRead(out var found, odb, id.ToBytes());
        if (result == NativeLibGit2.NotFound)
            return null;
        NativeLibGit2.Check(result, $"reading the object {id}");
        try
        {
            if (NativeLibGit2.ObjectType(found) != TypeOf(kind))
                return null;
            var content = new byte[checked((int)NativeLibGit2.ObjectSize(found))];
            Marshal.Copy(NativeLibGit2.ObjectData(found), content, 0, content.Length);
            return content;
        }
        finally
        {
            NativeLibGit2.ObjectFree(found);
        }
    }

    /// <inheritdoc/>
    public Oid Write(ObjectKind kind, byte[] content)
    {
        Span<byte> id = stackalloc byte[20];
        NativeLibGit2.Check(NativeLibGit2.OdbWrite(id, odb, content, (nuint)content.Length, TypeOf(kind)), "writing an object");
        var oid = Oid.FromBytes(id);
        Flush(oid);
        return oid;
    }

    /// <summary>Flushes a loose object and its directory entry, if so configured. Packed objects were flushed by whoever packed them.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Flush(Oid id)
    {
        var directory = Path.Combine(objectsDirectory, id.Hex[..2]);
        var file = Path.Combine(directory, id.Hex[2..]);
        if (!durable || !File.Exists(file))
            return;
        AtomicFile.FlushDirectory(file);
        AtomicFile.FlushDirectory(directory);
        AtomicFile.FlushDirectory(objectsDirectory);
    }

    /// <summary>Closes it. Safe to call again.</summary>
    public void Dispose()
    {
        var open = Interlocked.Exchange(ref odb, 0);
        if (open != 0)
            NativeLibGit2.OdbFree(open);
    }

    /// <summary>What is thrown for an object that must be there.</summary>
    internal static IOException Missing(Oid id, ObjectKind kind) => new($"the {kind.ToString().ToLowerInvariant()} {id} is missing.");

    private static int TypeOf(ObjectKind kind) => kind switch
    {
        ObjectKind.Commit => CommitType,
        ObjectKind.Tree => TreeType,
        _ => BlobType,
    };
}
