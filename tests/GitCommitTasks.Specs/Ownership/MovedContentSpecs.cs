using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What another owner had not committed and this one moves – a renamed file or member, lines cut out here and pasted there – is this one's in its new place, and says whose it was.</summary>
public sealed class MovedContentSpecs : IDisposable
{
    private const string State = "{\n  \"m\": {\n    \"k\": {\n      \"a\": 1,\n      \"b\": \"base\"\n    },\n    \"n\": 1\n  },\n  \"todo\": [],\n  \"done\": []\n}\n";

    private readonly TemporaryRepository repository = new();

    public MovedContentSpecs() => repository.GitCommit(("dir/old.txt", "1\n2\n3\n"), ("dir/other.txt", "other\n"), ("state.json", State));

    [Theory]
    [InlineData("306", "306")]
    [InlineData(null, null)]
    public void who_renames_a_file_has_what_others_wrote_in_it_and_says_whose_it_was(string? writer, string? named)
    {
        Write(writer, "dir/old.txt", "1\n2\nof 306\n3\n");
        repository.EditIn("307", () => File.Move(repository["dir/old.txt"], repository["dir/new.txt"]), "dir/old.txt", "dir/new.txt");

        Named(Commit("307", "dir")).ShouldBe([("dir/new.txt", named, "3", "line")]);

        repository.Git("show", "HEAD:dir/new.txt").ShouldBe("1\n2\nof 306\n3\n");
        repository.Status().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("dir/old.txt", "dir/deep/new.txt", "dir")]
    [InlineData("dir/old.txt", "else/new.txt", "dir", "else")]
    [InlineData("dir/old.txt", "new.txt", ".")]
    public void so_in_windows_on_directories(string from, string to, params string[] windows)
    {
        Write("306", from, "1\n2\nof 306\n3\n");
        repository.EditIn("307", () => Move(from, to), windows);

        Named(Commit("307", ".")).ShouldBe([(to, "306", "3", "line")]);
    }

    [Fact]
    public void so_where_a_directory_is_renamed()
    {
        Write("306", "dir/old.txt", "1\n2\nof 306\n3\n");
        repository.EditIn("307", () => Directory.Move(repository["dir"], repository["renamed"]), "dir", "renamed");

        Named(Commit("307", ".")).ShouldBe([("renamed/old.txt", "306", "3", "line")]);
    }

    [Fact]
    public void so_by_a_commit_in_the_middle_of_the_edit_of_the_new_name_alone()
    {
        Write("306", "dir/old.txt", "1\n2\nof 306\n3\n");
        CommitResult? result = null;
        repository.EditIn("307", () =>
        {
            Move("dir/old.txt", "else/new.txt");
            result = Commit("307", "else");
        }, ".");

        Named(result!).ShouldBe([("else/new.txt", "306", "3", "line")]);
    }

    [Fact]
    public void so_by_a_commit_in_the_middle_of_the_edit()
    {
        Write("306", "dir/old.txt", "1\n2\nof 306\n3\n");
        CommitResult? result = null;
        repository.EditIn("307", () =>
        {
            Move("dir/old.txt", "dir/new.txt");
            result = Commit("307", "dir");
        }, "dir");

        Named(result!).ShouldBe([("dir/new.txt", "306", "3", "line")]);
    }

    [Fact]
    public void so_by_hand_outside_of_any_window()
    {
        Write("306", "dir/old.txt", "1\n2\nof 306\n3\n");
        Move("dir/old.txt", "dir/new.txt");

        Named(Commit(null, "dir")).ShouldBe([("dir/new.txt", "306", "3", "line")]);
    }

    [Fact]
    public void a_binary_file_that_is_renamed_says_whose_it_was()
    {
        Write("306", "dir/new.bin", "\0of 306");
        repository.EditIn("307", () => Move("dir/new.bin", "dir/renamed.bin"), "dir");

        Named(Commit("307", "dir")).ShouldBe([("dir/renamed.bin", "306", "", "file")]);
    }

    [Theory]
    [InlineData("dir")]
    [InlineData("dir/other.txt", "dir/old.txt")]
    public void lines_that_are_put_into_another_file_say_whose_they_were(params string[] windows)
    {
        Write("306", "dir/old.txt", "1\n2\nof 306\n3\n");
        repository.EditIn("307", () =>
        {
            repository.Write("dir/old.txt", "1\n3\n");
            repository.Write("dir/other.txt", "other\n2\nof 306\n");
        }, windows);

        Named(Commit("307", "dir")).ShouldBe([("dir/other.txt", "306", "3", "line")]);
    }

    [Fact]
    public void a_refusal_of_what_is_entangled_covers_what_was_moved()
    {
        Write("306", "dir/old.txt", "1\n2\nof 306\n3\n");
        repository.EditIn("307", () => Move("dir/old.txt", "dir/new.txt"), "dir");

        var result = ScopedCommit.Run(
            repository.Request("dir") with { Owner = "307", RefuseEntangled = true }, cancellation: TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(CommitOutcome.Refused);
        result.Codes().ShouldContain("GCT6002");
    }

    [Fact]
    public void what_others_have_committed_or_wrote_elsewhere_is_not_named()
    {
        Write("306", "dir/old.txt", "1\n2\nof 306\n3\n");
        Commit("306", "dir");
        Write("306", "dir/other.txt", "other\nmore of 306\n");
        repository.EditIn("307", () => Move("dir/old.txt", "dir/new.txt"), "dir");

        Named(Commit("307", "dir")).ShouldBeEmpty();
        repository.LastDiff().ShouldNotContain("+more of 306");
    }

    [Theory]
    [InlineData("\"a\": 1", "\"a\": 20601", "\"k\": {", "\"k2\": {", "2 4")]
    [InlineData("\"n\": 1", "\"n\": 20601", "\"n\": 20601", "\"n2\": 20601", "2 7")]
    [InlineData("\"n\": 1", "\"n\": true", "\"n\": true", "\"n2\": true", "2 7")]
    [InlineData("\"n\": 1", "\"n\": 1,\n    \"new\": 5", "\"new\": 5", "\"new2\": 5", "8")]
    [InlineData("\"n\": 1", "\"n\": 1,\n    \"new\": {\n      \"x\": \"y\"\n    }", "\"new\": {", "\"new2\": {", "9")]
    [InlineData("\"n\": 1", "\"n\": 1,\n    \"new\": \"of 306\"", ",\n    \"new\": \"of 306\"\n  }", "\n  },\n  \"out\": \"of 306\"", "9")]
    public void who_gives_a_member_another_name_has_what_others_wrote_in_it_and_says_whose_it_was(string old, string of306, string from, string to, string lines)
    {
        Change("306", "state.json", old, of306);
        Change("307", "state.json", from, to);

        // What is gone is told at the object that it went from.
        Named(Commit("307", "state.json")).ShouldBe([("state.json", "306", lines, "member")]);
    }

    [Theory]
    [InlineData("\"of 306\"")]
    [InlineData("{\n      \"id\": 7,\n      \"done\": false\n    }")]
    public void an_element_that_is_put_into_another_array_says_whose_it_was(string element)
    {
        Change("306", "state.json", "\"todo\": []", $"\"todo\": [\n    {element}\n  ]");
        Change("307", "state.json", $"\"todo\": [\n    {element}\n  ],\n  \"done\": []", $"\"todo\": [],\n  \"done\": [\n    {element}\n  ]");

        Named(Commit("307", "state.json")).ShouldHaveSingleItem().Owner.ShouldBe("306");
    }

    [Fact]
    public void a_JSON_file_that_is_renamed_says_whose_its_values_were()
    {
        Change("306", "state.json", "\"a\": 1", "\"a\": 306");
        repository.EditIn("307", () => Move("state.json", "renamed.json"), "state.json", "renamed.json");

        Named(Commit("307", ".")).ShouldBe([("renamed.json", "306", "4", "member"), ("state.json", "306", "", "file")]);
    }

    /// <summary>What is found everywhere – a flag, a small number – is not taken for one of another object.</summary>
    [Fact]
    public void who_takes_away_an_object_and_writes_another_does_not_name_its_owner()
    {
        Change("306", "state.json", "\"todo\": []", "\"todo\": [\n    {\n      \"id\": 7,\n      \"done\": false\n    }\n  ]");
        Change("307", "state.json", "\"todo\": [\n    {\n      \"id\": 7,\n      \"done\": false\n    }\n  ],\n  \"done\": []", "\"todo\": [],\n  \"done\": [\n    {\n      \"id\": 8,\n      \"done\": false\n    }\n  ]");

        Named(Commit("307", "state.json")).ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();

    private void Write(string? owner, string path, string content)
    {
        if (owner is not null)
            repository.EditIn(owner, () => repository.Write(path, content), path);
        else
            repository.Write(path, content);
        // Which looks at the file.
        repository.EditIn("308", () => { }, path);
    }

    private void Change(string owner, string path, string old, string @new)
    {
        var text = File.ReadAllText(repository[path]);
        text.ShouldContain(old);
        repository.EditIn(owner, () => repository.Write(path, text.Replace(old, @new, StringComparison.Ordinal)), path);
    }

    private void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(repository[to])!);
        File.Move(repository[from], repository[to]);
    }

    private CommitResult Commit(string? owner, string scope) =>
        ScopedCommit.Run(repository.Request(scope) with { Owner = owner, Message = $"by {owner}" }, cancellation: TestContext.Current.CancellationToken);

    private static IEnumerable<(string Path, string? Owner, string Lines, string Unit)> Named(CommitResult result) =>
        result.Isolation.Entangled.Where(e => !e.IsLoss).Select(e => (e.Path, e.Owner, string.Join(' ', e.Lines), e.Unit));
}
