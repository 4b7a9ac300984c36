using System.Text;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Specs.Index;

/// <summary>What a patched index holds; git, making the same change to a copy, is the oracle.</summary>
public sealed class IndexPatchSpecs : IDisposable
{
    private readonly GitIndex index = new();

    public static TheoryData<int> Versions => [2, 3, 4];

    [Theory, MemberData(nameof(Versions))]
    public void a_modified_entry_is_the_only_one_that_differs(int version)
    {
        Prepare(version);
        index.ShouldChangeAsGitDoes(index.Set("dir/b", "new"));
        index.ShouldChangeAsGitDoes(index.Set("dir/b", "new", EntryMode.Executable));
        index.ShouldChangeAsGitDoes(index.Set("dir/b", "target", EntryMode.SymbolicLink));
    }

    [Theory, MemberData(nameof(Versions))]
    public void new_entries_come_first_last_and_in_between(int version)
    {
        Prepare(version);
        index.ShouldChangeAsGitDoes(index.Set("0first", "new"), index.Set("dir/bb", "new"), index.Set("dir/new/x", "new"), index.Set("zzz", "new"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void removed_entries_are_gone(int version)
    {
        Prepare(version);
        index.ShouldChangeAsGitDoes(GitIndex.Remove("a"), GitIndex.Remove("dir/b"), GitIndex.Remove("z"));
        // One entry with the second field of flags stays: without any git goes back to version 2.
        index.ShouldChangeAsGitDoes([.. index.Parsed.Within(RepositoryPath.Top).Where(e => !e.SkipWorktree).Select(e => new IndexChange(e.Path, null, default))]);
        index.Parsed.Count.ShouldBe(version == 3 ? 1 : 0);
    }

    [Theory, MemberData(nameof(Versions))]
    public void a_file_takes_the_place_of_a_directory_and_the_other_way_round(int version)
    {
        Prepare(version);
        index.ShouldChangeAsGitDoes(index.Set("dir", "now a file"));
        index.ShouldChangeAsGitDoes(index.Set("dir/again/deep", "now a directory"));
        index.ShouldChangeAsGitDoes(GitIndex.Remove("dir/again/deep"), index.Set("dir/again", "a file below"), index.Set("a/b", "and another"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void names_are_bytes(int version)
    {
        byte[][] names = ["with space"u8.ToArray(), "new\nline"u8.ToArray(), [0xff, 0xfe], [(byte)'d', (byte)'/', 0xe4], "d/ä\t\"\\"u8.ToArray()];
        Prepare(version);
        var blob = index.Blob("x");
        index.Feed(names.SelectMany(n => (byte[])[.. Encoding.ASCII.GetBytes($"100644 {blob}\t"), .. n, 0]).ToArray(), "update-index", "-z", "--index-info");

        index.ShouldChangeAsGitDoes([.. names.Select(n => new IndexChange(new(n), index.Tree("y"), default))]);
        index.ShouldChangeAsGitDoes(new IndexChange(new([0xff, 0xfe]), null, default), new IndexChange(new([0xff]), index.Tree("z"), default));
        index.Parsed.Find(new([0xff])).ShouldNotBeNull();
        index.Parsed.Find(new([(byte)'d', (byte)'/', 0xe4]))!.Value.Path.Bytes.ToArray().ShouldBe([(byte)'d', (byte)'/', 0xe4]);
    }

    [Theory, InlineData(2), InlineData(4)]
    public void a_name_may_be_longer_than_its_length_field_can_say(int version)
    {
        string[] names = [.. new[] { 4094, 4095, 4096, 9000 }.Select(n => "long/" + new string('n', n - 5))];
        index.AddAll([.. names, "a", "z"]);
        index.Repository.Git("update-index", "--index-version", $"{version}");

        index.Patch(index.Set(names[1], "new"), index.Set(names[2] + "m", "added"), GitIndex.Remove(names[0]));
        var listed = index.Repository.Git("ls-files").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        listed.ShouldBe(["a", .. new[] { names[1], names[2], names[2] + "m", names[3] }.Order(StringComparer.Ordinal), "z"]);
        index.Parsed.Find(new(names[3]))!.Value.Path.ToString().ShouldBe(names[3]);
        index.Parsed.Find(new(names[1]))!.Value.Entry.ShouldBe(index.Tree("new"));
    }

    [Theory, MemberData(nameof(Versions))]
    public void flags_of_other_entries_stay_and_those_of_the_changed_one_are_cleared(int version)
    {
        Prepare(version);
        index.Repository.Git("update-index", "--assume-unchanged", "a", "dir/b");
        index.Repository.Git("update-index", "--skip-worktree", "a", "dir/c");
        index.Repository.Write("intent", "later\n");
        index.Repository.Git("add", "-N", "intent");

        index.ShouldChangeAsGitDoes(index.Set("dir/b", "new"), index.Set("dir/c", "new"), index.Set("a0", "new"));
        index.Parsed.Find(new("a"))!.Value.ShouldSatisfyAllConditions(e => e.AssumeUnchanged.ShouldBeTrue(), e => e.SkipWorktree.ShouldBeTrue());
        index.Parsed.Find(new("intent"))!.Value.IntentToAdd.ShouldBeTrue();
        index.ShouldChangeAsGitDoes(index.Set("intent", "now"));
    }

    [Fact]
    public void an_entry_with_the_stat_of_its_file_is_clean_for_git_and_one_without_is_compared()
    {
        index.AddFiles("a", "b", "c");
        index.Repository.Git("commit", "--quiet", "-m", "first");
        index.Repository.Write("a", "mine\n");
        index.Repository.Write("b", "mine and yours\n");

        index.Patch(index.Current("a"), index.Set("b", "mine\n"));
        index.Repository.Git("diff-files", "--name-only").ShouldBe("b\n", "the file holds more than the entry");
        index.Repository.Status().Select(l => l[2..4] + l[^1]).ShouldBe(["M.a", "MMb"]);
    }

    [Theory, MemberData(nameof(Versions))]
    public void conflicts_elsewhere_stay_and_one_at_a_changed_path_is_over(int version)
    {
        Prepare(version);
        var (ours, theirs) = (index.Blob("ours"), index.Blob("theirs"));
        foreach (var path in new[] { "dir/both", "other" })
            index.Feed(Encoding.ASCII.GetBytes($"100644 {ours} 1\t{path}\n100644 {ours} 2\t{path}\n100644 {theirs} 3\t{path}\n"), "update-index", "--index-info");
        index.Parsed.IsUnmerged(new("dir/both")).ShouldBeTrue();
        index.Parsed.Find(new("dir/both")).ShouldBeNull("it has no entry of stage 0");

        index.Patch(index.Set("dir/both", "resolved"), index.Set("dir/b", "new"));
        index.Parsed.IsUnmerged(new("dir/both")).ShouldBeFalse();
        index.Repository.Git("ls-files", "--unmerged").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(l => l.EndsWith("\tother"));
        index.Parsed.Within(new("other")).Select(e => e.Stage).ShouldBe([1, 2, 3]);
        index.Patch(GitIndex.Remove("other"));
        index.Repository.Git("ls-files", "--unmerged").ShouldBeEmpty("all stages go");
    }

    [Fact]
    public void the_first_index_of_a_repository_is_made_from_nothing()
    {
        index.Bytes = IndexFile.Empty.With([index.Set("b", "1"), index.Set("a/x", "2")], _ => false, null);
        index.Repository.Git("ls-files").ShouldBe("a/x\nb\n");
        index.Repository.Git("status", "--porcelain").ShouldContain("A");
    }

    [Fact]
    public void what_changes_nothing_leaves_every_byte()
    {
        Prepare(2);
        var parsed = index.Parsed;
        parsed.With([GitIndex.Remove("missing"), GitIndex.Remove("dir"), index.Set("a", "a")], _ => false, null).ShouldBeSameAs(parsed.Content);
    }

    [Fact]
    public void changes_that_contradict_each_other_are_refused()
    {
        var entry = new TreeEntry(EntryMode.File, Oid.Parse(new string('1', 40)));
        IndexChange To(string path) => new(new(path), entry, default);
        foreach (IndexChange[] changes in new IndexChange[][] { [To("a"), To("a")], [To("a/b/c"), To("a-b"), To("a")], [To("")] })
            Should.Throw<ArgumentException>(() => IndexFile.Empty.With(changes, _ => false, null));
    }

    public void Dispose() => index.Dispose();

    private void Prepare(int version)
    {
        index.AddAll("a", "dir-file", "dir/b", "dir/c", "dir/sub/d", "dir/sub/e", "dir0", "m", "z");
        index.Repository.Git("commit", "--quiet", "-m", "first");
        if (version == 3)
        {
            index.AddAll("skipped");
            index.Repository.Git("update-index", "--skip-worktree", "skipped");
        }
        else
        {
            index.Repository.Git("update-index", "--index-version", $"{version}");
        }

        index.Parsed.Version.ShouldBe(version);
    }
}
