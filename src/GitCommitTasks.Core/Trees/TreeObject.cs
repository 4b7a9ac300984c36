using System.Text;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Trees;

/// <summary>One tree object as names and entries, in the order git stores them.</summary>
/// <remarks>Names are bytes and every entry's mode keeps the very digits it was stored with, so that an entry nobody touches is written back
/// byte for byte, even one that <c>git fsck</c> would complain of. Format: <c>mode SP name NUL id</c>
/// (<see href="https://git-scm.com/book/en/v2/Git-Internals-Git-Objects"/>, tree-walk.c).</remarks>
internal sealed class TreeObject
{
    private readonly List<Item> items;

    private TreeObject(List<Item> items) => this.items = items;

    public static TreeObject Empty => new([]);

    public bool IsEmpty => items.Count == 0;

    /// <summary>Names and entries, in git's order.</summary>
    public IEnumerable<(byte[] Name, TreeEntry Entry)> Entries => items.Select(i => (i.Name, i.Entry));

    /// <summary>Reads the raw content of a tree object.</summary>
    /// <exception cref="IOException">It is corrupt.</exception>
    public static TreeObject Parse(ReadOnlySpan<byte> content, ObjectFormat format)
    {
        var idLength = format.IdLength;
        List<Item> items = [];
        while (!content.IsEmpty)
        {
            int space = content.IndexOf((byte)' '), end = content.IndexOf((byte)0);
            if (space <= 0 || end < space || content.Length < end + 1 + idLength)
                throw new IOException("a tree object is corrupt.");
            var digits = content[..space].ToArray();
            var entry = new TreeEntry(Mode(digits), Oid.FromBytes(content.Slice(end + 1, idLength)));
            items.Add(new Item(content[(space + 1)..end].ToArray(), entry, digits));
            content = content[(end + 1 + idLength)..];
        }

        return new TreeObject(items);
    }

    /// <summary>The entry called <paramref name="name"/>, or null.</summary>
    public TreeEntry? Find(ReadOnlySpan<byte> name)
    {
        foreach (var item in items)
        {
            if (name.SequenceEqual(item.Name))
                return item.Entry;
        }

        return null;
    }

    /// <summary>Puts <paramref name="entry"/> under <paramref name="name"/>, in the place of any other of that name; null removes it.</summary>
    public void Set(byte[] name, TreeEntry? entry)
    {
        items.RemoveAll(i => i.Name.AsSpan().SequenceEqual(name));
        if (entry is not { } present)
            return;
        var item = new Item(name, present, Encoding.ASCII.GetBytes(present.Mode.ToOctal()));
        var at = items.FindIndex(i => Compare(i, item) > 0);
        items.Insert(at < 0 ? items.Count : at, item);
    }

    /// <summary>The raw content.</summary>
    public byte[] ToBytes()
    {
        using var content = new MemoryStream();
        foreach (var item in items)
        {
            content.Write(item.Digits);
            content.WriteByte((byte)' ');
            content.Write(item.Name);
            content.WriteByte(0);
            content.Write(item.Entry.Id.ToBytes());
        }

        return content.ToArray();
    }

    /// <summary>Git canonicalises what it reads: any regular mode is 100644 or 100755 by the owner's executable bit (<c>canon_mode</c>).</summary>
    private static EntryMode Mode(ReadOnlySpan<byte> digits)
    {
        var mode = 0;
        foreach (var digit in digits)
            mode = (mode << 3) | (digit - '0');
        return (mode & 0xF000) switch
        {
            0x8000 => (mode & 0x40) != 0 ? EntryMode.Executable : EntryMode.File,
            0x4000 => EntryMode.Tree,
            0xA000 => EntryMode.SymbolicLink,
            _ => EntryMode.Submodule,
        };
    }

    /// <summary>By bytes, a directory as if its name ended in a slash (<c>base_name_compare</c>).</summary>
    private static int Compare(Item left, Item right)
    {
        ReadOnlySpan<byte> a = left.SortKey, b = right.SortKey;
        return a.SequenceCompareTo(b);
    }

    private sealed record Item(byte[] Name, TreeEntry Entry, byte[] Digits)
    {
        public byte[] SortKey => Entry.Mode == EntryMode.Tree ? [.. Name, (byte)'/'] : Name;
    }
}
