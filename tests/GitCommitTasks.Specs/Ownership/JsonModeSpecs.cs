using System.Text;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A JSON file that goes by values, then by lines, then by values again, and one whose commits are not noted: what is whose goes along. Found by <see cref="ProvenanceProperties"/>.</summary>
public sealed class JsonModeSpecs
{
    private const string Base = "{\n  \"one\": 1,\n  \"list\": [\n    2\n  ]\n}\n";

    /// <summary>Its process was killed between the commit and the note.</summary>
    [Fact]
    public void a_commit_that_was_not_noted_is_recognized_by_what_it_holds()
    {
        var file = File(Base);
        file.Capture(Of(Base.Replace("    2", "    {\n      \"x\": \"b\"\n    },\n    2")), "b");
        file.Capture(Of(Base.Replace("    2", "    {\n      \"x\": \"b\",\n      \"y\": \"c\"\n    },\n    2")), "c");
        file.Commit("b", isSettled: false);

        var head = Encoding.UTF8.GetString(file.Head.Content);
        Text(file.Commit("a")).ShouldBe(head, "nothing is unattributed");
        file.Commit("c");
        file.HasConverged.ShouldBeTrue(file.ToString());
    }

    [Fact]
    public void who_wrote_by_lines_has_written_the_values_too_after_a_soft_reset()
    {
        var file = File(Base);
        var before = file.Head;
        file.Capture(Of("\n" + Base.Replace("1", "\"b\"")), "b");
        file.Capture(Of(Base.Replace("1", "\"b\"").Replace("2", "\"a\"")), "a");
        file.ForeignCommit(file.Disk);
        file.Provenance.Json.ShouldNotBeNull("it goes by values again");
        file.ForeignCommit(before);

        file.Commit(null).File.Content.ShouldBe(before.Content, "nothing is unattributed");
        Text(file.Commit("b")).ShouldBe(Base.Replace("1", "\"b\""));
        file.Commit("a");
        file.HasConverged.ShouldBeTrue(file.ToString());
    }

    /// <summary>The comma behind a value changes its line. Nobody else wrote it for that.</summary>
    [Fact]
    public void who_wrote_a_value_has_written_its_line_when_the_file_goes_by_lines()
    {
        var file = File(Base);
        var edited = Base.Replace("    2", "    2,\n    \"b\"");
        file.Capture(Of(edited), "b");
        edited = edited.Replace("    \"b\"", "    \"b\",\n    \"c\"");
        file.Capture(Of(edited), "c");
        file.Capture(Of(edited + "\n"), "a");
        file.Provenance.Json.ShouldBeNull("two line ends are no regular end");

        var lines = PendingChanges.In(file.Provenance).Where(c => c.IsAdded).ToList();
        lines.Single(c => c.Text.Trim() == "\"b\",").Owner.ShouldBe("b");
        lines.Single(c => c.Text.Trim() == "\"c\"").Owner.ShouldBe("c");
        foreach (var owner in new[] { "c", "a", "b", null })
            file.Commit(owner);
        file.HasConverged.ShouldBeTrue(file.ToString());
    }

    /// <summary>By lines a member can be written beside the one it replaces: readers would make different things of such an object.</summary>
    [Fact]
    public void a_commit_by_lines_makes_no_object_with_a_name_twice()
    {
        var file = File(Base);
        var edited = Base.Replace("  \"list\": [\n    2\n  ]", "  \"list\": {\n    \"b\": 3\n  }");
        file.Capture(Of(edited + "\n"), "b");
        file.Capture(Of(edited.Replace("  \"list\"", "  \"list\": 4,\n  \"new\"") + "\n"), "c");

        foreach (var owner in new[] { "c", "b" })
            JsonSyntax.Accepts(file.Commit(owner).File.Content).ShouldBeTrue(file.ToString());
        file.HasConverged.ShouldBeTrue(file.ToString());
        JsonSyntax.Accepts("{\"list\": 1, \"list\": 2}"u8).ShouldBeFalse();
        JsonSyntax.Accepts("[{\"a\": {\"a\": 1}}, {\"a\": 2}]"u8).ShouldBeTrue("not in one object");
    }

    /// <summary>By lines the owner of one has the line of HEAD that all stand in the place of. What it would make of the file is a document, but not that one.</summary>
    [Fact]
    public void a_commit_by_lines_loses_no_value_that_HEAD_and_the_disk_have()
    {
        var file = File("{\"one\":1,\"list\":[2]}\n");
        file.Capture(Of(Base), null);
        file.Capture(Of("\n" + Base), null);
        file.Capture(Of(Base.Replace("2", "3")), "a");

        var composition = file.Commit("a");

        Text(composition).ShouldBe(Base.Replace("2", "3"));
        composition.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Owner.ShouldBeNull(), e => e.Unit.ShouldBe("file"));
    }

    [Theory]
    [InlineData("{\"a\": 1}", "{\"a\": 1, \"b\": 2}", "{\"a\": 1, \"b\": 2}", true)]
    [InlineData("{\"a\": 1}", "{\"a\": 1, \"b\": 2}", "{\"a\": 1, \"b\": 3}", true)]
    [InlineData("{\"a\": 1}", "{\"a\": 1, \"b\": 2}", "{\"a\": 1, \"c\": 2}", false)]
    [InlineData("[1, 2]", "[1, 1, 2]", "[2, 1, 1]", true)]
    [InlineData("[1, 2]", "[1, 1, 2]", "[2, 1]", false)]
    [InlineData("[1]", "[1, 2]", "[1, 3]", false)]
    [InlineData("[[1], {\"a\": null}]", "[[1], {\"a\": null}]", "[1, {\"a\": null}]", false)]
    [InlineData("[[], {}]", "[[1], {\"a\": null}]", "[1, {\"a\": null}]", true)]
    [InlineData("[1", "[1, 2]", "[1, 2]", false)]
    public void a_document_lacks_what_two_others_have(string document, string one, string other, bool lacks) =>
        JsonScalars.Lacks(Encoding.UTF8.GetBytes(document), Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other)).ShouldBe(lacks);

    [Fact]
    public void whose_deletions_went_along_is_known_after_a_stash_and_its_pop()
    {
        var file = File("{\"one\":1,\"list\":[2]}\n");
        var edited = Base.Replace("  \"one\": 1,\n", "");
        file.Capture(Of(Base), null);
        file.Capture(Of(edited), "b");
        file.Capture(Of("\n" + edited), "a");
        file.Capture(Of(edited.Replace("2", "3")), "a");
        var stashed = file.Disk;
        file.Capture(file.Head, null);
        file.Capture(stashed, null);

        file.Commit("a").Entangled.Select(e => e.Owner).ShouldBe(["b", null], ignoreOrder: true);
    }

    private static ProvenanceModel File(string head) => new(Of(head), isTagged: false, isJson: true);

    private static FileState Of(string text) => new(EntryMode.File, Encoding.UTF8.GetBytes(text));

    private static string Text(Composition composition) => Encoding.UTF8.GetString(composition.File.Content);
}
