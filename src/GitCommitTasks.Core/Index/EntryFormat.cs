using System.Buffers.Binary;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Index;

/// <summary>The part of an index entry before its path: fixed fields in network byte order.</summary>
/// <remarks>Offsets and bits from <see href="https://git-scm.com/docs/index-format">index-format</see>, "Index entry". Behind the id all of
/// them depend on its length.</remarks>
/// <param name="idLength">Length of an object id in bytes.</param>
internal sealed class EntryFormat(int idLength)
{
    private static readonly EntryFormat Sha1 = new(ObjectFormat.Sha1.IdLength), Sha256 = new(ObjectFormat.Sha256.IdLength);

    private readonly int flagsAt = IdAt + idLength;

    /// <summary>Length in bytes of the fields that every entry has.</summary>
    public int FixedLength => flagsAt + 2;

    /// <summary>What the 12 bits for the path's length say when it is this long or longer; then only the NUL after the path
    /// tells.</summary>
    public const int LongPath = 0xFFF;

    private const int ModifiedSecondsAt = 8, ModeAt = 24, SizeAt = 36, IdAt = 40;

    private const int AssumeValidBit = 0x8000, ExtendedBit = 0x4000, StageShift = 12, SkipWorktreeBit = 0x4000, IntentToAddBit = 0x2000;

    /// <summary>That of a repository's index.</summary>
    public static EntryFormat Of(ObjectFormat format) => format == ObjectFormat.Sha1 ? Sha1 : Sha256;

    /// <summary>Where the path begins: after the flags, or after the second flags of an entry that has them.</summary>
    public int PathAt(ReadOnlySpan<byte> entry) => HasExtendedFlags(entry) ? FixedLength + 2 : FixedLength;

    /// <summary>The length of the path as the flags have it: exact below <see cref="LongPath"/>.</summary>
    public int PathLength(ReadOnlySpan<byte> entry) => Flags(entry) & LongPath;

    /// <summary>0, or 1 to 3 in a conflict.</summary>
    public int Stage(ReadOnlySpan<byte> entry) => (Flags(entry) >> StageShift) & 3;

    /// <summary>Seconds since the epoch.</summary>
    public static uint ModifiedSeconds(ReadOnlySpan<byte> entry) => U32(entry, ModifiedSecondsAt);

    /// <summary>Bytes, cut to 32 bits.</summary>
    public static uint Size(ReadOnlySpan<byte> entry) => U32(entry, SizeAt);

    public static EntryMode Mode(ReadOnlySpan<byte> entry) => (EntryMode)U32(entry, ModeAt);

    /// <summary>Sets the recorded size to 0, so that no stat of a file with content matches it.</summary>
    public static void ClearSize(Span<byte> entry) => entry.Slice(SizeAt, 4).Clear();

    /// <summary>Writes the length of the path into the flags, and leaves the others.</summary>
    public void SetPathLength(Span<byte> entry, int length) =>
        BinaryPrimitives.WriteUInt16BigEndian(entry[flagsAt..], (ushort)((Flags(entry) & ~LongPath) | Math.Min(length, LongPath)));

    /// <summary>Whether a second field of flags says something this format description does not.</summary>
    public bool HasUnknownFlags(ReadOnlySpan<byte> entry) =>
        HasExtendedFlags(entry) && (ExtendedFlags(entry) & ~(SkipWorktreeBit | IntentToAddBit)) != 0;

    /// <summary>The entry with all its fields.</summary>
    public IndexEntry Read(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> path)
    {
        var extended = HasExtendedFlags(entry) ? ExtendedFlags(entry) : 0;
        var stat = new IndexEntryStat(
            U32(entry, 0), U32(entry, 4), U32(entry, ModifiedSecondsAt), U32(entry, 12), U32(entry, 16), U32(entry, 20),
            U32(entry, 28), U32(entry, 32), Size(entry));
        return new(
            new RepositoryPath(path.ToArray()),
            new TreeEntry(Mode(entry), Oid.FromBytes(entry.Slice(IdAt, idLength))),
            Stage(entry),
            stat,
            (Flags(entry) & AssumeValidBit) != 0,
            (extended & SkipWorktreeBit) != 0,
            (extended & IntentToAddBit) != 0);
    }

    /// <summary>Writes the fixed fields of a stage 0 entry without any flag, into <see cref="FixedLength"/> bytes.</summary>
    public void Write(Span<byte> target, IndexEntry entry)
    {
        var (stat, at) = (entry.Stat, 0);
        ReadOnlySpan<uint> fields =
        [
            stat.ChangedSeconds, stat.ChangedNanoseconds, stat.ModifiedSeconds, stat.ModifiedNanoseconds, stat.Device, stat.Inode,
            (uint)entry.Entry.Mode, stat.UserId, stat.GroupId, stat.Size,
        ];
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteUInt32BigEndian(target[at..], field);
            at += 4;
        }

        entry.Entry.Id.ToBytes().CopyTo(target[IdAt..]);
        BinaryPrimitives.WriteUInt16BigEndian(target[flagsAt..], (ushort)Math.Min(entry.Path.Bytes.Length, LongPath));
    }

    private bool HasExtendedFlags(ReadOnlySpan<byte> entry) => (Flags(entry) & ExtendedBit) != 0;

    private int Flags(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt16BigEndian(entry[flagsAt..]);

    private int ExtendedFlags(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt16BigEndian(entry[FixedLength..]);

    private static uint U32(ReadOnlySpan<byte> entry, int at) => BinaryPrimitives.ReadUInt32BigEndian(entry[at..]);
}
