namespace GitCommitTasks.Specs.Committing;

/// <summary>Where a commit can be made: unborn and detached, in linked worktrees, below the top, beside packed refs.</summary>
public sealed class PlacesSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void the_first_commit_of_a_branch_has_no_parent(bool orphan)
    {
        using TemporaryRepository empty = new(firstCommit: orphan);
        if (orphan)
            empty.Git("switch", "--quiet", "--orphan", "fresh");
        empty.Write("d/f", "1\n");
        empty.Write("other", "1\n");
        empty.Git("add", "other");

        var result = empty.Commit("d");

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        result.Parent.ShouldBeNull();
        empty.Git("log", "--format=%P|%s").Trim().ShouldBe("|scoped");
        empty.FilesOf("HEAD").ShouldBe(["A\td/f"]);
        empty.Git("status", "--porcelain").ShouldBe("A  other\n");
        empty.Git("log", "-g", "--format=%gs", orphan ? "fresh" : "main").Trim().ShouldBe("commit (initial): scoped", "as git words it");
        empty.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public void a_detached_HEAD_moves_alone()
    {
        repository.Git("switch", "--quiet", "--detach");
        repository.Write("f", "1\n");
        var main = repository.Git("rev-parse", "main");

        var result = repository.Commit("f");

        result.Branch.ShouldBe("HEAD");
        result.Commit.ShouldBe(repository.Head);
        result.Codes().ShouldBeEmpty();
        repository.Git("rev-parse", "main").ShouldBe(main, "the branch stays");
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Git("log", "-g", "-1", "--format=%gs", "HEAD").Trim().ShouldBe("commit: scoped");
        repository.Leftovers().ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public void a_linked_worktree_and_the_main_one_commit_beside_each_other()
    {
        repository.Git("worktree", "add", "--quiet", "-b", "side", "../side");
        var side = repository.Outside["side"];
        File.WriteAllText(Path.Combine(side, "f"), "side\n");
        File.WriteAllText(Path.Combine(side, "README.md"), "side\n");
        repository.Write("f", "main\n");

        var beside = (repository.Request("f", "README.md") with { Directory = side }).At(CommitStep.RefsLocked, () =>
            repository.Commit("f").Outcome.ShouldBe(CommitOutcome.Committed, "each worktree has its own HEAD, index and lock")).Run();

        beside.Codes().ShouldBeEmpty();
        beside.Branch.ShouldBe("refs/heads/side");
        repository.Git("log", "-1", "--format=%D", beside.Commit!).Trim().ShouldBe("side");
        repository.Git("show", "side:f").ShouldBe("side\n");
        repository.Git("show", "main:f").ShouldBe("main\n");
        repository.Git("-C", side, "status", "--porcelain").ShouldBeEmpty();
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Git("-C", side, "log", "-g", "-1", "--format=%gs", "HEAD").Trim().ShouldBe("commit: scoped");
        repository.Leftovers().ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a/b", "f", "a/b/f")]
    [InlineData("a/b", "../g", "a/g")]
    [InlineData("a/b", ".", "a/b/f")]
    [InlineData("a", "b/../b/f", "a/b/f")]
    public void paths_begin_at_the_directory_of_the_request(string directory, string path, string expected)
    {
        repository.Write("a/b/f", "1\n");
        repository.Write("a/g", "1\n");
        repository.Write("f", "1\n");

        (repository.Request(path) with { Directory = repository[directory] }).Run().Names().ShouldBe([$"Added:{expected}"]);

        repository.FilesOf("HEAD").ShouldBe([$"A\t{expected}"]);
    }

    [Fact]
    public void the_tree_may_be_reached_through_a_link()
    {
        repository.Write("f", "1\n");
        Directory.CreateSymbolicLink(repository.Outside["link"], repository.Top);

        (repository.Request("f") with { Directory = repository.Outside["link"] }).Run().Codes().ShouldBeEmpty();

        repository.FilesOf("HEAD").ShouldBe(["A\tf"]);
    }

    [Fact]
    public void packed_refs_are_moved()
    {
        repository.Git("pack-refs", "--all");
        repository.Write("f", "1\n");

        var result = repository.Commit("f");

        result.Codes().ShouldBeEmpty();
        repository.Head.ShouldBe(result.Commit);
        repository.Git("show-ref", "refs/heads/main").ShouldStartWith(result.Commit!);
    }

    [Fact]
    public void a_branch_may_take_the_place_of_a_deleted_branch_directory()
    {
        repository.Git("branch", "topic/x");
        repository.Git("branch", "-D", "topic/x");
        Directory.CreateDirectory(Path.Combine(repository.GitDirectory, "refs", "heads", "topic", "empty"));
        repository.Git("symbolic-ref", "HEAD", "refs/heads/topic");
        repository.Write("f", "1\n");

        repository.Commit("f").Codes().ShouldBeEmpty();

        repository.Git("rev-parse", "topic").Trim().ShouldBe(repository.Head);
    }

    [Fact]
    public void a_branch_below_which_others_are_packed_is_refused()
    {
        repository.Git("branch", "topic/x");
        repository.Git("pack-refs", "--all");
        repository.Git("symbolic-ref", "HEAD", "refs/heads/topic");
        repository.Write("f", "1\n");

        repository.Commit("f").Outcome.ShouldBe(CommitOutcome.Failed, "git says: cannot lock ref, 'refs/heads/topic/x' exists");
        repository.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main\nrefs/heads/topic/x\n");
        repository.Leftovers().ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();
}
