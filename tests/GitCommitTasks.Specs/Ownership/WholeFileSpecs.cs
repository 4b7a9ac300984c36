using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A commit that takes files as they are (<c>--isolation files</c>) says whose uncommitted changes go with it.</summary>
public sealed class WholeFileSpecs : IDisposable
{
    private const string Base = "one\ntwo\nthree\nfour\n", Shared = SharedFileEdits.Shared;
    private readonly TemporaryRepository repository = new();

    public WholeFileSpecs() => repository.GitCommit((Shared, Base), ("state.json", "{\n  \"list\": [1]\n}\n"));

    [Theory]
    [InlineData("307", new[] { "306" })]
    [InlineData("308", new[] { "306", "307" })]
    [InlineData(null, new[] { "306", "307" })]
    public void whoever_else_has_uncommitted_changes_in_the_file_is_named(string? owner, string[] named)
    {
        EditAsBoth();

        var result = Commit(owner);

        result.Isolation.Entangled.Select(e => (e.Path, e.Owner, e.Unit, e.Lines.Count, e.IsLoss)).ShouldBe(named.Select(o => (Shared, (string?)o, "file", 0, false)));
        result.Codes().ShouldBe(named.Select(_ => "GCT6001"));
        repository.Git("show", "HEAD:" + Shared).ShouldBe(repository.Text());
        foreach (var other in named)
            repository.CommitAs(other).Codes().ShouldBe(["GCT6008"], "and is told so");
    }

    [Fact]
    public void it_can_be_refused_and_then_nothing_is_lost()
    {
        EditAsBoth();
        var before = repository.Snapshot();

        var refused = (repository.Request(Shared) with { Owner = "307", Isolation = Isolation.Files, RefuseEntangled = true }).Run();

        (refused.Outcome, refused.Isolation.Entangled.Single().Owner).ShouldBe((CommitOutcome.Refused, "306"));
        refused.Codes().ShouldBe(["GCT6002"]);
        repository.Snapshot().ShouldBe(before);
        repository.CommitAs("307").Codes().ShouldBeEmpty();
        repository.LastDiff().ShouldBe(["+307"]);
        repository.CommitAs("306").Codes().ShouldBeEmpty();
        repository.LastDiff().ShouldBe(["+306"]);
    }

    [Fact]
    public void an_edit_below_a_directory_that_another_owner_has_open_is_named()
    {
        repository.EditIn("306", () =>
        {
            repository.Write("state.json", "{\n  \"list\": [2]\n}\n");
            var request = repository.Request("state.json", Shared) with { Owner = "307", Isolation = Isolation.Files };
            (request with { RefuseEntangled = true }).Run().Codes().ShouldBe(["GCT6002"]);
            request.Run().Isolation.Entangled.Select(e => (e.Path, e.Owner, e.Unit)).ShouldBe([("state.json", "306", "file")]);
        }, ".");
    }

    [Fact]
    public void what_is_unattributed_is_not_named()
    {
        repository.Edit("307", text => text + "307\n");
        repository.Write(Shared, "a person\n" + repository.Text());
        repository.Write("state.json", "{}\n");

        (repository.Request(Shared, "state.json") with { Owner = "307", Isolation = Isolation.Files, RefuseEntangled = true }).Run().Codes().ShouldBeEmpty("it is what the commit is for");

        repository.Status().ShouldBeEmpty();
        Directory.EnumerateDirectories(Path.Combine(repository.GitDirectory, "scoped", "paths")).ShouldHaveSingleItem("nothing is kept of a file of which nothing was");
    }

    [Fact]
    public void who_was_overwritten_before_is_named_too()
    {
        repository.Edit("306", text => text.Replace("two", "two of 306"));
        repository.Edit("307", text => text.Replace("two of 306", "two of 307"));

        Commit("307").Isolation.Entangled.Single().Owner.ShouldBe("306");
    }

    [Fact]
    public void values_of_two_owners_on_one_line_are_of_both()
    {
        repository.EditIn("306", () => repository.Write("state.json", "{\n  \"list\": [1, 306]\n}\n"), "state.json");
        repository.EditIn("308", () => repository.Write("state.json", "{\n  \"list\": [1, 306, 308]\n}\n"), "state.json");

        Commit("307", "state.json").Isolation.Entangled.Select(e => e.Owner).ShouldBe(["306", "308"], ignoreOrder: true);
    }

    [Fact]
    public void half_of_an_edit_is_of_whoever_has_the_window_open()
    {
        repository.Begin("306");
        repository.Write(Shared, Base + "306, first half\n");

        Commit("307").Isolation.Entangled.Single().Owner.ShouldBe("306");

        repository.Write(Shared, repository.Text() + "second half\n");
        repository.End("306").ShouldBe(1);
        repository.CommitAs("306").Codes().ShouldBeEmpty();
        repository.LastDiff().ShouldBe(["+second half"]);
    }

    [Fact]
    public void what_a_plain_commit_took_before_is_not_said_to_be_taken()
    {
        EditAsBoth();
        repository.Git("commit", "--quiet", "--all", "-m", "plain");

        var result = Commit("307");
        (result.Outcome, result.Isolation.Entangled.Count).ShouldBe((CommitOutcome.NothingToCommit, 0));
        result.Codes().ShouldBe(["GCT4002"]);
        repository.Write(Shared, "a person\n" + repository.Text());
        Commit("307").Codes().ShouldBeEmpty();

        repository.CommitAs("306").Codes().ShouldBe(["GCT4002"]);
    }

    public void Dispose() => repository.Dispose();

    private void EditAsBoth()
    {
        repository.Edit("306", text => "306\n" + text);
        repository.Edit("307", text => text + "307\n");
    }

    private CommitResult Commit(string? owner, string path = Shared) => (repository.Request(path) with { Owner = owner, Isolation = Isolation.Files }).Run();
}
