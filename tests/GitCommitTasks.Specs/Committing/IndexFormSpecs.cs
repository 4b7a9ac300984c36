namespace GitCommitTasks.Specs.Committing;

/// <summary>A split and a sparse index keep their form, and every entry outside of the scope.</summary>
public sealed class IndexFormSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    private string SharedPart => repository.Git("rev-parse", "--shared-index-path").Trim();

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void a_commit_in_a_split_index_writes_what_differs_and_leaves_the_shared_part(int version)
    {
        repository.GitCommit([.. Enumerable.Range(0, 200).Select(i => ($"d/{i:000}", $"{i}\n"))]);
        repository.Git("update-index", "--index-version", $"{version}");
        repository.Git("update-index", "--split-index");
        // Replaced, deleted and added entries before ours, written by git itself.
        repository.Shell("echo x > d/010; rm d/020; echo x > d/030x; git add -A; git update-index --assume-unchanged d/040; git update-index --skip-worktree d/050");
        var (shared, size) = (SharedPart, new FileInfo(Path.Combine(repository.GitDirectory, "index")).Length);
        repository.Shell("echo y > d/060; rm d/070; echo y > d/080x; echo z > d/010; rm d/030x");
        var before = Entries();

        repository.Commit("d/060", "d/070", "d/080x", "d/010", "d/030x").Codes().ShouldBe(["GCT2018", "GCT2018"], "two of them were staged as something else");

        SharedPart.ShouldBe(shared, "it is still split, from the same shared part");
        new FileInfo(Path.Combine(repository.GitDirectory, "index")).Length.ShouldBeLessThan(size + 1_000, "only what differs was written");
        repository.Git("status", "--porcelain").ShouldBe("D  d/020\n", "what was staged is staged; the rest is clean");
        string[] touched = ["d/060", "d/070", "d/080x", "d/010", "d/030x"];
        Entries().Where(e => !touched.Any(e.EndsWith)).ShouldBe(before.Where(e => !touched.Any(e.EndsWith)), "others' entries are as they were");
        repository.Git("ls-files", "-v", "d/040", "d/050").ShouldBe("h d/040\nS d/050\n");
        repository.Fsck().ShouldBeEmpty();
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void the_shared_part_is_marked_as_used()
    {
        repository.GitCommit(("f", "1\n"));
        repository.Git("update-index", "--split-index");
        var shared = Path.Combine(repository.Top, SharedPart);
        var old = DateTime.UnixEpoch + TimeSpan.FromDays(10_000);
        File.SetLastWriteTimeUtc(shared, old);
        repository.Write("f", "2\n");

        repository.Commit("f").Codes().ShouldBeEmpty();

        File.GetLastWriteTimeUtc(shared).ShouldBeGreaterThan(old, "git deletes what nobody has used for two weeks");
    }

    [Fact]
    public void a_split_index_without_its_shared_part_is_refused()
    {
        repository.GitCommit(("f", "1\n"));
        repository.Git("update-index", "--split-index");
        File.Delete(Path.Combine(repository.Top, SharedPart));
        repository.Write("f", "2\n");

        repository.Commit("f").Codes().ShouldBe(["GCT5005"]);

        repository.TryGit("status").ExitCode.ShouldBe(128, "as git");
    }

    [Theory]
    [InlineData("in/a")]
    [InlineData(".")]
    public void a_commit_in_a_sparse_index_leaves_directories_outside_as_one_entry(string scope)
    {
        repository.GitCommit(("in/a", "1\n"), ("in/b", "1\n"), ("out/c", "1\n"), ("out/deep/d", "1\n"));
        repository.Git("sparse-checkout", "set", "--cone", "--sparse-index", "in");
        var before = repository.Git("ls-files", "-s", "-v", "--sparse");
        before.ShouldContain("\tout/\n");
        repository.Write("in/a", "2\n");

        repository.Commit(scope).Codes().ShouldBeEmpty();

        File.ReadAllText(Path.Combine(repository.GitDirectory, "index"), System.Text.Encoding.Latin1).ShouldContain("sdir", Case.Sensitive, "the index is still sparse, and not only read as if it were");
        repository.FilesOf("HEAD").ShouldBe(["M\tin/a"], "what is not checked out is not deleted");
        repository.Git("ls-files", "--sparse").ShouldBe("README.md\nin/a\nin/b\nout/\n");
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void hooks_hear_nothing_of_private_copies()
    {
        repository.GitCommit(("in/a", "1\n"), ("out/b", "1\n"));
        repository.Git("sparse-checkout", "set", "--cone", "--sparse-index", "in");
        repository.Shell("mkdir -p .git/hooks; printf '#!/bin/sh\\necho x >> hook-ran\\n' > .git/hooks/post-index-change; chmod +x .git/hooks/post-index-change");
        repository.Write("in/a", "2\n");

        repository.Commit("in/a");

        (File.Exists(repository["hook-ran"]) ? File.ReadAllLines(repository["hook-ran"]).Length : 0).ShouldBeLessThanOrEqualTo(1, "once for the shared index, at the most");
    }

    public void Dispose() => repository.Dispose();

    private string[] Entries() => repository.Git("--no-optional-locks", "ls-files", "-s").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
