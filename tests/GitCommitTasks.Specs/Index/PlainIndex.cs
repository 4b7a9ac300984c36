using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using GitCommitTasks.Index;

namespace GitCommitTasks.Specs.Index;

/// <summary>An index written the plain way from the format description, entry by entry, to compare patched ones with.</summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The format wants SHA-1.")]
internal static class PlainIndex
{
    /// <summary>The bytes of an index of <paramref name="entries"/>, which are in order; version 4 compresses each path as far as it
    /// can.</summary>
    public static byte[] Write(int version, IReadOnlyCollection<IndexEntry> entries)
    {
        var bytes = new List<byte>("DIRC"u8.ToArray());
        bytes.AddRange(U32((uint)version));
        bytes.AddRange(U32((uint)entries.Count));
        var previous = Array.Empty<byte>();
        foreach (var entry in entries)
        {
            Write(bytes, version, entry, previous);
            previous = entry.Path.Bytes.ToArray();
        }

        return [.. bytes, .. SHA1.HashData(bytes.ToArray())];
    }

    private static void Write(List<byte> bytes, int version, IndexEntry e, byte[] previous)
    {
        var start = bytes.Count;
        foreach (var field in new[]
        {
            e.Stat.ChangedSeconds, e.Stat.ChangedNanoseconds, e.Stat.ModifiedSeconds, e.Stat.ModifiedNanoseconds, e.Stat.Device, e.Stat.Inode,
            (uint)e.Entry.Mode, e.Stat.UserId, e.Stat.GroupId, e.Stat.Size,
        })
            bytes.AddRange(U32(field));
        bytes.AddRange(e.Entry.Id.ToBytes());
        var path = e.Path.Bytes.ToArray();
        var extended = e.SkipWorktree || e.IntentToAdd;
        bytes.AddRange(U16((e.AssumeUnchanged ? 0x8000 : 0) | (extended ? 0x4000 : 0) | (e.Stage << 12) | Math.Min(path.Length, 0xFFF)));
        if (extended)
            bytes.AddRange(U16((e.SkipWorktree ? 0x4000 : 0) | (e.IntentToAdd ? 0x2000 : 0)));
        if (version < 4)
        {
            bytes.AddRange(path);
            do
                bytes.Add(0);
            while ((bytes.Count - start) % 8 != 0);
            return;
        }

        var shared = path.AsSpan().CommonPrefixLength(previous);
        bytes.AddRange(Variable(previous.Length - shared));
        bytes.AddRange(path[shared..]);
        bytes.Add(0);
    }

    /// <summary>Numbers of n bytes begin where those of n-1 end: 0 to 127, then 128 to 16,511.</summary>
    private static byte[] Variable(int number) => number < 128
        ? [(byte)number]
        : [(byte)(0x80 | ((number - 128) >> 7)), (byte)((number - 128) & 0x7f)];

    private static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];
}
