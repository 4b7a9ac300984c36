using System.Text;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A JSON file that is laid out anew, so that a line holds several values and then each its own, or whose values came by lines: who is named. Found by <see cref="ProvenanceProperties"/>.</summary>
public sealed class JsonLayoutSpecs
{
    private const string Base = "{\n  \"one\": 1,\n  \"list\": [\n    2\n  ]\n}\n", Inline = "{\"one\":1,\"list\":[2]}\n";

    [Fact]
    public void what_was_on_a_line_with_others_is_not_deleted_by_who_laid_the_file_out()
    {
        var file = File("{\"one\":1,\"two\":2,\"three\":3}\n");
        file.Capture(Of("\n" + Encoding.UTF8.GetString(file.Head.Content)), "a");
        file.Capture(Of("{\n  \"one\": 1,\n  \"two\": 2,\n  \"three\": 3\n}\n"), "a");
        file.Capture(Of("{\n  \"one\": 1,\n  \"three\": 3\n}\n"), "b");

        file.Commit("a").Entangled.Select(e => e.Owner).ShouldContain("b", "it deleted the 2");
    }

    [Fact]
    public void nor_is_it_nobodys_deletion_when_HEAD_was_laid_out_anew()
    {
        var file = File("\n" + Base);
        file.ForeignCommit(Of("\n" + Inline));
        file.Capture(Of("\n" + Base.Replace("  \"one\": 1,\n", "")), "a");

        file.Commit(null).Entangled.Select(e => e.Owner).ShouldContain("a", "it deleted the 1");
    }

    [Fact]
    public void who_only_gave_a_value_its_comma_has_not_written_it()
    {
        var file = File(Base);
        var before = file.Head;
        file.Capture(Of("\n" + Base.Replace("    2", "    2,\n    3")), null);
        file.Capture(Of(Base.Replace("    2", "    2,\n    3,\n    4")), "b");
        file.ForeignCommit(file.Disk);
        file.Provenance.Json.ShouldNotBeNull("it goes by values again");
        file.ForeignCommit(before);

        Text(file.Commit("b")).ShouldBe(Base.Replace("    2", "    2,\n    4"));
    }

    [Fact]
    public void whose_value_it_was_when_the_file_went_by_lines_is_named_after_a_soft_reset()
    {
        var file = new ProvenanceModel(FileState.Missing, isTagged: false, isJson: true);
        file.Capture(Of("\n" + Base), "a");
        file.ForeignCommit(file.Disk);
        file.Capture(Of(Inline), null);
        file.Commit(null);
        file.Provenance.Json.ShouldNotBeNull("it goes by values again");
        file.ForeignCommit(FileState.Missing);

        file.Commit(null).Entangled.Select(e => e.Owner).ShouldContain("a", "it wrote the values");
    }

    [Fact]
    public void whose_value_it_was_when_the_file_went_by_lines_is_known_when_git_brings_it_back()
    {
        var file = File(Base);
        var before = file.Head;
        file.Capture(Of("\n" + Base.Replace("1", "8")), "c");
        file.Commit("c");
        file.Capture(Of(Base.Replace("1", "9")), null);
        file.Commit(null);
        file.Provenance.Json.ShouldNotBeNull("it goes by values again");
        file.ForeignCommit(Of(Base.Replace("1", "8")));
        file.Capture(file.Head, null);
        file.ForeignCommit(before);

        Text(file.Commit(null)).ShouldBe(Base, "c wrote the 8");
    }

    /// <summary>Its process was killed between the commit and the note.</summary>
    [Fact]
    public void a_commit_of_a_value_on_a_line_of_another_is_recognized_by_what_it_holds()
    {
        var file = new ProvenanceModel(FileState.Missing, isTagged: false, isJson: true);
        file.Capture(Of("{\"list\":[{\"x\":1,\"y\":2},3]}\n"), null);
        file.Capture(Of("{\"list\":[{\"x\":1,\"y\":4},3]}\n"), "a");
        file.Commit("a", isSettled: false);

        Text(file.Commit(null)).ShouldContain("\"y\":4", customMessage: "it is on disk");
        file.HasConverged.ShouldBeTrue(file.ToString());
    }

    /// <summary>An object of the list would be the document.</summary>
    [Fact]
    public void a_commit_by_lines_puts_no_value_where_neither_HEAD_nor_the_disk_has_it()
    {
        var file = new ProvenanceModel(FileState.Missing, isTagged: false, isJson: true);
        file.Capture(Of("\n" + Base), null);
        var edited = Base.Replace("    2", "    {\n      \"x\": 3\n    }");
        file.Capture(Of("\n" + edited), "a");

        Text(file.Commit("a")).ShouldBe("\n" + edited);
    }

    /// <summary>A bracket is on every such line.</summary>
    [Fact]
    public void whose_bracket_comes_back_has_not_deleted_what_another_had_on_one_line()
    {
        var file = File("{\n  \"one\": 1,\n  \"list\": [\n    2\n  ],\n  \"three\": {\n    \"x\": 3\n  }\n}\n");
        file.Capture(Of(Base), "b");
        file.Capture(Of(Inline.Replace("2", "4")), "a");
        file.Capture(Of(Inline.Replace("2", "4") + "}\n"), "a");
        file.Capture(Of("{\n  \"four\": 4,\n  \"list\": [\n    5\n  ]\n}\n"), "a");

        Text(file.Commit("b")).ShouldContain("\"one\": 1", customMessage: "a deleted it");
    }

    [Fact]
    public void what_once_stood_for_a_line_among_others_does_not_when_that_goes_by_itself()
    {
        var file = File(Base);
        file.Capture(Of(Inline.Replace("[2]", "3")), "a");
        file.Capture(Of("\n" + Inline.Replace("[2]", "3")), "a");
        file.Capture(Of("{\n  \"one\": 1,\n  \"list\": 3,\n  \"four\": 4\n}\n"), "a");
        file.Capture(Of("{\n  \"list\": 3,\n  \"four\": 4\n}\n"), null);
        var popped = file.Disk;
        file.Capture(file.Head, null);
        file.Capture(popped, null);

        Text(file.Commit("a")).ShouldContain("\"one\": 1", customMessage: "a did not delete it");
    }

    [Fact]
    public void whoever_deleted_a_value_is_named_when_HEAD_goes_back_to_where_it_was_on_a_line_with_others()
    {
        var file = File(Base);
        file.ForeignCommit(Of(Inline));
        var inline = file.Head;
        file.ForeignCommit(Of("\n" + Base));
        file.Capture(file.Head, null);
        file.Capture(Of("\n{\n  \"list\": [\n    2\n  ]\n}\n"), "a");
        file.ForeignCommit(inline);

        file.Commit(null).Entangled.Select(e => e.Owner).ShouldContain("a", "it deleted the 1");
    }

    [Fact]
    public void so_is_whoever_deleted_it_and_committed_that()
    {
        var file = File(Base);
        file.ForeignCommit(Of(Inline));
        var inline = file.Head;
        file.ForeignCommit(Of("\n" + Base));
        file.Capture(file.Head, null);
        file.Capture(Of("\n{\n  \"list\": [\n    2\n  ]\n}\n"), "a");
        file.Commit("a");
        file.ForeignCommit(inline);

        file.Commit(null).Entangled.Select(e => e.Owner).ShouldContain("a", "it deleted the 1");
    }

    [Fact]
    public void whoever_deleted_a_line_with_others_has_deleted_each_of_them_when_HEAD_gets_it_back()
    {
        var file = File(Base);
        var first = file.Head;
        file.Capture(Of(Inline.Replace("2", "3")), null);
        file.ForeignCommit(Of("{\n  \"list\": [\n    2\n  ]\n}\n"));
        file.Capture(Of("{\n  \"list\": [\n    2\n  ]\n}\n"), "a");
        file.Capture(Of("{\n  \"list\": [\n    2\n  ]\n}\n}\n"), "b");
        file.ForeignCommit(first);

        Text(file.Commit(null)).ShouldContain("\"one\": 1", customMessage: "a deleted it");
    }

    [Fact]
    public void who_laid_out_a_line_of_several_is_named_with_all_whose_it_was()
    {
        var file = File(Base);
        file.Capture(Of("{\n  \"one\": 1,\n  \"list\": [\n    2\n  ],\n  \"three\": 3\n}\n"), "a");
        file.Capture(Of("{\"one\":1,\"list\":4,\"three\":3}\n"), null);
        file.Capture(Of("\n{\"one\":1,\"list\":4,\"three\":3}\n"), "b");
        file.ForeignCommit(Of("{\"one\":1,\"list\":4,\"three\":3}\n"));
        file.Capture(Of("\n{\n  \"one\": 1,\n  \"list\": 4,\n  \"three\": 3\n}\n"), "b");
        file.ForeignCommit(Of("{\n  \"one\": 1,\n  \"list\": 4\n}\n"));

        file.Commit("b").Entangled.Select(e => e.Owner).ShouldContain("a", "it wrote the 3");
    }

    [Fact]
    public void whoever_lays_out_again_what_he_had_on_one_line_has_not_given_its_deletions_to_whose_line_comes_back()
    {
        var file = File("\n" + Base.Replace("\"one\"", "\"three\": 3,\n  \"one\""));
        file.Capture(Of("\n" + Base.Replace("\"one\": 1,", "\"three\": 3,\n  \"four\": 4,")), "a");
        file.Capture(Of("{\"three\":3,\"four\":4,\"list\":5}\n"), "b");
        file.Capture(Of("{\n  \"three\": 3,\n  \"four\": 4,\n}\n"), "b");

        Text(file.Commit("a")).ShouldContain("    2\n", customMessage: "b deleted it");
    }

    [Fact]
    public void a_line_that_came_back_and_goes_otherwise_is_not_deleted_by_who_had_it_on_one_line_with_others()
    {
        var file = File(Base);
        file.Capture(Of(Inline.Replace("[2]", "3")), "a");
        file.Commit("a");
        file.Capture(Of(Base.Replace("[\n    2\n  ]", "3,\n  \"four\": 4")), null);
        file.Capture(Of("\n" + Base.Replace("[\n    2\n  ]", "3,\n  \"four\": 4")), "a");
        file.Commit(null);
        file.Capture(Of("{\n  \"list\": 3,\n  \"four\": 4\n}\n"), null);

        Text(file.Commit("a")).ShouldContain("\"one\": 1", customMessage: "nobody was seen deleting it");
    }

    [Fact]
    public void whose_line_comes_back_by_itself_has_not_deleted_what_went_with_a_line_of_several()
    {
        var file = File("\n" + List("1", "2"));
        file.Capture(Of("\n" + List("1", "3", "2")), "a");
        file.Capture(Of("{\"list\":[4,3,2]}\n"), null);
        file.Capture(Of(List("3", "2")), null);

        Text(file.Commit("a")).ShouldContain("1", customMessage: "nobody was seen deleting it");
    }

    [Fact]
    public void a_value_that_HEAD_gets_on_its_own_line_is_not_deleted_if_the_disk_has_it_on_one_with_others()
    {
        var file = File(Base);
        file.Capture(Of("{\"one\":8,\"list\":9}\n"), "c");
        file.Commit("c");
        file.Capture(Of("{\"one\":8,\"list\":9}\n}\n"), "a");
        file.ForeignCommit(Of("{\n  \"list\": 9\n}\n"));

        Text(file.Commit(null)).ShouldContain("9", customMessage: "it is on disk");
    }

    [Fact]
    public void whoever_deletes_what_came_back_of_a_line_of_several_has_deleted_that_line()
    {
        var file = File(Base);
        file.Capture(Of(Inline.Replace("[2]", "3")), null);
        file.Commit(null);
        file.Capture(Of("\n" + Inline.Replace("[2]", "3")), "a");
        file.Capture(Of(Base.Replace("[\n    2\n  ]", "3,\n  \"four\": 4")), null);
        file.Capture(Of("{\n  \"list\": 3,\n  \"four\": 4\n}\n"), "b");

        file.Commit(null).Entangled.Select(e => e.Owner).ShouldContain("b", "it deleted the 1");
    }

    [Fact]
    public void whose_value_it_was_on_one_line_with_others_is_known_when_HEAD_is_laid_out_anew()
    {
        var file = File("{\n  \"list\": [\n    1,\n    2\n  ],\n  \"plan\": {\n    \"a\": 3\n  }\n}\n");
        file.Capture(Of("{\"list\":[1,9],\"plan\":{\"a\":3}}\n"), "b");
        file.ForeignCommit(file.Disk);
        file.ForeignCommit(Of("{\n  \"list\": [\n    1,\n    9\n  ],\n  \"plan\": {}\n}\n"));
        file.Capture(Of(List("1", "9")), "b");
        file.Capture(Of(List("1", "9") + "}\n"), "b");
        file.ForeignCommit(Of(List("1")));

        file.Commit(null).Entangled.Select(e => e.Owner).ShouldContain("b", "it wrote the 9");
    }

    private static string List(params string[] elements) => $"{{\n  \"list\": [\n{string.Join(",\n", elements.Select(e => "    " + e))}\n  ]\n}}\n";

    private static ProvenanceModel File(string head) => new(Of(head), isTagged: false, isJson: true);

    private static FileState Of(string text) => new(EntryMode.File, Encoding.UTF8.GetBytes(text));

    private static string Text(Composition composition) => Encoding.UTF8.GetString(composition.File.Content);
}
