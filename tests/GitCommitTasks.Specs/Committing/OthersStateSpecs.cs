using GitCommitTasks.Specs.Ownership;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I4 and I5: what others staged or edited is as it was, and what we committed is clean.</summary>
public sealed class OthersStateSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void index_entries_outside_of_the_scope_are_kept_to_the_byte()
    {
        repository.GitCommit(("a", "1\n"), ("b/x", "1\n"), ("c", "1\n"), ("z", "1\n"));
        repository.Shell("echo 2 > a; git add a; echo 3 > a; echo new > n; git add n; git rm -q --cached c; echo i > intent; git add -N intent; echo 2 > b/x");
        repository.Shell("git update-index --assume-unchanged README.md; echo 2 > z; echo 2 > y");
        var before = Entries("z", "y");

        repository.Commit("z", "y").Codes().ShouldBeEmpty();

        Entries("z", "y").ShouldBe(before, "mode, id, stage, flags and every stat field");
        repository.Git("status", "--porcelain").Split('\n').ShouldBe(["MM a", " M b/x", "D  c", " A intent", "A  n", "?? c", ""], ignoreOrder: true);
        File.ReadAllText(repository["a"]).ShouldBe("3\n");
        repository.FilesOf("HEAD").ShouldBe(["A\ty", "M\tz"]);
    }

    [Fact]
    public void names_that_are_not_UTF8_stay_byte_for_byte_beside_a_commit()
    {
        repository.Shell("mkdir d; echo 1 > \"$(printf 'd/b\\377')\"; echo 1 > \"$(printf '\\351t\\351')\"; echo 1 > d/a; git add -A; git commit -qm names");
        var before = repository.Shell("git ls-tree -rz HEAD | grep -avz 'd/a$' | od -c");
        repository.Write("d/a", "2\n");

        repository.Commit("d/a").Codes().ShouldBeEmpty();

        repository.Shell("git ls-tree -rz HEAD | grep -avz 'd/a$' | od -c").ShouldBe(before, "a tree is bytes, not text");
        repository.FilesOf("HEAD").ShouldBe(["M\td/a"]);
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public void what_is_unchanged_is_named_with_the_commit_that_took_it()
    {
        repository.GitCommit(("f", "1\n"));
        var taken = repository.Head;
        repository.GitCommit(("other", "1\n"));
        var before = repository.Snapshot();

        var result = repository.Commit("f");

        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        result.Codes().ShouldBeEmpty("it is no finding unless an edit is known");
        var unchanged = result.Unchanged.ShouldHaveSingleItem();
        (unchanged.Path, unchanged.LastCommit, unchanged.LastSubject).ShouldBe(("f", taken, "plain"));
        unchanged.AgeSeconds.ShouldNotBeNull().ShouldBeInRange(0, 600);
        repository.Snapshot().ShouldBe(before);
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void a_file_that_was_committed_since_the_edit_began_is_a_finding()
    {
        var began = DateTimeOffset.UtcNow;
        repository.GitCommit(("f", "1\n"));

        var result = (repository.Request("f") with { EditedSince = began }).Run();

        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        result.Codes().ShouldBe(["GCT4002"]);
        result.Validation.NotStaged.ShouldBe(["f"]);
    }

    [Fact]
    public void a_staged_version_that_differs_from_the_file_is_kept_as_an_object()
    {
        repository.GitCommit(("f", "1\n"));
        repository.Shell("echo staged > f; git add f; echo disk > f");
        var staged = repository.Git("rev-parse", ":f").Trim();

        var result = repository.Commit("f");

        result.Codes().ShouldBe(["GCT2018"]);
        repository.Git("show", "HEAD:f").ShouldBe("disk\n", "the file wins, as for git commit --only");
        repository.Git("cat-file", "blob", staged).ShouldBe("staged\n");
        result.Diagnostics.Single(d => d.Code == "GCT2018").Message.ShouldContain(staged);
        repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("git mv f g; sed -i s/2/two/ g", "it is in HEAD, under the old name")]
    [InlineData("echo staged >> f; git add f; echo disk >> f", "the commit has it all")]
    [InlineData("sed -i 2d f; git add f; sed -i 1d f", "the commit has it all")]
    public void a_staged_version_of_which_nothing_is_lost_is_not_news(string script, string why)
    {
        repository.GitCommit(("f", "1\n2\n3\n"));
        repository.Shell(script);

        repository.Commit(File.Exists(repository["g"]) ? ["f", "g"] : ["f"]).Codes().ShouldBeEmpty(why);
    }

    [Theory]
    [InlineData("sed -i 2d f; git add f; git show HEAD:f > f; echo disk >> f")]
    [InlineData("printf '3\\n2\\n1\\n' > f; git add f; git show HEAD:f > f; echo disk >> f")]
    [InlineData("echo staged >> f; git add f; rm f")]
    [InlineData("printf 'a\\0b' > f; git add f; printf 'a\\0b\\n' >> f")]
    public void a_staged_version_of_which_something_is_lost_is_named(string script)
    {
        repository.GitCommit(("f", "1\n2\n3\n"));
        repository.Shell(script);

        repository.Commit("f").Codes().ShouldBe(["GCT2018"]);
    }

    [Fact]
    public void what_was_staged_of_another_owner_is_not_said_to_be_on_disk_alone()
    {
        repository.GitCommit(("f", "1\n2\n3\n"));
        repository.EditIn("306", () => repository.Shell("sed -i s/1/306/ f"), "f");
        repository.EditIn("307", () => repository.Shell("sed -i s/^3$/307/ f"), "f");
        repository.Git("add", "f");

        var result = (repository.Request("f") with { Owner = "307" }).Run();

        repository.Git("show", "HEAD:f").ShouldBe("1\n2\n307\n");
        result.Diagnostics.Single(d => d.Code == "GCT2018").Message.ShouldContain("not all of that goes into the commit");
    }

    [Fact]
    public void what_is_staged_anew_while_it_is_committed_is_kept()
    {
        repository.GitCommit(("f", "1\n"));
        repository.Write("f", "2\n");

        var result = repository.CommitWhile(CommitStep.Prepared, () => repository.Shell("echo 3 > f; git add f"), "f");

        result.Codes().ShouldBe(["GCT5003", "GCT4001"], "it was staged anew, and written again for that");
        repository.Git("show", "HEAD:f").ShouldBe("2\n", "as captured");
        repository.Git("show", ":f").ShouldBe("3\n", "as staged");
        repository.Git("status", "--porcelain").ShouldBe("M  f\n");
    }

    [Fact]
    public void a_file_that_is_edited_while_it_is_committed_shows_as_modified()
    {
        repository.GitCommit(("f", "1\n"));
        repository.Write("f", "2\n");

        repository.CommitWhile(CommitStep.Prepared, () => repository.Write("f", "3\n"), "f").Codes().ShouldBe(["GCT4001"]);

        repository.Git("show", "HEAD:f").ShouldBe("2\n");
        repository.Git("status", "--porcelain").ShouldBe(" M f\n", "same size, perhaps the same second: told by content (racy)");
    }

    [Fact]
    public void an_edit_in_the_second_of_its_capture_shows_even_when_the_index_is_written_later()
    {
        repository.GitCommit(("f", "1\n"));
        repository.Write("f", "2\n");
        var request = repository.Request("f") with
        {
            AtStep = step =>
            {
                if (step == CommitStep.Prepared)
                    repository.Write("f", "3\n");
                // Then the index is younger than the file by a second, and git does not look at the content again.
                else if (step == CommitStep.JournalWritten)
                    repository.Shell("was=$(date +%s); while [ $(date +%s) = $was ]; do sleep 0.05; done");
            },
        };

        request.Run().Codes().ShouldBe(["GCT4001"]);

        repository.Git("status", "--porcelain").ShouldBe(" M f\n");
    }

    [Fact]
    public void staging_of_other_files_while_the_index_is_read_is_kept()
    {
        repository.Write("f", "1\n");
        repository.Write("theirs", "1\n");

        repository.CommitWhile(CommitStep.JournalWritten, () => repository.Git("add", "theirs"), "f").Codes().ShouldBeEmpty();

        repository.Git("status", "--porcelain").ShouldBe("A  theirs\n", "the index is read after it is locked");
    }

    [Fact]
    public async Task what_the_holder_of_the_index_lock_publishes_while_we_wait_is_kept()
    {
        repository.Write("f", "1\n");
        repository.Write("theirs", "1\n");
        Task? publishing = null;

        // By the time we ask for index.lock it is held, with theirs in it; the index that can be read meanwhile is old.
        repository.CommitWhile(CommitStep.JournalWritten, () =>
        {
            repository.Shell("cp .git/index .git/index.lock; GIT_INDEX_FILE=.git/index.lock git add theirs");
            publishing = Task.Delay(100, TestContext.Current.CancellationToken).ContinueWith(_ => repository.Shell("mv .git/index.lock .git/index"), TaskScheduler.Default);
        }, "f").Codes().ShouldBeEmpty();
        await publishing!;

        repository.Git("status", "--porcelain").ShouldBe("A  theirs\n", "the index is read after it is locked, not before");
    }

    public void Dispose() => repository.Dispose();

    private string Entries(params string[] without) => string.Join("\n \n", repository.Git("--no-optional-locks", "ls-files", "-s", "-t", "-v", "--debug")
        .Replace("\n  ", "\u0001", StringComparison.Ordinal).Split('\n').Where(e => !without.Any(w => e.Contains($"\t{w}\u0001", StringComparison.Ordinal))));
}
