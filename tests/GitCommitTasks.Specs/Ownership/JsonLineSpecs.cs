using System.Text;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A JSON file that went by lines for a while: whose a line is that comes and goes with other brackets, with another comma, or in another place. Found by <see cref="ProvenanceProperties"/>.</summary>
public sealed class JsonLineSpecs
{
    private const string Base = "{\n  \"one\": 1,\n  \"list\": [\n    2\n  ]\n}\n";

    [Fact]
    public void whose_value_it_is_is_known_when_HEAD_gets_the_line_elsewhere()
    {
        var file = File(Base);
        var first = file.Head;
        file.Capture(FileState.Missing, "a");
        file.Capture(Of("{\n  \"three\": 3,\n  \"list\": [\n    4\n  ]\n}\n"), "b");
        file.Commit("b");
        var popped = file.Disk;
        file.Capture(file.Head, null);
        file.Capture(popped, null);
        file.Capture(Of(Encoding.UTF8.GetString(popped.Content) + "}\n"), "a");
        file.ForeignCommit(first);

        Text(file.Commit(null)).ShouldNotContain("3", customMessage: "b wrote it");
    }

    [Fact]
    public void whose_value_it_is_is_known_when_it_comes_and_goes_with_its_comma_only_by_value()
    {
        var file = File("{\n  \"list\": [\n    1,\n    2\n  ]\n}\n");
        file.Capture(Of("{\n  \"list\": [\n    1\n  ]\n}\n"), "a");
        file.Capture(Of("{\n  \"list\": [\n    1,\n    3\n  ]\n}\n"), "c");
        file.Commit("c");
        file.Capture(Of("\n{\n  \"list\": [\n    1,\n    3\n  ]\n}\n"), "a");
        file.Capture(Of("{\n  \"list\": [\n    1,\n    3\n  ],\n  \"four\": 4\n}\n"), "a");
        file.Commit("a");
        file.ForeignCommit(Of("{\n  \"four\": 4\n}\n"));

        Text(file.Commit(null)).ShouldNotContain("3", customMessage: "c wrote it");
    }

    [Fact]
    public void whose_value_a_line_of_HEAD_was_is_known_when_the_disk_has_it_by_another_bracket()
    {
        var file = File(Base);
        var first = file.Head;
        file.Capture(FileState.Missing, "a");
        file.ForeignCommit(Of("{\n  \"list\": [\n    {\n      \"x\": 7\n    },\n    2\n  ]\n}\n"));
        file.Capture(Of("{\n  \"three\": 3,\n  \"list\": [\n    4\n  ]\n}\n"), "b");
        file.Commit("b");
        file.Capture(Of("{\n  \"three\": 3,\n  \"list\": [\n    {\n      \"x\": 5\n    },\n    4\n  ]\n}\n"), "c");
        file.Capture(file.Head, null);
        file.Capture(Of(Encoding.UTF8.GetString(file.Disk.Content) + "}\n"), "a");
        file.ForeignCommit(first);

        Text(file.Commit(null)).ShouldNotContain("4", customMessage: "b wrote it");
    }

    [Fact]
    public void whoever_deletes_a_line_has_deleted_what_it_was_without_its_comma()
    {
        var file = File("{\n  \"list\": [\n    1,\n    2\n  ],\n  \"one\": 1\n}\n");
        var first = file.Head;
        file.ForeignCommit(Of("{\n  \"list\": [\n    1,\n    2,\n    3\n  ],\n  \"one\": 1\n}\n"));
        file.Capture(Of("\n{\n  \"list\": [\n    1,\n    2\n  ],\n  \"one\": 1\n}\n"), null);
        file.Capture(Of("{\n  \"list\": [\n    1,\n    2,\n    4\n  ],\n  \"one\": 1\n}\n"), "c");
        file.Capture(Of("{\n  \"one\": 1\n}\n"), "a");
        file.Commit("a");
        file.ForeignCommit(first);

        Text(file.Commit("c")).ShouldContain("2", customMessage: "a deleted it");
    }

    [Fact]
    public void whoever_overwrites_what_git_brought_back_has_not_put_back_what_another_had_written()
    {
        var file = File("{\n  \"in\": {\n    \"one\": 1\n  }\n}\n");
        var first = file.Head;
        file.Capture(Of("{\n  \"in\": {}\n}\n"), "a");
        file.Capture(Of("{\n  \"in\": {\n    \"two\": 2\n  }\n}\n"), "b");
        file.Capture(Of("{\n  \"in\": {\n    \"two\": 2\n  }\n}\n}\n"), "a");
        file.Capture(first, null);
        file.Capture(Of("{\n  \"in\": {}\n}\n"), "b");

        Text(file.Commit("a")).ShouldContain("\"one\": 1", customMessage: "b deleted it");
    }

    [Fact]
    public void nor_has_he_after_it_was_overwritten_otherwise()
    {
        var file = File("{\n  \"in\": {\n    \"one\": 1\n  }\n}\n");
        var first = file.Head;
        file.Capture(Of("{\n  \"in\": {}\n}\n"), "a");
        file.Capture(Of("{\n  \"in\": {},\n  \"two\": 2\n}\n"), "b");
        file.Capture(Of("{\n  \"in\": {},\n  \"two\": 2\n}\n}\n"), "a");
        file.Capture(first, null);
        file.Capture(Of("{\n  \"in\": {}\n}\n"), "b");

        Text(file.Commit("a")).ShouldContain("\"one\": 1", customMessage: "b deleted it");
    }

    [Fact]
    public void after_a_stash_and_its_pop_each_bracket_is_that_of_its_values()
    {
        var file = File("{\n  \"list\": {\n    \"x\": 1,\n    \"y\": 2\n  },\n  \"plan\": {\n    \"a\": 3\n  }\n}\n");
        file.Capture(Of("\n{\n  \"list\": [\n    5,\n    6\n  ],\n  \"plan\": {\n    \"a\": 3,\n    \"b\": 4\n  },\n  \"four\": 7\n}\n"), "a");
        var popped = file.Disk;
        file.Capture(file.Head, null);
        file.Capture(popped, null);

        file.Provenance.Pending().Keys.Select(a => a.Name).ShouldBe(["a"]);
    }

    [Fact]
    public void a_line_that_goes_by_itself_goes_by_itself_without_its_comma_too()
    {
        var file = File(List("1", "2"));
        var first = file.Head;
        file.Capture(Of(List("1", "2", "3")), "b");
        file.Commit("b");
        file.Capture(Of(List("1", "3")), null);
        file.Commit(null);
        file.Capture(Of(List("1", "3") + "}\n"), "a");
        file.ForeignCommit(first);

        file.Commit("b").Entangled.Select(e => e.Owner).ShouldContain((string?)null, "b only gave it a comma");
    }

    [Fact]
    public void who_wrote_what_HEAD_gets_elsewhere_has_not_deleted_it_when_it_goes_by_itself()
    {
        var file = File("{\n  \"list\": [\n    1,\n    2\n  ],\n  \"plan\": {\n    \"a\": 3\n  }\n}\n");
        file.Capture(Of(Encoding.UTF8.GetString(file.Head.Content) + "}\n"), "a");
        file.Capture(Of("{\n  \"four\": 4,\n  \"list\": [\n    5\n  ]\n}\n"), null);
        file.Capture(Of("{\n  \"four\": 4,\n  \"list\": [\n    5,\n    6\n  ]\n}\n"), "c");
        file.Commit(null);
        file.Capture(Of("\n" + Encoding.UTF8.GetString(file.Disk.Content)), "a");
        file.Capture(Of("{\n  \"four\": 4\n}\n"), null);

        Text(file.Commit("c")).ShouldContain("5,\n    6", customMessage: "nobody was seen deleting it");
    }

    [Fact]
    public void whoever_deleted_an_element_is_named_by_who_has_another_where_HEAD_gets_it_back()
    {
        string Element(params string[] members) => $"{{\n{string.Join(",\n", members.Select(m => "      " + m))}\n    }}";
        var file = File(List("1", "2"));
        file.Capture(Of(List("0", "1", "2")), null);
        file.Capture(Of(List("0", "1", Element("\"x\": 3", "\"y\": 4"), "2")), "b");
        file.Commit("b");
        var head = file.Head;
        file.Capture(Of(List("0", "1", "2")), "b");
        file.Capture(Of(List("0", "1", "5", "2")), null);
        file.Capture(Of("\n" + List("0", "1", "5", "2")), null);
        file.Capture(Of(List("0", Element("\"x\": 6", "\"y\": 7"), "5", "2")), "a");
        file.Capture(Of(List("0", Element("\"x\": 6", "\"y\": 7", "\"z\": 8"), "5", "2")), "b");
        file.Commit("a");
        file.ForeignCommit(head);
        file.Commit(null);

        file.Commit("a").Entangled.Select(e => e.Owner).ShouldContain("b", "it deleted the 3");
    }

    [Fact]
    public void after_a_stash_and_its_pop_a_line_is_deleted_by_who_had_deleted_it_though_what_he_put_there_was_gone()
    {
        var file = File("{\n  \"in\": {\n    \"one\": 1\n  }\n}\n");
        file.Capture(Of("{\n  \"in\": {}\n}\n"), "a");
        file.Capture(Of("{\n  \"in\": {\n    \"two\": 2\n  }\n}\n"), null);
        file.Capture(Of("{\n  \"in\": {\n    \"two\": 2\n  }\n}\n}\n"), "b");
        var popped = file.Disk;
        file.Capture(file.Head, null);
        file.Capture(popped, null);

        file.Commit(null).Entangled.Select(e => e.Owner).ShouldContain("a", "it deleted the 1");
    }

    [Fact]
    public void who_gave_a_line_its_comma_has_not_written_it_when_HEAD_had_it_without()
    {
        string Plan(string members) => $"{{\n  \"list\": 1,\n  \"plan\": {{\n    {members}\n  }}\n}}\n";
        var file = File(Plan("\"x\": 5"));
        file.Capture(Of(Plan("\"x\": 5,\n    \"y\": 2")), "a");
        file.Capture(Of("\n" + Plan("\"x\": 5,\n    \"y\": 2")), null);
        file.ForeignCommit(file.Disk);
        var committed = file.Head;
        file.Capture(Of(Plan("\"x\": 5,\n    \"y\": 2,\n    \"z\": 3")), null);
        file.Commit(null);
        file.ForeignCommit(committed);
        file.ForeignCommit(Of("{\n  \"list\": 1\n}\n"));

        file.Commit(null).Entangled.Select(e => e.Owner).ShouldContain("a", "it wrote the 2");
    }

    [Fact]
    public void a_line_that_gets_its_comma_back_by_itself_is_committed_once()
    {
        var file = File(List("1", "2"));
        file.Capture(Of(List("8", "2")), "a");
        file.Capture(Of(List("8")), "a");
        file.Commit("a");
        file.Capture(Of("\n" + List("8")), "b");
        file.Capture(Of(List("8", "3")), null);

        Text(file.Commit("a")).Count('8').ShouldBe(1, "it is one line");
    }

    private static string List(params string[] elements) => $"{{\n  \"list\": [\n{string.Join(",\n", elements.Select(e => "    " + e))}\n  ]\n}}\n";

    private static ProvenanceModel File(string head) => new(Of(head), isTagged: false, isJson: true);

    private static FileState Of(string text) => new(EntryMode.File, Encoding.UTF8.GetBytes(text));

    private static string Text(Composition composition) => Encoding.UTF8.GetString(composition.File.Content);
}
