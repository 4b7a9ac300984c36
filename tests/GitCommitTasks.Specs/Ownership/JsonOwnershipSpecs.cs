using System.Text.Json;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A JSON file that several owners write, in a repository.</summary>
public sealed class JsonOwnershipSpecs : IDisposable
{
    private const string State = """
        {
            "plan": [
                { "task": 306, "status": "open" },
                { "task": 307, "status": "open" }
            ],
            "results": {},
            "tasks": {
                "306": "plan"
            }
        }

        """;

    private readonly TemporaryRepository repository = new();

    /// <summary>Text that lies beside braces and commas of others: by lines no two of these could be committed apart.</summary>
    [Theory]
    [InlineData("306", "307", "312")]
    [InlineData("306", "312", "307")]
    [InlineData("307", "306", "312")]
    [InlineData("307", "312", "306")]
    [InlineData("312", "306", "307")]
    [InlineData("312", "307", "306")]
    public void three_tasks_in_one_file_commit_each_its_own_in_any_order(params string[] order)
    {
        Start(State);
        Edit("306", text => text.Replace("\"task\": 306, \"status\": \"open\"", "\"task\": 306, \"status\": \"revised\", \"effort\": 3"));
        Edit("307", text => text.Replace("\"results\": {}", "\"results\": {\n        \"307\": \"passed\"\n    }"));
        Edit("312", text => text.Replace("\"306\": \"plan\"", "\"306\": \"plan\",\n        \"312\": \"new\""));
        Dictionary<string, string[]> diffs = new()
        {
            ["306"] = ["-        { \"task\": 306, \"status\": \"open\" },", "+        { \"task\": 306, \"status\": \"revised\", \"effort\": 3 },"],
            ["307"] = ["-    \"results\": {},", "+    \"results\": {", "+        \"307\": \"passed\"", "+    },"],
            ["312"] = ["-        \"306\": \"plan\"", "+        \"306\": \"plan\",", "+        \"312\": \"new\""],
        };
        var disk = Read();

        foreach (var task in order)
        {
            var result = Commit(task);
            result.Outcome.ShouldBe(CommitOutcome.Committed);
            result.Isolation.Entangled.ShouldBeEmpty();
            Diff().ShouldBe(diffs[task]);
            Should.NotThrow(() => JsonDocument.Parse(Committed()).Dispose(), "each commit holds a document");
        }

        Committed().ShouldBe(disk);
        repository.Status().ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public void what_others_left_in_the_file_is_counted_in_lines_of_its_values()
    {
        Start(State);
        Edit("306", text => text.Replace("\"task\": 306, \"status\": \"open\"", "\"task\": 306, \"status\": \"revised\", \"effort\": 3"));
        Edit("307", text => text.Replace("\"results\": {}", "\"results\": {\n        \"307\": \"passed\"\n    }"));

        Commit("307").Isolation.LeftOut.Select(l => (l.Owner, l.Lines)).ShouldBe([("306", 3)], "a value replaced is two, a new one is one");
    }

    [Fact]
    public void a_value_of_two_owners_goes_with_the_last_and_the_commit_names_the_other()
    {
        Start(State);
        Edit("306", text => text.Replace("\"plan\"\n", "\"revised\"\n"));
        Edit("307", text => text.Replace("\"revised\"\n", "\"done\"\n"));

        var result = Commit("307");

        result.Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Owner.ShouldBe("306"), e => e.Lines.ShouldBe([8]), e => e.Unit.ShouldBe("member"));
        result.Codes().ShouldBe(["GCT6001"]);
        var other = Commit("306");
        other.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        other.Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Owner.ShouldBe("307"), e => e.Lines.ShouldBe([8]), e => e.Unit.ShouldBe("member"));
        other.Codes().ShouldContain("GCT6008");
        Commit("306").Isolation.Entangled.ShouldBeEmpty("it is said once");
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void whoever_deletes_the_file_says_whose_values_go_with_it()
    {
        Start(State);
        Edit("306", text => text.Replace("\"plan\"\n", "\"revised\"\n"));
        InWorkspace(w => new EditWindows(w).TryBegin(w.ResolveScope(["state.json"])!, "307", isLease: true, TestContext.Current.CancellationToken).ShouldNotBeNull());
        File.Delete(repository["state.json"]);
        InWorkspace(w => new EditWindows(w).End(null, "307", TestContext.Current.CancellationToken).Count.ShouldBe(1));

        Commit("307").Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Owner.ShouldBe("306"), e => e.Lines.ShouldBeEmpty(), e => e.Unit.ShouldBe("file"));
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void a_file_that_two_owners_begin_is_a_document_in_either_commit()
    {
        Edit("306", _ => "{\n  \"306\": 1\n}\n");
        Edit("307", text => text.Replace("1\n", "1,\n  \"307\": 2\n"));

        Commit("307").Isolation.Entangled.ShouldHaveSingleItem().Owner.ShouldBe("306");
        Committed().ShouldBe("{\n  \"307\": 2\n}\n");
        var other = Commit("306");
        other.Outcome.ShouldBe(CommitOutcome.Committed);
        other.Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Owner.ShouldBe("307"), e => e.Lines.ShouldBe([1]), e => e.IsLoss.ShouldBeTrue());
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void stash_and_pop_leave_each_value_to_its_owner()
    {
        Start(State);
        Edit("306", text => text.Replace("\"306\": \"plan\"", "\"306\": \"revised\""));
        Edit("312", text => text.Replace("\"revised\"", "\"revised\",\n        \"312\": \"new\""));
        repository.Git("stash", "--quiet");
        Commit("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.Git("stash", "pop", "--quiet");

        Commit("312").Isolation.Entangled.ShouldBeEmpty();
        Diff().ShouldBe(["-        \"306\": \"plan\"", "+        \"306\": \"plan\",", "+        \"312\": \"new\""]);
        Commit("306").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void a_file_in_no_regular_style_goes_by_lines()
    {
        Start("{\n\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n");
        Edit("306", text => text.Replace("\"a\": 1", "\"a\": 10"));
        Edit("307", text => text.Replace("\"b\": 2", "\"b\": 20, \"d\": 4"));

        var result = Commit("307");

        Diff().ShouldBe(["-  \"b\": 2,", "+  \"b\": 20, \"d\": 4,"]);
        result.Isolation.LeftOut.Select(l => (l.Owner, l.Lines)).ShouldBe([("306", 2)]);
        Commit("306").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void a_file_that_is_no_document_half_way_goes_by_values_again_when_it_is_clean()
    {
        Start(State);
        Edit("306", text => text + "}");
        Edit("306", text => text.TrimEnd('}'));
        Edit("307", text => text.Replace("\"plan\"\n", "\"done\"\n"));
        Commit("307").Outcome.ShouldBe(CommitOutcome.Committed);

        Edit("306", text => text.Replace("\"done\"", "\"revised\""));
        Edit("307", text => text.Replace("\"revised\"", "\"revised\",\n        \"307\": \"done\""));
        Commit("307").Isolation.Entangled.ShouldBeEmpty();
        Diff().ShouldBe(["-        \"306\": \"done\"", "+        \"306\": \"done\",", "+        \"307\": \"done\""]);
    }

    [Fact]
    public void a_file_that_goes_by_lines_keeps_its_owners_over_a_stash()
    {
        Start(State);
        Edit("306", text => text + "}");
        Edit("306", text => text.TrimEnd('}') + "\n\n");
        Edit("307", text => "\n" + text);
        repository.Git("stash", "--quiet");
        Commit("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        Commit("307").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.Git("stash", "pop", "--quiet");

        Commit(null).Outcome.ShouldBe(CommitOutcome.NothingToCommit, "nothing is unattributed");
        Commit("307").Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["+"]);
    }

    [Fact]
    public void lines_that_only_together_make_a_document_are_committed_together_and_the_commit_says_so()
    {
        Start("{\n\n  \"a\": 1\n}\n");
        Edit("306", text => text.Replace("1\n", "1,\n  \"306\": 2\n"));
        Edit("307", text => text.Replace("2\n", "2,\n  \"307\": 3\n"));
        var disk = Read();

        var result = Commit("307");

        result.Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Owner.ShouldBe("306"), e => e.Unit.ShouldBe("file"));
        Committed().ShouldBe(disk);
        Commit("306").Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Owner.ShouldBe("307"), e => e.Lines.ShouldBeEmpty(), e => e.Unit.ShouldBe("file"), e => e.IsLoss.ShouldBeTrue());
        repository.Status().ShouldBeEmpty();
    }

    /// <summary>The last writer's own lines make a document, the other's do not without them: in either order all of it is committed.</summary>
    [Theory]
    [InlineData("306", "307")]
    [InlineData("307", "306")]
    public void lines_that_make_no_document_of_their_own_are_committed_in_any_order(params string[] order)
    {
        Start("{\n\n  \"a\": 1\n}\n");
        Edit("306", text => text.Replace("1\n", "1,\n  \"306\": 2\n").Replace("\n\n", "\n\n  \"first\": [\n"));
        Edit("307", text => text.Replace("[\n", "[\n  ],\n"));

        foreach (var task in order)
            Commit(task);

        repository.Status().ShouldBeEmpty("all is committed");
    }

    [Theory]
    [InlineData("scoped=line", "{\n  \"a\": 10, \"z\": 0,\n  \"b\": 2\n}\n")]
    [InlineData("scoped=json", "{\n  \"a\": 10,\n  \"b\": 2\n}\n")]
    [InlineData("scoped=file", "{\n  \"a\": 1,\n  \"b\": 2\n}\n")]
    public void the_attribute_chooses_the_unit(string attribute, string committed)
    {
        repository.Write(".gitattributes", $"state.json {attribute}\n");
        repository.Git("add", ".gitattributes");
        Start("{\n  \"a\": 1,\n  \"b\": 2\n}\n");
        Edit("306", text => text.Replace("1", "10"));
        Edit("307", text => text.Replace("\"b\": 2", "\"b\": 20"));
        if (attribute == "scoped=line")
            Edit("306", text => text.Replace("10,", "10, \"z\": 0,"));

        Commit("306");

        Committed().ShouldBe(committed);
    }

    [Fact]
    public void the_attribute_makes_a_file_of_another_name_JSON()
    {
        repository.Write(".gitattributes", "state.conf scoped=json\n");
        repository.Git("add", ".gitattributes");
        Start("{\n  \"a\": 1\n}\n", "state.conf");
        Edit("306", text => text.Replace("1", "1,\n  \"b\": 2"), "state.conf");
        Edit("307", text => text.Replace("2", "2,\n  \"c\": 3"), "state.conf");

        Commit("307", "state.conf").Isolation.Entangled.ShouldBeEmpty();

        repository.Git("show", "HEAD:state.conf").ShouldBe("{\n  \"a\": 1,\n  \"c\": 3\n}\n");
    }

    public void Dispose() => repository.Dispose();

    private static bool IsChange(string line) => line.Length > 0 && line[0] is '+' or '-' && !line.StartsWith("+++", StringComparison.Ordinal) && !line.StartsWith("---", StringComparison.Ordinal);

    private void Start(string content, string path = "state.json")
    {
        repository.Write(path, content);
        repository.Git("add", path);
        repository.Git("commit", "--quiet", "-m", "base");
    }

    private string Read(string path = "state.json") => File.Exists(repository[path]) ? File.ReadAllText(repository[path]) : string.Empty;

    private string Committed() => repository.Git("show", "HEAD:state.json");

    private IEnumerable<string> Diff() => repository.Git("show", "--format=", "--unified=0", "HEAD").Split('\n').Where(IsChange);

    private void Edit(string owner, Func<string, string> change, string path = "state.json")
    {
        var before = Read(path);
        InWorkspace(w => new EditWindows(w).TryBegin(w.ResolveScope([path])!, owner, isLease: true, TestContext.Current.CancellationToken).ShouldNotBeNull());
        repository.Write(path, change(before));
        Read(path).ShouldNotBe(before);
        InWorkspace(w => new EditWindows(w).End(null, owner, TestContext.Current.CancellationToken).Count.ShouldBe(1));
    }

    private void InWorkspace(Action<Workspace> action)
    {
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, TimeProvider.System, new DiagnosticBag())!;
        action(workspace);
    }

    private CommitResult Commit(string? owner, string path = "state.json") => ScopedCommit.Run(repository.Request(path) with { Owner = owner });
}
