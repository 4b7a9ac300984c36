using System.Text;
using System.Text.Json;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A JSON file that several owners edit: what is whose.</summary>
public sealed class JsonWeaveSpecs
{
    private const string State = """
        {
          "plan": [
            {
              "task": 306,
              "status": "open"
            },
            {
              "task": 307,
              "status": "open"
            }
          ],
          "results": {},
          "tasks": {
            "306": "plan"
          }
        }

        """;

    /// <summary>The day that started it all: one file, three tasks, whoever commits first takes everything.</summary>
    [Theory]
    [InlineData("306", "307", "312")]
    [InlineData("312", "306", "307")]
    [InlineData("307", "312", "306")]
    public void three_tasks_at_once_commit_each_its_own(params string[] order)
    {
        JsonSharedFile file = new(State);
        file.Edit("306", "\"task\": 306,\n      \"status\": \"open\"", "\"task\": 306,\n      \"status\": \"revised\",\n      \"effort\": 3");
        file.Edit("307", "\"results\": {}", "\"results\": {\n    \"307\": \"passed\"\n  }");
        file.Edit("312", "\"306\": \"plan\"", "\"306\": \"plan\",\n    \"312\": \"new\"");
        Dictionary<string, string[]> lines = new()
        {
            ["306"] = ["\"status\": \"revised\",", "\"effort\": 3"],
            ["307"] = ["\"results\": {", "\"307\": \"passed\"", "},"],
            ["312"] = ["\"306\": \"plan\",", "\"312\": \"new\""],
        };

        foreach (var task in order)
        {
            var before = Lines(file.Head);
            var composed = file.Commit(task);
            composed.Entangled.ShouldBeEmpty("no two tasks wrote the same value");
            Lines(file.Head).Except(before).ShouldBeSubsetOf(lines[task], "the diff is the task's");
        }

        file.Head.ShouldBe(file.Disk);
    }

    [Fact]
    public void what_is_left_out_is_counted_by_owner()
    {
        JsonSharedFile file = new(State);
        file.Edit("306", "\"task\": 306,\n      \"status\": \"open\"", "\"task\": 306,\n      \"status\": \"revised\",\n      \"effort\": 3");
        file.Edit("307", "\"results\": {}", "\"results\": {\n    \"307\": {\n      \"passed\": 12,\n      \"failed\": 0\n    }\n  }");

        file.Compose("307").LeftOut.ShouldBe([new JsonChanges("306", 2, 1)]);
        file.Compose("306").LeftOut.ShouldBe([new JsonChanges("307", 4, 0)], "each line that its values stand on, brackets included");
        file.Compose(null).LeftOut.ShouldBe([new JsonChanges("306", 2, 1), new JsonChanges("307", 4, 0)]);
    }

    [Fact]
    public void a_value_replaced_twice_goes_with_the_last_writer_who_says_whose_it_was()
    {
        JsonSharedFile file = new("{\n  \"one\": 1,\n  \"two\": 2\n}\n");
        file.Edit("a", "\"two\": 2", "\"two\": 20");
        file.Edit("b", "\"two\": 20", "\"two\": 200");

        file.Compose("a").Content.ShouldBe(file.Head, "nothing of a's is left");
        file.Text("b").ShouldBe("{\n  \"one\": 1,\n  \"two\": 200\n}\n");
        file.Compose("b").Entangled.ShouldBe([new JsonEntanglement(3, "a")]);
    }

    [Fact]
    public void a_deletion_of_anothers_uncommitted_work_is_told_where_its_container_begins()
    {
        JsonSharedFile file = new("{\n  \"in\": {\n    \"two\": 2\n  }\n}\n");
        file.Edit("a", "\"two\": 2", "\"two\": 20");
        file.Edit("b", "{\n    \"two\": 20\n  }", "{}");

        file.Text("b").ShouldBe("{\n  \"in\": {}\n}\n");
        file.Compose("b").Entangled.ShouldBe([new JsonEntanglement(2, "a")]);
    }

    [Fact]
    public void whoever_overwrites_an_object_names_everybody_who_has_something_in_it_and_each_is_told()
    {
        JsonSharedFile file = new(State);
        file.Edit("307", "\"results\": {}", "\"results\": {\n    \"307\": \"passed\"\n  }");
        file.Edit("308", "\"307\": \"passed\"", "\"307\": \"passed\",\n    \"308\": \"failed\"");
        file.Edit("312", "{\n    \"307\": \"passed\",\n    \"308\": \"failed\"\n  }", "\"none\"");

        file.Compose("312").Entangled.Select(e => e.Owner).ShouldBe(["307", "308"], ignoreOrder: true);
        file.Compose("307").Losses.Select(l => l.Owner).Distinct().ShouldBe(["312"]);
        file.Compose("308").Losses.Select(l => l.Owner).Distinct().ShouldBe(["312"]);
    }

    [Fact]
    public void work_inside_of_anothers_new_object_takes_the_object_along_but_not_the_others_members()
    {
        JsonSharedFile file = new("{\n  \"base\": 1\n}\n");
        file.Edit("x", "1\n", "1,\n  \"new\": {\n    \"ofX\": 1\n  }\n");
        file.Edit("o", "\"ofX\": 1", "\"ofX\": 1,\n    \"ofO\": 2");

        file.Text("o").ShouldBe("{\n  \"base\": 1,\n  \"new\": {\n    \"ofO\": 2\n  }\n}\n");
        file.Compose("o").Entangled.ShouldBe([new JsonEntanglement(3, "x")]);
        file.Text("x").ShouldBe("{\n  \"base\": 1,\n  \"new\": {\n    \"ofX\": 1\n  }\n}\n");
        file.Compose("x").Entangled.ShouldBeEmpty("the object is its own");
        file.Commit("o");
        file.Commit("x");
        file.Head.ShouldBe(file.Disk);
    }

    [Fact]
    public void a_file_that_two_owners_begin_is_created_by_whoever_commits_first()
    {
        JsonSharedFile file = new((string?)null);
        file.Edit("x", Encoding.UTF8.GetBytes("{\n\t\"ofX\": 1\n}\n"));
        file.Edit("o", "1\n", "1,\n\t\"ofO\": 2\n");

        file.Commit("o").Entangled.ShouldBe([new JsonEntanglement(1, "x")]);
        Encoding.UTF8.GetString(file.Head!).ShouldBe("{\n\t\"ofO\": 2\n}\n");
        file.Edit("x", (byte[]?)null);
        file.Compose("x").Content.ShouldBeNull("it deleted the file");
    }

    [Fact]
    public void elements_with_an_identity_stay_the_same_when_others_come_before_them()
    {
        JsonSharedFile file = new("[\n  {\n    \"id\": 1,\n    \"v\": 1\n  }\n]\n");
        file.Edit("a", "\"v\": 1", "\"v\": 10");
        file.Edit("b", "[\n  {\n    \"id\": 1,\n    \"v\": 10\n  }", "[\n  {\n    \"id\": 0,\n    \"v\": 0\n  },\n  {\n    \"id\": 1,\n    \"v\": 10,\n    \"w\": 11\n  }");

        file.Text("a").ShouldBe("[\n  {\n    \"id\": 1,\n    \"v\": 10\n  }\n]\n");
        file.Text("b").ShouldBe("[\n  {\n    \"id\": 0,\n    \"v\": 0\n  },\n  {\n    \"id\": 1,\n    \"v\": 1,\n    \"w\": 11\n  }\n]\n");
        file.Compose("b").Entangled.ShouldBeEmpty();
    }

    [Fact]
    public void what_came_over_a_deletion_and_was_committed_is_overwritten_and_not_undone()
    {
        JsonSharedFile file = new("{\n  \"k\": 1,\n  \"x\": 1\n}\n");
        file.Edit("deleter", "\n  \"k\": 1,", "");
        file.Edit("writer", "{", "{\n  \"k\": 2,");
        file.Commit("writer");
        file.Edit("third", "\"k\": 2", "\"k\": 3");
        file.Edit("writer", "\n  \"k\": 3,", "");

        file.Text("deleter").ShouldBe("{\n  \"k\": 2,\n  \"x\": 1\n}\n", "it did not delete what was written since");
        file.Text("writer").ShouldBe("{\n  \"x\": 1\n}\n");
    }

    /// <summary>One owner writes an element anew and without the member that names it; the other names it again. That takes no values of the first along.</summary>
    [Fact]
    public void an_element_that_is_given_an_identity_again_is_the_same_element()
    {
        JsonSharedFile file = new("[\n  {\n    \"id\": 1,\n    \"v\": 1\n  },\n  {\n    \"id\": 2\n  }\n]\n");
        file.Edit("a", "\"id\": 1,\n    \"v\": 1", "\"v\": 10");
        file.Edit("b", "\"v\": 10", "\"id\": 3,\n    \"v\": 10");

        file.Text("b").ShouldBe("[\n  {\n    \"id\": 3,\n    \"v\": 1\n  },\n  {\n    \"id\": 2\n  }\n]\n");
        file.Compose("b").Entangled.Select(e => e.Owner).ShouldBe(["a"], "whose deletion of the identity it was");
        file.Text("a").ShouldBe("[\n  {\n    \"id\": 1,\n    \"v\": 10\n  },\n  {\n    \"id\": 2\n  }\n]\n");
    }

    [Fact]
    public void members_moved_by_one_owner_do_not_move_in_the_commit_of_another()
    {
        JsonSharedFile file = new("{\n  \"a\": 1,\n  \"b\": 2\n}\n");
        file.Edit("mover", "\"a\": 1,\n  \"b\": 2", "\"b\": 2,\n  \"a\": 1");
        file.Edit("writer", "\"b\": 2,", "\"b\": 2,\n  \"c\": 3,");

        file.Text("writer").ShouldBe("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n");
        file.Compose("writer").LeftOut.ShouldBe([new JsonChanges("mover", 0, 0)]);
        file.Text("mover").ShouldBe("{\n  \"b\": 2,\n  \"a\": 1\n}\n");
        file.StashAndPop();
        file.Text("mover").ShouldBe("{\n  \"b\": 2,\n  \"a\": 1\n}\n", "the order is remembered, too");
    }

    [Fact]
    public void a_file_written_in_another_style_goes_with_who_did_that()
    {
        JsonSharedFile file = new("{\n  \"a\": 1,\n  \"b\": [1, 2]\n}\n");
        file.Edit("formatter", Encoding.UTF8.GetBytes("{\r\n\t\"a\": 1,\r\n\t\"b\": [\r\n\t\t1,\r\n\t\t2\r\n\t]\r\n}\r\n"));
        file.Edit("writer", "\t\t2\r\n", "\t\t2,\r\n\t\t3\r\n");

        file.Text("writer").ShouldBe("{\n  \"a\": 1,\n  \"b\": [1, 2, 3]\n}\n");
        file.Compose("writer").LeftOut.ShouldBe([new JsonChanges("formatter", 0, 0)], "the file's style and the array's layout");
        file.Commit("formatter");
        file.Commit("writer");
        file.Head.ShouldBe(file.Disk);
    }

    [Theory]
    [InlineData("{\n  \"a\": 1,\n}\n")]
    [InlineData("")]
    public void what_is_not_regular_is_refused_and_changes_nothing(string text)
    {
        var weave = JsonWeave.TryOf("{\n  \"a\": 1\n}\n"u8.ToArray())!;

        weave.TryCapture(Encoding.UTF8.GetBytes(text), "a", isObserved: true).ShouldBeFalse();
        weave.TryRehead(Encoding.UTF8.GetBytes(text)).ShouldBeFalse();
        JsonWeave.TryOf(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

        weave.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void an_element_that_two_commits_changed_is_known_again_after_a_soft_reset_over_both()
    {
        JsonSharedFile file = new("[\n  5\n]\n");
        file.Edit("b", "5", "{\n    \"v\": 1\n  }");
        file.Edit("a", "1", "2");
        file.Edit("b", "[\n", "[\n  {\n    \"w\": 3\n  },\n");
        var (head, before) = (file.Head, file.Text("a"));

        file.Commit("b");
        file.Commit("a");
        file.Reset(head);

        file.Text("a").ShouldBe(before, "the 5 is what became of b's object, not of the one that came before it");
    }

    [Fact]
    public void what_is_forgotten_is_nobodys_when_it_comes_back()
    {
        JsonSharedFile file = new("{\n  \"a\": 1\n}\n");
        file.Edit("a", "1", "2");
        var edited = file.Disk;
        file.Edit(null, file.Head, isObserved: false);
        file.Forget(0);
        file.Edit(null, edited, isObserved: false);

        file.Changes.ShouldBe([new JsonChanges(null, 1, 1)]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"root":{"head":0,"disk":0,"values":[{}]}}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"root":{"head":1,"disk":0,"values":[{}]}}""")]
    [InlineData("""{"version":1,"root":{"head":0,"disk":0,"values":[]}}""")]
    [InlineData("""{"version":1,"root":{"head":0.5,"disk":0,"values":[{}]}}""")]
    [InlineData("""{"version":1,"root":{"head":0,"disk":0,"values":[{},{"members":[{"head":0,"disk":0,"values":[{}]}]}]}}""")]
    [InlineData("""{"version":1,"root":{"head":0,"disk":0,"values":[{},{"members":[{"name":"a","head":0,"disk":0,"values":[{}]}]}]}}""")]
    [InlineData("""{"version":1,"root":{"head":0,"disk":0,"values":[{},{"elements":[],"headOrder":[7]}]}}""")]
    public void a_store_that_is_no_weave_of_this_version_is_refused(string stored)
    {
        using var document = JsonDocument.Parse(stored);
        Should.Throw<FormatException>(() => JsonWeave.Read(document.RootElement));
    }

    [Fact]
    public void a_document_of_the_greatest_depth_can_be_stored()
    {
        var (open, close) = (string.Concat(Enumerable.Repeat("[", 64)), string.Concat(Enumerable.Repeat("]", 64)));
        JsonSharedFile file = new(open + close);
        file.Edit("a", "[]", "[1]");
        file.Store();
        file.Text("a").ShouldBe(open + "1" + close);
    }

    private static List<string> Lines(byte[]? content) => [.. Encoding.UTF8.GetString(content!).Split('\n').Select(l => l.Trim())];
}
