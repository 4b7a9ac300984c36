using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What is said to an owner whose uncommitted changes another owner came over. (What is said to the other: <see cref="OwnershipSpecs"/>.)</summary>
public sealed class EntanglementSpecs : IDisposable
{
    private const string Base = "one\ntwo\nthree\nfour\n";
    private readonly TemporaryRepository repository = new();

    public EntanglementSpecs() => repository.GitCommit((SharedFileEdits.Shared, Base));

    [Fact]
    public void whose_line_was_overwritten_and_committed_is_told_so_by_his_next_commit_and_once()
    {
        Edit("306", "two", "two of 306");
        Edit("307", "two of 306", "two of 307");
        repository.CommitAs("307").Codes().ShouldBe(["GCT6001"]);

        var result = repository.CommitAs("306");

        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        Told(result).ShouldBe(("307", "2", "line"));
        result.Diagnostics.Single(d => d.Code == "GCT6008").Message.ShouldBe(
            "'shared.txt': changes that were to be committed here (line 2) were overwritten or taken over by '307'; they go with the other's commit.");
        repository.CommitAs("306").Isolation.Entangled.ShouldBeEmpty("it is said once");
    }

    [Fact]
    public void he_is_told_at_the_line_of_HEAD_when_he_commits_before_the_other()
    {
        Edit("306", "two\nthree", "two of 306\nthree\nmore of 306");
        Edit("307", "two of 306", "two of 307");

        var first = repository.CommitAs("306");

        Told(first).ShouldBe(("307", "2", "line"));
        repository.LastDiff().ShouldBe(["+more of 306"]);
        repository.CommitAs("307").Isolation.Entangled.ShouldHaveSingleItem().Owner.ShouldBe("306", "and so is the other");
        repository.CommitAs("306").Isolation.Entangled.ShouldBeEmpty("it is said once");
    }

    [Fact]
    public void whoever_wrote_the_block_that_another_wrote_into_is_told()
    {
        Edit("306", "two\n", "two\nblock\nof 306\n");
        Edit("307", "block\n", "block\ninside\n");

        Told(repository.CommitAs("306")).ShouldBe(("307", "3", "line"));
        repository.CommitAs("307").Isolation.Entangled.ShouldHaveSingleItem().Owner.ShouldBe("306");
    }

    [Fact]
    public void a_line_that_was_deleted_before_it_was_committed_is_a_loss_too()
    {
        Edit("306", "two\n", "two\nof 306\n");
        Edit("307", "of 306\n", "");

        Told(repository.CommitAs("306")).ShouldBe(("307", "2", "line"));
        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
    }

    [Fact]
    public void whoever_takes_away_what_became_of_a_line_of_HEAD_deletes_that_line()
    {
        Edit("306", "two", "two of 306");
        Edit("307", "two of 306\n", "");

        var first = repository.CommitAs("306");
        first.Outcome.ShouldBe(CommitOutcome.NothingToCommit, "306 deleted nothing");
        Told(first).ShouldBe(("307", "2", "line"));
        repository.CommitAs("307").Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Owner.ShouldBe("306"), e => e.IsLoss.ShouldBeFalse());
        repository.LastDiff().ShouldBe(["-two"]);
    }

    [Fact]
    public void one_line_in_the_place_of_several_goes_with_all_of_them_and_names_each_owner()
    {
        Edit("306", "two", "two of 306");
        Edit("308", "three", "three of 308");
        Edit("307", "two of 306\nthree of 308\n", "both of 307\n");

        Told(repository.CommitAs("306")).ShouldBe(("307", "2", "line"));
        Told(repository.CommitAs("308")).ShouldBe(("307", "2", "line"), "where the one line will stand");
        var result = repository.CommitAs("307");
        result.Isolation.Entangled.Select(e => e.Owner).ShouldBe(["306", "308"]);
        repository.LastDiff().ShouldBe(["-two", "-three", "+both of 307"]);
    }

    [Fact]
    public void a_line_that_two_commits_changed_is_the_last_writers_after_a_soft_reset_over_both()
    {
        Edit("306", "two", "two of 306");
        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.Committed);
        Edit("307", "two of 306", "two of 307");
        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.Git("reset", "--soft", "HEAD~2");

        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit, "a line goes with what became of it");
        repository.CommitAs("307").Isolation.Entangled.ShouldHaveSingleItem().Owner.ShouldBe("306", "whose change is uncommitted again");
        repository.LastDiff().ShouldBe(["-two", "+two of 307"]);
    }

    [Theory]
    [InlineData("307", "two of 307")]
    [InlineData("307", "")]
    [InlineData(null, "two of a person")]
    public void who_undoes_his_overwriting_gives_the_line_back(string? other, string text)
    {
        Edit("306", "two", "two of 306");
        var before = repository.Text();
        Change(other, before.Replace("two of 306\n", text.Length == 0 ? "" : text + "\n"));
        Change(other, before);

        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        var result = repository.CommitAs("306");
        result.Isolation.Entangled.ShouldBeEmpty();
        repository.LastDiff().ShouldBe(["-two", "+two of 306"]);
    }

    [Fact]
    public void who_writes_the_same_again_after_he_committed_has_written_it()
    {
        Edit("306", "two", "two of 306");
        Edit("307", "two of 306", "two of 307");
        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.Committed);
        Edit("307", "two of 307", "two of 306");

        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["-two of 307", "+two of 306"]);
    }

    [Fact]
    public void of_a_chain_each_is_told_who_came_over_him()
    {
        Edit("306", "two", "two of 306");
        Edit("307", "two of 306", "two of 307");
        Edit("308", "two of 307", "two of 308");

        Told(repository.CommitAs("306")).ShouldBe(("307", "2", "line"));
        Told(repository.CommitAs("307")).ShouldBe(("308", "2", "line"));
    }

    [Fact]
    public void who_gets_his_line_back_by_writing_it_anew_has_lost_nothing()
    {
        Edit("306", "two", "two of 306");
        Edit("307", "two of 306", "two of 307");
        Edit("306", "two of 307", "two of 306 again");

        repository.CommitAs("306").Isolation.Entangled.ShouldHaveSingleItem().IsLoss.ShouldBeFalse("307's is in it");
        Told(repository.CommitAs("307")).ShouldBe(("306", "2", "line"));
    }

    [Fact]
    public void an_overwriting_outside_of_any_window_is_nobodys_in_particular()
    {
        Edit("306", "two", "two of 306");
        repository.Write(SharedFileEdits.Shared, repository.Text().Replace("of 306", "of a person"));

        var result = repository.CommitAs("306");

        Told(result).ShouldBe((null, "2", "line"));
        result.Diagnostics.Single(d => d.Code == "GCT6008").Message.ShouldContain("overwritten or taken over by an unattributed edit; they go with the other's commit.");
    }

    [Fact]
    public void of_a_file_that_is_owned_as_a_whole_no_lines_are_named()
    {
        repository.InWindow("306", () => File.WriteAllBytes(repository[SharedFileEdits.Shared], [0, 3, 0, 6]));
        repository.InWindow("307", () => File.WriteAllBytes(repository[SharedFileEdits.Shared], [0, 3, 0, 7]));
        repository.CommitAs("307").Isolation.Entangled.ShouldHaveSingleItem().Unit.ShouldBe("file");

        Told(repository.CommitAs("306")).ShouldBe(("307", "", "file"));
    }

    [Fact]
    public void the_lines_are_named_in_their_order_also_where_one_is_that_of_a_deletion()
    {
        Edit("306", "one", "one of 306");
        Edit("307", "one of 306\ntwo\nthree\nfour\n", "two\nthree\nfour\none of 306\n");

        repository.CommitAs("307").Isolation.Entangled.ShouldHaveSingleItem().Lines.ShouldBe([1, 4]);
    }

    [Fact]
    public void who_commits_whole_files_takes_over_what_others_have_in_them()
    {
        Edit("306", "two", "two of 306");
        ScopedCommit.Run(repository.Request(SharedFileEdits.Shared) with { Owner = "307", Isolation = Isolation.Files }, cancellation: TestContext.Current.CancellationToken)
            .Outcome.ShouldBe(CommitOutcome.Committed);

        Told(repository.CommitAs("306")).ShouldBe(("307", "", "file"));
    }

    [Fact]
    public void a_dry_run_tells_and_the_commit_tells_again()
    {
        Edit("306", "two", "two of 306");
        Edit("307", "two of 306", "two of 307");

        var request = repository.Request(SharedFileEdits.Shared) with { Owner = "306", DryRun = true };
        Told(ScopedCommit.Run(request, cancellation: TestContext.Current.CancellationToken)).ShouldBe(("307", "2", "line"));

        Told(repository.CommitAs("306")).ShouldBe(("307", "2", "line"));
    }

    [Theory]
    [InlineData("306", "306")]
    [InlineData(null, null)]
    public void who_moves_lines_of_another_has_them_and_says_whose_they_were(string? writer, string? named)
    {
        Change(writer, Base + "1 of 306\n2 of 306\n");
        Change("307", "1 of 306\n2 of 306\n" + Base);

        var result = repository.CommitAs("307");

        var moved = result.Isolation.Entangled.ShouldHaveSingleItem();
        (moved.Owner, string.Join(' ', moved.Lines), moved.Unit).ShouldBe((named, "1 2", "line"));
        result.Codes().ShouldBe(["GCT6001"]);
    }

    [Fact]
    public void a_loss_is_no_reason_to_refuse()
    {
        Edit("306", "two\nthree", "two of 306\nthree\nmore of 306");
        Edit("307", "two of 306", "two of 307");

        var request = repository.Request(SharedFileEdits.Shared) with { Owner = "306", RefuseEntangled = true };
        ScopedCommit.Run(request, cancellation: TestContext.Current.CancellationToken).Outcome.ShouldBe(CommitOutcome.Committed, "nothing of 307 is in it");
    }

    [Fact]
    public void a_stash_and_a_plain_commit_are_nobodys_overwriting()
    {
        Edit("306", "two", "two of 306");
        repository.Git("stash", "--quiet");
        repository.CommitAs("307").Isolation.Entangled.ShouldBeEmpty();
        repository.Git("stash", "pop", "--quiet");
        repository.CommitAs("307").Isolation.Entangled.ShouldBeEmpty();
        repository.GitCommitAll();

        repository.CommitAs("306").Isolation.Entangled.ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();

    private void Edit(string owner, string old, string @new)
    {
        repository.Text().ShouldContain(old);
        repository.Edit(owner, text => text.Replace(old, @new, StringComparison.Ordinal));
    }

    private void Change(string? owner, string content)
    {
        if (owner is not null)
        {
            repository.Edit(owner, _ => content);
            return;
        }

        repository.Write(SharedFileEdits.Shared, content);
        // Which looks at the file.
        repository.InWindow("308", () => { });
    }

    private static (string? Owner, string Lines, string Unit) Told(CommitResult result)
    {
        var loss = result.Isolation.Entangled.ShouldHaveSingleItem();
        loss.IsLoss.ShouldBeTrue();
        result.Codes().ShouldContain("GCT6008");
        return (loss.Owner, string.Join(' ', loss.Lines), loss.Unit);
    }
}
