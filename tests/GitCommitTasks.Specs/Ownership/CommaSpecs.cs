using System.Text;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>In a list, a comma comes to a line and goes with the line behind: that is no new line, and none is deleted. Found by <see cref="ProvenanceProperties"/>.</summary>
public sealed class CommaSpecs
{
    [Fact]
    public void a_line_that_comes_back_with_its_comma_is_the_one_that_went_without()
    {
        var file = File("one,\ntwo\n");
        file.Capture(Of("one\n"), "c");
        file.ForeignCommit(file.Disk);
        file.Capture(Of("one,\nthree\n"), "a");
        file.Capture(Of("one,\nthree,\nfour\n"), "b");

        Text(file.Commit("b")).ShouldBe("one\nthree,\nfour\n", "b did not replace the first line");
    }

    [Fact]
    public void what_comes_behind_a_line_does_not_take_over_what_was_deleted_there()
    {
        var file = File("one,\ntwo\n");
        file.Capture(Of("one\n"), "b");
        file.Capture(Of("one,\nthree\n"), "c");

        Text(file.Commit("c")).ShouldBe("one,\ntwo\nthree\n");
        file.Commit("b");
        file.HasConverged.ShouldBeTrue(file.ToString());
    }

    [Fact]
    public void a_line_that_HEAD_gets_without_its_comma_is_the_one_on_disk()
    {
        var file = File("one\n");
        var first = file.Head;
        file.Capture(Of("of b\n"), "b");
        file.Capture(Of("of b,\ntwo\n"), "a");
        file.ForeignCommit(Of("one,\ntwo\n"));
        file.Capture(file.Head, null);
        file.ForeignCommit(first);

        Text(file.Commit("a")).ShouldContain("one", customMessage: "it is on disk");
    }

    [Fact]
    public void a_line_that_only_lost_its_comma_and_got_it_again_is_not_deleted_by_who_took_that()
    {
        var file = File("one,\ntwo\n");
        file.Capture(Of("one\n"), "c");
        file.Capture(file.Head, null);
        file.Capture(Of("two\n"), null);

        Text(file.Commit("c")).ShouldBe("one,\ntwo\n");
        Text(file.Commit(null)).ShouldBe("two\n");
    }

    /// <summary>The diff matches one of two equal lines, and the others are then in another order.</summary>
    [Fact]
    public void a_line_that_HEAD_gets_in_another_order_is_deleted_by_who_deleted_it()
    {
        var file = File("begin\none\n},\ntwo\nend\n");
        var first = file.Head;
        file.Capture(Of("begin\nnew\nend\n"), "a");
        file.Commit("a");
        file.Capture(Of("begin\nnew\n},\nend\n"), null);
        file.ForeignCommit(first);

        Text(file.Commit(null)).ShouldContain("two", customMessage: "a deleted it");
    }

    private static ProvenanceModel File(string head) => new(Of(head), isTagged: false);

    private static FileState Of(string text) => new(EntryMode.File, Encoding.UTF8.GetBytes(text));

    private static string Text(Composition composition) => Encoding.UTF8.GetString(composition.File.Content);
}
