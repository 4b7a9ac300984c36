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

    private static ProvenanceModel File(string head) => new(Of(head), isTagged: false, isJson: true);

    private static FileState Of(string text) => new(EntryMode.File, Encoding.UTF8.GetBytes(text));

    private static string Text(Composition composition) => Encoding.UTF8.GetString(composition.File.Content);
}
