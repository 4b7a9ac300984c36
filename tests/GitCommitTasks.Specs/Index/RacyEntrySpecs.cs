using GitCommitTasks.Files;
using GitCommitTasks.Index;

namespace GitCommitTasks.Specs.Index;

/// <summary>A file modified in the second in which the index was written shows in its stat only as long as the index is that old.</summary>
public sealed class RacyEntrySpecs : IDisposable
{
    private static readonly DateTime Then = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly GitIndex index = new();

    public RacyEntrySpecs()
    {
        index.Repository.Git("config", "core.trustctime", "false"); // a test cannot set it back
        Write("racy", "one\n");
        Write("clean", "two\n");
        Write("other", "three\n");
        index.Repository.Git("add", ".");
        index.Repository.Git("commit", "--quiet", "-m", "first");
        Write("racy", "ONE\n");
        File.SetLastWriteTimeUtc(index.File, Then);
    }

    [Theory, InlineData(2), InlineData(4)]
    public void an_entry_modified_within_the_second_stays_modified_for_git(int version)
    {
        index.Repository.Git("update-index", "--index-version", $"{version}");
        // Git has just written the index and smudged the entry: take that back.
        Write("racy", "one\n");
        index.Repository.Git("update-index", "--really-refresh");
        Write("racy", "ONE\n");
        File.SetLastWriteTimeUtc(index.File, Then);
        Modified().ShouldBe(["racy"], "git compares the content while the index is as old as the file");
        var (before, entries) = (index.Bytes, index.Parsed);

        index.Patch(index.Set("other", "new"));
        Modified().ShouldBe(["other", "racy"], "the index is younger now, and the size of 0 makes git look");
        index.Parsed.Find(new("clean")).ShouldBe(entries.Find(new("clean")), "its content is what the entry says");
        var racy = entries.Find(new("racy"))!.Value;
        index.Parsed.Find(new("racy")).ShouldBe(racy with { Stat = racy.Stat with { Size = 0 } });

        index.Bytes = IndexFile.Parse(before).With([index.Set("other", "new")], _ => false, new IndexTimestamp(1));
        Modified().ShouldBe(["other"], "without the answer the modification is invisible: that is what this is for");
    }

    [Theory, InlineData("--no-assume-unchanged"), InlineData("--assume-unchanged"), InlineData("--skip-worktree")]
    public void git_smudges_the_same_entries(string flag)
    {
        Write("racy", "one\n");
        index.Repository.Git("update-index", "--really-refresh");
        index.Repository.Git("update-index", flag, "racy");
        Write("racy", "ONE\n");
        File.SetLastWriteTimeUtc(index.File, Then);
        index.Parsed.Find(new("racy"))!.Value.Stat.Size.ShouldBe(4u);
        var change = index.Set("other", "new");
        index.ShouldChangeAsGitDoes(change);
        index.Parsed.Find(new("racy"))!.Value.Stat.Size.ShouldBe(0u);
    }

    [Fact]
    public void only_racy_entries_are_asked_about()
    {
        Write("older", "x\n");
        File.SetLastWriteTimeUtc(index.Repository["older"], Then.AddSeconds(-1));
        index.Repository.Git("add", "older");
        Write("younger", "x\n");
        File.SetLastWriteTimeUtc(index.Repository["younger"], Then.AddSeconds(1));
        index.Repository.Git("add", "younger");
        var module = index.Repository.Git("rev-parse", "HEAD").Trim();
        index.Repository.Git("update-index", "--add", "--cacheinfo", $"160000,{module},module");
        var racy = IndexFile.Parse(index.Bytes);
        var asked = new List<string>();
        bool Ask(IndexEntry entry)
        {
            asked.Add(entry.Path.ToString());
            return false;
        }

        racy.With([], Ask, IndexTimestamp.Of(FileStat.TryRead(index.Repository["clean"])!.Value.Index)).ShouldBeSameAs(racy.Content);
        asked.ShouldBe(["clean", "other", "younger"], "'older' is older, 'module' has no content, and git itself has given 'racy' the size 0");
        asked.Clear();
        racy.With([], Ask, null);
        asked.ShouldBeEmpty("there was no index file");
    }

    [Fact]
    public void a_changed_entry_whose_file_was_modified_since_it_was_read_stays_modified_for_git()
    {
        Write("other", "mine!\n");
        var read = index.Current("other");
        Write("other", "later\n");

        index.Patch(read);
        Modified().ShouldBe(["other", "racy"], "same size, same second: the stat does not tell");
        index.Bytes = index.Parsed.With([read], _ => false, new IndexTimestamp(uint.MaxValue));
        Modified().ShouldBe(["racy"], "without the answer the modification is invisible");
    }

    public void Dispose() => index.Dispose();

    private void Write(string path, string content)
    {
        index.Repository.Write(path, content);
        File.SetLastWriteTimeUtc(index.Repository[path], Then);
    }

    private string[] Modified() =>
        [.. index.Repository.Git("--no-optional-locks", "diff", "--name-only").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
