using GitCommitTasks.Index;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Specs.Index;

public sealed class IndexParseSpecs : IDisposable
{
    private readonly GitIndex index = new();

    [Theory, InlineData(2), InlineData(4)]
    public void entries_are_read_with_all_their_fields(int version)
    {
        index.AddFiles("a", "dir/b", "dir/sub/c", "dir-d");
        index.Repository.Git("update-index", "--index-version", $"{version}");

        var entry = index.Parsed.Find(new("dir/b"))!.Value;
        entry.ShouldBe(new IndexEntry(new("dir/b"), index.Tree("content of dir/b\n"), 0, index.Current("dir/b").Stat, false, false, false));
        index.Parsed.Find(new("dir")).ShouldBeNull("it is a directory");
        index.Parsed.Within(new("dir")).Select(e => e.Path.ToString()).ShouldBe(["dir/b", "dir/sub/c"]);
        index.Parsed.Within(new("dir/b")).Select(e => e.Path.ToString()).ShouldBe(["dir/b"]);
        index.Parsed.Within(RepositoryPath.Top).Select(e => e.Path.ToString()).ShouldBe(["a", "dir-d", "dir/b", "dir/sub/c"]);
    }

    [Theory, InlineData(2), InlineData(4)]
    public void an_index_cut_off_anywhere_is_refused(int version)
    {
        index.AddFiles("a", "dir/b", "dir/sub/c");
        index.Repository.Git("write-tree");
        index.Repository.Git("update-index", "--index-version", $"{version}");
        var whole = index.Bytes;
        whole.AsSpan(^20..).Clear(); // without a checksum the structure alone must tell

        for (var length = 0; length < whole.Length; length++)
        {
            byte[] cut = length < 20 ? whole[..length] : [.. whole[..(length - 20)], .. new byte[20]];
            // Without the extension it is a whole index again.
            if (length != IndexFile.Parse(whole).Entries.End + 20)
                Should.Throw<InvalidDataException>(() => IndexFile.Parse(cut), $"cut to {length} bytes");
        }
    }

    [Fact]
    public void a_flipped_bit_anywhere_is_noticed()
    {
        index.AddFiles("a", "dir/b");
        var whole = index.Bytes;
        for (var at = 0; at < whole.Length; at++)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 0x10;
            (Record.Exception(() => IndexFile.Parse(flipped)) is InvalidDataException or UnsupportedIndexException).ShouldBeTrue($"byte {at}");
        }
    }

    [Fact]
    public void a_flipped_byte_without_checksum_never_fails_otherwise()
    {
        index.AddFiles("a", "dir/b", "dir/sub/c");
        index.Repository.Git("write-tree");
        foreach (var version in new[] { "2", "4" })
        {
            index.Repository.Git("update-index", "--index-version", version);
            var whole = index.Bytes;
            whole.AsSpan(^20..).Clear();
            for (var at = 0; at < whole.Length * 8; at++)
            {
                byte[] flipped = [.. whole];
                flipped[at / 8] ^= (byte)(1 << (at % 8));
                ShouldOnlyBeRefused(flipped);
            }
        }
    }

    [Fact]
    public void a_split_index_is_not_supported()
    {
        index.AddFiles("a", "b");
        index.Repository.Git("update-index", "--split-index");
        Should.Throw<UnsupportedIndexException>(() => index.Parsed).Message.ShouldBe("it is a split index (core.splitIndex)");
    }

    [Fact]
    public void a_sparse_index_is_not_supported()
    {
        index.AddFiles("a", "in/b", "out/c");
        index.Repository.Git("commit", "--quiet", "-m", "first");
        index.Repository.Git("sparse-checkout", "set", "--cone", "--sparse-index", "in");
        Should.Throw<UnsupportedIndexException>(() => index.Parsed).Message.ShouldBe("it is a sparse index (index.sparse)");
    }

    [Fact]
    public void unknown_versions_and_required_extensions_are_not_supported()
    {
        byte[] empty = [.. IndexFile.Empty.Content[..12], .. new byte[20]];
        byte[] version5 = [.. empty];
        version5[7] = 5;
        Should.Throw<UnsupportedIndexException>(() => IndexFile.Parse(version5)).Message.ShouldBe("it is of version 5; this program knows 2, 3 and 4");
        Should.Throw<UnsupportedIndexException>(() => IndexFile.Parse([.. empty[..12], .. "need\0\0\0\0"u8, .. new byte[20]]))
            .Message.ShouldBe("it has the extension 'need', which is not optional");
        IndexFile.Parse([.. empty[..12], .. "SOME\0\0\0\0"u8, .. new byte[20]]).Count.ShouldBe(0, "that one is optional");
    }

    [Fact]
    public void git_reads_the_empty_index()
    {
        index.Bytes = IndexFile.Empty.Content;
        index.Repository.Git("ls-files").ShouldBeEmpty();
        index.Repository.Git("fsck", "--strict").ShouldBeEmpty();
    }

    public void Dispose() => index.Dispose();

    private static void ShouldOnlyBeRefused(byte[] content)
    {
        try
        {
            var parsed = IndexFile.Parse(content);
            parsed.Within(RepositoryPath.Top).Count().ShouldBe(parsed.Count);
            parsed.With([new(new("dir/new"), new(EntryMode.File, Oid.None), default), new(new("dir/b"), null, default)], _ => false, null);
        }
        catch (Exception e) when (e is InvalidDataException or UnsupportedIndexException)
        {
            // Refusing is right: what matters is that nothing else is thrown.
        }
    }
}
