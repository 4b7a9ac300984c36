using System.Globalization;
using CsCheck;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Specs.Index;

/// <summary>For any index and any changes, the patched index is the one a plain writer makes of the changed entries: unrelated ones keep
/// every byte (I4).</summary>
public sealed class IndexProperties
{
    /// <summary>Few names, so that files and directories meet; bytes on both sides of the slash; one that makes the long steps of version
    /// 4.</summary>
    private static readonly byte[][] Names =
    [
        "a"u8.ToArray(), "b"u8.ToArray(), "a-b"u8.ToArray(), "a0"u8.ToArray(), "ab"u8.ToArray(), [.. Enumerable.Repeat((byte)'n', 200)],
        [0xff], [(byte)'b', 0xe4, (byte)' '],
    ];

    private static readonly Gen<RepositoryPath> Paths = Gen.OneOf(Names).Array[1, 4]
        .Select(names => names.Aggregate(RepositoryPath.Top, (path, name) => path.Combine(name)));

    private static readonly Gen<TreeEntry> Trees = Gen.Select(
        Gen.OneOf(EntryMode.File, EntryMode.Executable, EntryMode.SymbolicLink, EntryMode.Submodule),
        Gen.Byte[1, 255].Array[20],
        (mode, id) => new TreeEntry(mode, Oid.FromBytes(id)));

    private static readonly Gen<IndexEntryStat> Stats = Gen.Select(Gen.UInt[0, 9].Array[9], Gen.Bool, (v, zero) =>
        zero ? default : new IndexEntryStat(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]));

    private static readonly Gen<(RepositoryPath Path, TreeEntry Entry, IndexEntryStat Stat, int Flags)> Drafts = Gen.Select(Paths, Trees, Stats, Gen.Int[0, 19]);

    private static readonly Gen<IndexChange> Changes = Gen.Select(Paths, Trees, Stats, Gen.Bool, (path, tree, stat, isRemoval) =>
        new IndexChange(path, isRemoval ? null : tree, stat));

    private static readonly Gen<Case> Cases = Gen.Select(
        Gen.Int[2, 4], Drafts.List[0, 25], Changes.List[0, 8], Gen.UInt[0, 9], (version, drafts, changes, written) =>
            new Case(version, Consistent(drafts, version), Consistent(changes), written));

    [Fact]
    public void a_patched_index_is_what_a_plain_writer_makes_of_the_changed_entries() => Cases.Sample(
        c =>
        {
            var patched = IndexFile.Parse(PlainIndex.Write(c.Version, c.Entries)).With(c.Changes, IsModified, new(c.Written));
            var expected = Expected(c);
            return patched.AsSpan().SequenceEqual(PlainIndex.Write(c.Version, expected))
                && IndexFile.Parse(patched).Within(RepositoryPath.Top).SequenceEqual(expected);
        },
        iter: 2_000,
        print: Print);

    [Fact]
    public void lookups_find_what_is_there() => Cases.Sample(
        c =>
        {
            var index = IndexFile.Parse(PlainIndex.Write(c.Version, c.Entries));
            return c.Changes.Select(x => x.Path).Concat(c.Entries.Select(x => x.Path)).All(path =>
                Nullable.Equals(index.Find(path), c.Entries.Where(e => e.Path == path && e.Stage == 0).Cast<IndexEntry?>().FirstOrDefault())
                && index.IsUnmerged(path) == c.Entries.Any(e => e.Path == path && e.Stage != 0)
                && index.Within(path).SequenceEqual(c.Entries.Where(e => e.Path.IsWithin(path)))
                && index.Within(path.Directory).SequenceEqual(c.Entries.Where(e => e.Path.IsWithin(path.Directory))));
        },
        iter: 1_000,
        print: Print);

    [Fact]
    public void git_reads_the_same()
    {
        using var git = new GitIndex();
        Cases.Sample(
            c =>
            {
                git.Bytes = IndexFile.Parse(PlainIndex.Write(c.Version, c.Entries)).With(c.Changes, IsModified, new(c.Written));
                return git.Repository.Git("ls-files", "--stage") == string.Concat(Expected(c).Select(Line));
            },
            iter: 30,
            threads: 1,
            print: Print);
    }

    private static bool IsModified(IndexEntry entry) => entry.Stat.Inode > 4;

    /// <summary>The entries after the changes, the slow way.</summary>
    private static List<IndexEntry> Expected(Case c)
    {
        var removed = c.Changes.Select(x => x.Path).ToHashSet();
        var added = c.Changes.Where(x => x.Entry is not null).Select(x => new IndexEntry(x.Path, x.Entry!, 0, x.Stat, false, false, false)).ToList();
        var fresh = added.Where(a => c.Entries.All(e => e.Path != a.Path)).ToList();
        bool Stays(IndexEntry e) => !removed.Contains(e.Path)
            && (e.Stage != 0 || !fresh.Exists(a => e.Path.IsWithin(a.Path) || a.Path.IsWithin(e.Path)));
        IndexEntry Smudged(IndexEntry e) => e.Entry.Mode != EntryMode.Submodule && IsModified(e) ? e with { Stat = e.Stat with { Size = 0 } } : e;
        var kept = c.Entries.Where(Stays).Select(e => c.Written != 0 && e.Stat.ModifiedSeconds >= c.Written ? Smudged(e) : e);
        return [.. kept.Concat(added.Select(Smudged)).OrderBy(e => e.Path).ThenBy(e => e.Stage)];
    }

    /// <summary>Entries that may be in one index: no file is also a directory, and only version 3 and 4 have the second flags.</summary>
    private static List<IndexEntry> Consistent(List<(RepositoryPath Path, TreeEntry Entry, IndexEntryStat Stat, int Flags)> drafts, int version)
    {
        var entries = new List<IndexEntry>();
        foreach (var (path, tree, stat, flags) in drafts)
        {
            if (entries.Exists(e => e.Path.IsWithin(path) || path.IsWithin(e.Path)))
                continue;
            var stages = flags is > 0 and < 4 ? Enumerable.Range(1, flags) : [0];
            var (assumed, skipped, intended) = (flags is 5 or 6, version > 2 && flags is (6 or 7), version > 2 && flags == 8);
            entries.AddRange(stages.Select(s => new IndexEntry(path, tree, s, s == 0 ? stat : default, assumed, skipped, intended)));
        }

        return [.. entries.OrderBy(e => e.Path).ThenBy(e => e.Stage)];
    }

    private static List<IndexChange> Consistent(List<IndexChange> drafts)
    {
        var changes = new List<IndexChange>();
        foreach (var draft in drafts)
        {
            bool Contradicts(IndexChange c) => c.Path == draft.Path
                || (c.Entry is not null && draft.Entry is not null && (c.Path.IsWithin(draft.Path) || draft.Path.IsWithin(c.Path)));
            if (!changes.Exists(Contradicts))
                changes.Add(draft);
        }

        return changes;
    }

    private static string Line(IndexEntry e) => $"{e.Entry.Mode.ToOctal()} {e.Entry.Id} {e.Stage}\t{Quoted(e.Path)}\n";

    /// <summary>As git shows a path (quote_c_style in quote.c): in quotes with octal escapes where it is not ASCII.</summary>
    private static string Quoted(RepositoryPath path)
    {
        var text = string.Concat(path.Bytes.ToArray().Select(b => b < 0x80 ? $"{(char)b}" : "\\" + Convert.ToString(b, 8)));
        return text.Contains('\\', StringComparison.Ordinal) ? $"\"{text}\"" : text;
    }

    private static string Print(Case c) => string.Create(CultureInfo.InvariantCulture, $"version {c.Version}, written {c.Written}\n")
        + string.Concat(c.Entries.Select(Line)) + string.Join('\n', c.Changes);

    private sealed record Case(int Version, List<IndexEntry> Entries, List<IndexChange> Changes, uint Written);
}
