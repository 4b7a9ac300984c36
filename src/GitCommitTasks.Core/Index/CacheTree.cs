using System.Buffers.Text;
using System.Globalization;
using System.Text;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>The extension <c>TREE</c>: the ids of the trees that directories of the index would become, as far as they are known.</summary>
/// <remarks>Layout: <see href="https://git-scm.com/docs/index-format">index-format</see>, "Cache tree".</remarks>
internal sealed class CacheTree
{
    /// <summary>Deeper than any path of a working tree (PATH_MAX is 4,096 bytes), and shallow enough for the stack.</summary>
    private const int MaxDepth = 2048;

    private readonly ReadOnlyMemory<byte> record;
    private readonly int nameLength;
    private readonly List<CacheTree> children = [];
    private bool isInvalid;

    private CacheTree(ReadOnlyMemory<byte> record, int nameLength)
    {
        this.record = record;
        this.nameLength = nameLength;
    }

    private ReadOnlySpan<byte> Name => record.Span[..nameLength];

    /// <summary>Reads the data of the extension, or null when it is malformed; git ignores it then, too.</summary>
    public static CacheTree? TryRead(ReadOnlyMemory<byte> data, int idLength)
    {
        var root = TryRead(ref data, idLength, MaxDepth);
        return data.IsEmpty ? root : null;
    }

    /// <summary>The data without what is no longer true once <paramref name="paths"/> have changed. May be called once.</summary>
    /// <remarks>The rule of <c>do_invalidate_path</c> in git's cache-tree.c: the root and every directory on the path become invalid, and
    /// a directory with the very name of the path is gone. All else stays byte for byte.</remarks>
    public ReadOnlyMemory<byte> Without(IEnumerable<RepositoryPath> paths)
    {
        foreach (var path in paths)
            Invalidate([.. path.Names()]);
        var data = new List<byte>(record.Length);
        Write(data);
        return data.ToArray();
    }

    private static CacheTree? TryRead(ref ReadOnlyMemory<byte> data, int idLength, int depthLeft)
    {
        var bytes = data.Span;
        var name = bytes.IndexOf((byte)0);
        var line = name + 1 + bytes[(name + 1)..].IndexOf((byte)'\n'); // a name may hold one, too
        if (depthLeft == 0 || name < 0 || line <= name || !TryReadNumbers(bytes[(name + 1)..line], out var entries, out var subtrees))
            return null;
        var end = line + 1 + (entries < 0 ? 0 : idLength);
        if (end > bytes.Length)
            return null;
        var tree = new CacheTree(data[..end], name) { isInvalid = entries < 0 };
        data = data[end..];
        while (subtrees-- > 0)
        {
            if (TryRead(ref data, idLength, depthLeft - 1) is not { } child)
                return null;
            tree.children.Add(child);
        }

        return tree;
    }

    private static bool TryReadNumbers(ReadOnlySpan<byte> line, out int entries, out int subtrees)
    {
        subtrees = 0;
        return Utf8Parser.TryParse(line, out entries, out var used) && used < line.Length && line[used] == ' '
            && Utf8Parser.TryParse(line[(used + 1)..], out subtrees, out var rest) && used + 1 + rest == line.Length;
    }

    private void Invalidate(ReadOnlySpan<byte[]> names)
    {
        isInvalid = true;
        var child = Find(names[0]);
        if (child is null)
            return;
        if (names.Length == 1)
            children.Remove(child);
        else
            child.Invalidate(names[1..]);
    }

    private CacheTree? Find(ReadOnlySpan<byte> name)
    {
        foreach (var child in children)
        {
            if (child.Name.SequenceEqual(name))
                return child;
        }

        return null;
    }

    private void Write(List<byte> data)
    {
        if (!isInvalid)
            data.AddRange(record.Span);
        else
            data.AddRange([.. Name, .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\0-1 {children.Count}\n"))]);
        foreach (var child in children)
            child.Write(data);
    }
}
