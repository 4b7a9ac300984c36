namespace GitCommitTasks.Specs.Committing;

/// <summary>I6: the branch moves by compare-and-swap only; whatever others do in between, no commit is lost.</summary>
public sealed class MovingTipSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public MovingTipSpecs() => repository.GitCommit(("f", "1\n"), ("other", "1\n"));

    [Theory]
    [InlineData("Prepared")]
    [InlineData("LockAcquired")]
    [InlineData("JournalWritten")]
    public void a_commit_of_other_files_in_between_stays_on_the_branch(string step)
    {
        repository.Write("f", "2\n");

        var result = repository.CommitWhile(Enum.Parse<CommitStep>(step), () => repository.GitCommit(("other", "2\n")), "f");

        result.Codes().ShouldBeEmpty();
        Log().ShouldBe(["scoped", "plain", "plain", "first"], "re-rooted: linear, nothing lost");
        repository.FilesOf("HEAD").ShouldBe(["M\tf"]);
        repository.FilesOf("HEAD~").ShouldBe(["M\tother"]);
        result.Parent.ShouldBe(repository.Git("rev-parse", "HEAD~").Trim());
        repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void what_was_prepared_for_a_tip_that_moved_leaves_nothing_behind()
    {
        repository.Write("f", "2\n");

        repository.CommitWhile(CommitStep.LockAcquired, () => repository.GitCommit(("other", "2\n")), "f").Codes().ShouldBeEmpty();

        repository.Git("fsck", "--unreachable", "--no-reflogs", "--no-progress").ShouldBeEmpty("trees and commit are stored when nothing can overtake them any more");
    }

    [Fact]
    public void a_dry_run_stores_no_commit()
    {
        repository.Write("f", "2\n");

        ScopedCommit.Run(repository.Request("f") with { DryRun = true }, cancellation: TestContext.Current.CancellationToken).Files.ShouldHaveSingleItem();

        repository.Git("fsck", "--unreachable", "--no-progress").ShouldNotContain("commit");
    }

    [Fact]
    public void a_tip_that_moves_while_the_index_is_locked_is_not_overwritten()
    {
        repository.Write("f", "2\n");

        // Plumbing needs no index: only the comparison under the ref's lock sees this.
        var result = repository.CommitWhile(CommitStep.IndexPrepared, () => MoveTip("other", "2"), "f");

        result.Codes().ShouldBeEmpty();
        Log().ShouldBe(["scoped", "moved", "plain", "first"]);
        repository.FilesOf("HEAD").ShouldBe(["M\tf"], "the content of the commit in between is in the tree, not reverted by it");
        repository.Git("show", "HEAD:other").ShouldBe("2\n");
    }

    [Fact]
    public void git_cannot_move_the_branch_between_comparison_and_swap()
    {
        repository.Write("f", "2\n");
        var refused = string.Empty;

        repository.CommitWhile(CommitStep.RefsLocked, () => refused = repository.TryGit("update-ref", "refs/heads/main", "HEAD~").StandardError, "f").Codes().ShouldBeEmpty();

        refused.ShouldContain("cannot lock ref");
        Log().ShouldBe(["scoped", "plain", "first"]);
    }

    [Fact]
    public void a_plain_commit_cannot_come_between_swap_and_index()
    {
        repository.Shell("echo 2 > f; echo 2 > other; git add other");
        var refused = 0;

        repository.CommitWhile(CommitStep.RefSwapped, () => refused = repository.TryGit("commit", "-m", "would revert").ExitCode, "f").Codes().ShouldBeEmpty();

        refused.ShouldBe(128, "index.lock is held over the swap: the old index cannot be committed on the new tip");
        repository.Git("commit", "-qm", "plain");
        repository.FilesOf("HEAD").ShouldBe(["M\tother"]);
    }

    [Fact]
    public void a_commit_of_the_same_file_in_between_is_built_upon()
    {
        repository.Write("f", "2\n");

        var result = repository.CommitWhile(CommitStep.Prepared, () =>
        {
            repository.GitCommit(("f", "2\ntheirs\n"));
            repository.Write("f", "2\ntheirs\nmine\n");
        }, "f");

        result.Codes().ShouldBeEmpty();
        repository.Git("show", "HEAD:f").ShouldBe("2\ntheirs\nmine\n", "captured anew: an older capture would undo the commit in between");
        Log().ShouldBe(["scoped", "plain", "plain", "first"]);
        repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void a_commit_in_between_that_takes_all_of_it_leaves_nothing_to_commit()
    {
        repository.Write("f", "2\n");

        var result = repository.CommitWhile(CommitStep.Prepared, () => repository.GitCommit(("f", "2\n")), "f");

        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        result.Diagnostics.Select(d => d.Code).ShouldContain("GCT2017", "it says so");
        result.Unchanged.ShouldHaveSingleItem().LastCommit.ShouldBe(repository.Head, "and who took it");
        Log().ShouldBe(["plain", "plain", "first"]);
        repository.Leftovers().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Prepared")]
    [InlineData("LockAcquired")]
    [InlineData("IndexPrepared")]
    public void a_branch_switched_in_between_is_refused(string step)
    {
        repository.Git("branch", "side");
        repository.Write("f", "2\n");
        var before = repository.Head;

        var result = repository.CommitWhile(Enum.Parse<CommitStep>(step), () => repository.Git("symbolic-ref", "HEAD", "refs/heads/side"), "f");

        result.Outcome.ShouldBe(CommitOutcome.Refused);
        result.Codes().ShouldBe(["GCT3001"]);
        repository.Git("rev-parse", "main", "side").ShouldBe($"{before}\n{before}\n", "neither branch moved");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void git_switch_in_between_is_refused_and_keeps_its_branch()
    {
        repository.Git("branch", "side");
        repository.Write("f", "2\n");

        repository.CommitWhile(CommitStep.Prepared, () => repository.Git("switch", "--quiet", "side"), "f").Codes().ShouldBe(["GCT3001"]);

        repository.Git("branch", "--show-current").ShouldBe("side\n");
        repository.Git("status", "--porcelain").ShouldBe(" M f\n");
    }

    [Fact]
    public void a_tip_that_keeps_moving_ends_in_a_refusal()
    {
        repository.Write("f", "2\n");
        var moves = 0;
        var request = repository.Request("f") with
        {
            AtStep = s =>
            {
                if (s == CommitStep.IndexPrepared)
                    MoveTip("other", $"{++moves}");
            },
        };

        request.Run().Codes().ShouldBe(["GCT3003"]);
        moves.ShouldBe(100, "retries are bounded");
        repository.Leftovers().ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();

    private string[] Log() => repository.Git("log", "--first-parent", "--format=%s").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Commits another content of a file with plumbing, touching neither index nor file.</summary>
    private void MoveTip(string path, string content) => repository.Shell($"""
        b=$(echo {content} | git hash-object -w --stdin)
        t=$(git ls-tree HEAD | sed "s/[0-9a-f]*\t{path}$/$b\t{path}/" | git mktree)
        git update-ref HEAD $(echo moved | git commit-tree $t -p HEAD)
        """);
}
