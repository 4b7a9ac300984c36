using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A person takes a stash up again while somebody's edit window is open: what comes back is still whose it was, and what was written beside it is the window's owner's.</summary>
public sealed class PoppedStashSpecs : IDisposable
{
    private const string State = "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n";

    private readonly TemporaryRepository repository = new();

    public PoppedStashSpecs() => repository.GitCommit(("f", "1\n2\n3\n4\n5\n6\n7\n"), ("state.json", State));

    [Theory]
    [InlineData("f", true)]
    [InlineData("f", false)]
    [InlineData(".", true)]
    [InlineData(".", false)]
    public void lines_that_come_back_are_still_whose_they_were(string window, bool writes)
    {
        Edit("306", "f", "of 306\n1\n2\nthree of 306\n4\n6\n7\n");
        repository.Git("stash", "--quiet");
        repository.EditIn("307", () =>
        {
            repository.Git("stash", "pop", "--quiet");
            if (writes)
                repository.Write("f", File.ReadAllText(repository["f"]) + "of 307\n");
        }, window);

        Committed("307").ShouldBe(writes ? ["+of 307"] : []);
        Committed("306").ShouldBe(["+of 306", "+three of 306", "-3", "-5"], ignoreOrder: true);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void values_that_come_back_are_still_whose_they_were()
    {
        Edit("306", "state.json", "{\n  \"a\": 306,\n  \"c\": 3,\n  \"d\": 306\n}\n");
        repository.Git("stash", "--quiet");
        repository.EditIn("307", () =>
        {
            repository.Git("stash", "pop", "--quiet");
            repository.Write("state.json", "{\n  \"a\": 306,\n  \"c\": 307,\n  \"d\": 306\n}\n");
        }, "state.json");

        Committed("307").ShouldBe(["-  \"c\": 3", "+  \"c\": 307"]);
        Committed("306").ShouldBe(["-  \"a\": 1,", "-  \"b\": 2,", "+  \"a\": 306,", "-  \"c\": 307", "+  \"c\": 307,", "+  \"d\": 306"], ignoreOrder: true);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void so_for_a_commit_in_the_middle_of_the_edit()
    {
        Edit("306", "f", "of 306\n1\n2\n3\n4\n5\n6\n7\n");
        repository.Git("stash", "--quiet");
        repository.EditIn("307", () =>
        {
            repository.Git("stash", "pop", "--quiet");
            repository.Write("f", File.ReadAllText(repository["f"]) + "of 307\n");
            Committed("307").ShouldBe(["+of 307"]);
        }, "f");

        Committed("306").ShouldBe(["+of 306"]);
    }

    [Fact]
    public void whose_line_a_person_stashed_in_the_window_of_another_and_took_up_later_has_lost_nothing()
    {
        Edit("306", "f", "1\n2\nthree of 306\n4\n5\n6\n7\n");
        repository.EditIn("307", () => repository.Git("stash", "--quiet"), "f");
        repository.Git("stash", "pop", "--quiet");

        Committed("306").ShouldBe(["-3", "+three of 306"]);
    }

    /// <summary>No stash was taken up, so whoever was seen writing it has written it.</summary>
    [Fact]
    public void what_was_thrown_away_and_written_anew_is_the_new_writers()
    {
        Edit("306", "f", "generated\n1\n2\n3\n4\n5\n6\n7\n");
        repository.Git("checkout", "--quiet", "--", "f");
        Edit("307", "f", "generated\n1\n2\n3\n4\n5\n6\n7\n");

        Committed("307").ShouldBe(["+generated"]);
    }

    public void Dispose() => repository.Dispose();

    private void Edit(string owner, string path, string content) => repository.EditIn(owner, () => repository.Write(path, content), path);

    private string[] Committed(string owner)
    {
        var result = ScopedCommit.Run(repository.Request(".") with { Owner = owner, Message = $"by {owner}", RefuseEntangled = true });
        result.Isolation.Entangled.ShouldBeEmpty();
        return result.Outcome == CommitOutcome.Committed ? repository.LastDiff() : [];
    }
}
