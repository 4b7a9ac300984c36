using System.Text;
using GitCommitTasks.Index;

namespace GitCommitTasks.Specs.Index;

/// <summary>What becomes of the extensions when entries change.</summary>
public sealed class IndexExtensionSpecs : IDisposable
{
    private readonly GitIndex index = new();

    [Theory, InlineData(2), InlineData(4)]
    public void the_cache_tree_gives_the_tree_that_a_fresh_index_gives(int version)
    {
        index.AddAll("a", "dir/b", "dir/sub/c", "dir/sub/d", "else/x", "else/where/y", "gone/z");
        index.Repository.Git("commit", "--quiet", "-m", "first");
        index.Repository.Git("update-index", "--index-version", $"{version}");

        index.ShouldChangeAsGitDoes(index.Set("dir/sub/c", "new"), index.Set("dir/new/n", "new"), GitIndex.Remove("gone/z"), index.Set("else/where", "file"));
        ShouldMakeTheRightTree();
        index.Repository.Git("commit", "--quiet", "-m", "second");
        index.Repository.Git("ls-tree", "-r", "--name-only", "HEAD").ShouldBe("a\ndir/b\ndir/new/n\ndir/sub/c\ndir/sub/d\nelse/where\nelse/x\n");
        index.ShouldChangeAsGitDoes(index.Set("else/where/again", "dir"));
        ShouldMakeTheRightTree();
    }

    [Fact]
    public void the_cache_tree_of_other_directories_stays_valid()
    {
        index.AddAll("a", "dir/b", "dir/sub/c", "else/x", "new\nline/y");
        index.Repository.Git("write-tree");
        string[] before = [.. ValidDirectories()];
        before.ShouldBe(["", "dir", "sub", "else", "new\nline"], ignoreOrder: true);

        index.Patch(index.Set("dir/b", "new"));
        ValidDirectories().ShouldBe(["sub", "else", "new\nline"], ignoreOrder: true);
        index.Repository.Git("write-tree");
        index.Patch(index.Set("dir/b", "new") with { Stat = new(1, 2, 3, 4, 5, 6, 7, 8, 9) });
        ValidDirectories().ShouldBe(before, ignoreOrder: true, "only the stat data differs, not the tree");
    }

    [Fact]
    public void what_was_resolved_can_still_be_undone()
    {
        index.AddAll("a", "b");
        var blob = index.Blob("x");
        index.Feed(Encoding.ASCII.GetBytes($"0 {new string('0', 40)}\tb\n100644 {blob} 2\tb\n100644 {blob} 3\tb\n"), "update-index", "--index-info");
        index.AddAll("b");
        var undo = Data("REUC").ShouldNotBeNull();

        index.Patch(index.Set("a", "new"));
        Data("REUC").ShouldBe(undo);
        index.Repository.Git("ls-files", "--resolve-undo").ShouldContain("\tb\n");
    }

    [Fact]
    public void tables_of_offsets_go_and_git_reads_on()
    {
        index.Repository.Git("config", "index.threads", "2");
        index.AddAllOf(20_001);
        index.Repository.Git("read-tree", index.Repository.Git("write-tree").Trim());
        Data("EOIE").ShouldNotBeNull();
        Data("IEOT").ShouldNotBeNull();

        index.Patch(index.Set("f05000", "new"), GitIndex.Remove("f00007"), index.Set("f10000x", "new"));
        Data("EOIE").ShouldBeNull();
        Data("IEOT").ShouldBeNull();
        index.Repository.Git("ls-files").Split('\n').Length.ShouldBe(20_002);
        ShouldMakeTheRightTree();
    }

    [Theory, InlineData(false), InlineData(true)]
    public void the_untracked_cache_stays_on_and_right(bool entriesAddedOrRemoved)
    {
        index.AddFiles("tracked", "dir/tracked");
        index.Repository.Write("new", "x\n");
        index.Repository.Write("dir/new", "x\n");
        index.Repository.Git("update-index", "--force-untracked-cache");
        // Git trusts what it knows of a directory only when that is older than the index.
        foreach (var directory in new[] { index.Repository["dir"], index.Repository.Top })
            Directory.SetLastWriteTimeUtc(directory, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        index.Repository.Git("status", "--porcelain").ShouldContain("?? dir/new");
        index.Repository.Git("status", "--porcelain").ShouldContain("?? dir/new");
        var before = Data("UNTR").ShouldNotBeNull();
        Encoding.UTF8.GetString(before).ShouldContain("new\0");

        index.Patch(entriesAddedOrRemoved ? [index.Current("dir/new"), GitIndex.Remove("tracked")] : [index.Set("dir/tracked", "other")]);
        var after = Data("UNTR").ShouldNotBeNull();
        if (!entriesAddedOrRemoved)
            after.ShouldBe(before);
        string[] untracked = entriesAddedOrRemoved ? ["?? new", "?? tracked"] : ["?? dir/new", "?? new"];
        for (var i = 0; i < 2; i++)
            index.Repository.Git("status", "--porcelain").Split('\n').Where(l => l.StartsWith('?')).ShouldBe(untracked);
        Encoding.UTF8.GetString(Data("UNTR")!).ShouldContain("new\0", customMessage: "git has filled it again");
    }

    [Fact]
    public void what_the_file_system_monitor_said_is_forgotten()
    {
        index.AddFiles("a", "b");
        index.Repository.Git("update-index", "--fsmonitor");
        Data("FSMN").ShouldNotBeNull();
        index.Patch(index.Set("a", "new"));
        Data("FSMN").ShouldBeNull("its bit would call the new entry unmodified on disk");
        index.Repository.Git("--no-optional-locks", "diff", "--name-only").ShouldBe("a\n");
    }

    [Theory, InlineData(2), InlineData(4)]
    public void an_index_without_checksum_stays_without(int version)
    {
        index.AddAll("a", "b");
        index.Repository.Git("update-index", "--index-version", $"{version}");
        var bytes = index.Bytes;
        bytes.AsSpan(^20..).Clear(); // as git 2.40 does for index.skipHash
        index.Bytes = bytes;
        index.Patch(index.Set("a", "new"));
        index.Bytes[^20..].ShouldAllBe(b => b == 0);
        index.Parsed.Find(new("a"))!.Value.Entry.ShouldBe(index.Tree("new"));
        index.Repository.Git("ls-files").ShouldBe("a\nb\n");
    }

    [Theory]
    [InlineData("\0-1 1\n")]
    [InlineData("\0-1 0\nrest")]
    [InlineData("\05 0\nshort")]
    [InlineData("\0x 0\n")]
    [InlineData("")]
    public void a_malformed_cache_tree_is_left_out(string data)
    {
        CacheTree.TryRead(Encoding.ASCII.GetBytes(data), idLength: 20).ShouldBeNull();
        CacheTree.TryRead(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("d\0-1 1\n", 100_000))), idLength: 20).ShouldBeNull("too deep for any path");
    }

    public void Dispose() => index.Dispose();

    private byte[]? Data(string signature) => index.Parsed.Extensions.Where(e => e.Signature == signature).Select(e => e.Data.ToArray()).FirstOrDefault();

    /// <summary>The names of the directories whose tree the index knows; read independently of the code under test.</summary>
    private List<string> ValidDirectories()
    {
        var (data, valid) = (Data("TREE")!, new List<string>());
        for (var at = 0; at < data.Length;)
        {
            var (nul, line) = (Array.IndexOf(data, (byte)0, at), Array.IndexOf(data, (byte)'\n', Array.IndexOf(data, (byte)0, at)));
            var isValid = data[nul + 1] != '-';
            if (isValid)
                valid.Add(Encoding.UTF8.GetString(data[at..nul]));
            at = line + 1 + (isValid ? 20 : 0);
        }

        return valid;
    }

    private void ShouldMakeTheRightTree()
    {
        var listing = Encoding.UTF8.GetBytes(index.Repository.Git("ls-files", "--stage", "-z"));
        var (patched, tree) = (index.Bytes, index.Repository.Git("write-tree", "--missing-ok"));
        File.Delete(index.File);
        index.Feed(listing, "update-index", "-z", "--index-info");
        tree.ShouldBe(index.Repository.Git("write-tree", "--missing-ok"), "a fresh index has no cache tree to trust");
        index.Bytes = patched;
    }
}
