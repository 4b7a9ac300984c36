using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A new file that was deleted before it was committed is neither in HEAD nor on disk; its owner hears of it all the same.</summary>
public sealed class VanishedFileSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public VanishedFileSpecs() => repository.GitCommit(("dir/base.txt", "one\n"));

    [Theory]
    [InlineData("dir/new.txt", "of 306\n")]
    [InlineData("dir/new.json", "{\n  \"a\": 306\n}\n")]
    [InlineData("dir/new.bin", "\0of 306")]
    public void whose_new_file_was_deleted_is_told_by_his_next_commit_of_the_directory_and_once(string path, string content)
    {
        repository.EditIn("306", () => repository.Write(path, content), path);
        repository.EditIn("307", () => File.Delete(repository[path]), path);

        var result = Commit("306", "dir");

        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        result.Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Path.ShouldBe(path), e => e.Owner.ShouldBe("307"), e => e.IsLoss.ShouldBeTrue());
        result.Codes().ShouldContain("GCT6008");
        result.Diagnostics.Single(d => d.Code == "GCT6008").Message.ShouldBe($"'{path}': changes that were to be committed here (no line is left of them) were overwritten or taken over by '307'; they go with the other's commit.");
        Commit("306", "dir").Isolation.Entangled.ShouldBeEmpty("it is said once");
    }

    [Fact]
    public void lines_in_a_file_that_another_owner_moves_go_with_it_and_their_owner_is_told()
    {
        repository.GitCommit(("dir/old.txt", "1\n"));
        repository.EditIn("306", () => repository.Write("dir/old.txt", "1\nof 306\n"), "dir/old.txt");
        repository.EditIn("307", () => File.Move(repository["dir/old.txt"], repository["dir/new.txt"]), "dir/old.txt", "dir/new.txt");

        Commit("307", "dir").Outcome.ShouldBe(CommitOutcome.Committed);

        repository.Git("show", "HEAD:dir/new.txt").ShouldBe("1\nof 306\n");
        repository.Status().ShouldBeEmpty();
        var result = Commit("306", "dir");
        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        result.Diagnostics.Single(d => d.Code == "GCT6008").Message.ShouldContain("'dir/old.txt'");
    }

    [Fact]
    public void it_is_told_beside_what_is_committed()
    {
        repository.EditIn("306", () => repository.Write("dir/new.txt", "of 306\n"), "dir/new.txt");
        repository.EditIn("307", () => File.Delete(repository["dir/new.txt"]), "dir/new.txt");
        repository.EditIn("306", () => repository.Write("dir/base.txt", "one\nof 306\n"), "dir/base.txt");

        var result = Commit("306", ".");

        result.Files.ShouldHaveSingleItem().Path.ShouldBe("dir/base.txt");
        result.Isolation.Entangled.ShouldHaveSingleItem().Path.ShouldBe("dir/new.txt");
        Commit("306", ".").Isolation.Entangled.ShouldBeEmpty("it is said once");
    }

    [Fact]
    public void a_commit_that_names_the_file_is_refused_and_says_who_deleted_it()
    {
        repository.EditIn("306", () => repository.Write("dir/new.txt", "of 306\n"), "dir/new.txt");
        repository.EditIn("307", () => File.Delete(repository["dir/new.txt"]), "dir/new.txt");

        var result = Commit("306", "dir/new.txt");

        result.Outcome.ShouldBe(CommitOutcome.Refused);
        result.Codes().ShouldBe(["GCT2006", "GCT6008"], ignoreOrder: true);
        result.Diagnostics.Single(d => d.Code == "GCT6008").Message.ShouldContain("'307'");
    }

    [Fact]
    public void nobody_else_is_told_and_nobody_beside_the_scope()
    {
        repository.EditIn("306", () => repository.Write("dir/new.txt", "of 306\n"), "dir/new.txt");
        repository.EditIn("307", () => File.Delete(repository["dir/new.txt"]), "dir/new.txt");
        repository.Write("other/file.txt", "beside\n");

        Commit("307", "dir").Isolation.Entangled.ShouldBeEmpty("it was 307 who deleted it");
        Commit("308", "dir").Isolation.Entangled.ShouldBeEmpty("308 had nothing there");
        Commit("306", "other").Isolation.Entangled.ShouldBeEmpty("the directory is not in the scope");
        Commit("306", "dir").Isolation.Entangled.ShouldHaveSingleItem();
    }

    [Fact]
    public void who_deletes_his_own_new_file_has_lost_nothing()
    {
        repository.EditIn("306", () => repository.Write("dir/new.txt", "of 306\n"), "dir/new.txt");
        repository.EditIn("306", () => File.Delete(repository["dir/new.txt"]), "dir/new.txt");

        Commit("306", "dir").Isolation.Entangled.ShouldBeEmpty();
    }

    [Fact]
    public void a_file_that_came_back_is_lost_no_more()
    {
        repository.EditIn("306", () => repository.Write("dir/new.txt", "of 306\n"), "dir/new.txt");
        repository.EditIn("307", () => File.Delete(repository["dir/new.txt"]), "dir/new.txt");
        repository.EditIn("307", () => repository.Write("dir/new.txt", "of 306\n"), "dir/new.txt");

        var result = Commit("306", "dir");

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        result.Isolation.Entangled.ShouldBeEmpty();
    }

    [Fact]
    public void a_person_who_deleted_it_is_nobody_in_particular()
    {
        repository.EditIn("306", () => repository.Write("dir/new.txt", "of 306\n"), "dir/new.txt");
        File.Delete(repository["dir/new.txt"]);

        Commit("306", "dir").Isolation.Entangled.ShouldBeEmpty("nothing looked at the file since: it may as well have been 306");
    }

    public void Dispose() => repository.Dispose();

    private CommitResult Commit(string owner, string scope) =>
        ScopedCommit.Run(repository.Request(scope) with { Owner = owner, Message = $"by {owner}" }, cancellation: TestContext.Current.CancellationToken);
}
