using System.Text;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>The elements of a JSON array: which one is which. Found by <see cref="ProvenanceProperties"/>.</summary>
public sealed class JsonElementSpecs
{
    [Fact]
    public void an_array_that_HEAD_gets_as_the_disk_has_it_holds_no_change()
    {
        JsonSharedFile file = new(Of("1"));
        file.Edit("a", Bytes());
        file.Edit("b", Bytes("4"));
        file.Edit("c", Bytes("1", "4"));
        file.Reset(file.Disk);

        file.Changes.ShouldBeEmpty("they are the same");
        file.Compose("c").Content.ShouldBe(file.Disk, "it takes no 4 away");
    }

    [Fact]
    public void an_array_that_goes_back_to_that_of_HEAD_holds_no_change()
    {
        JsonSharedFile file = new(Of("4", "1"));
        file.Edit("a", Bytes("4"));
        file.Edit("b", Bytes("1", "4"));
        file.Edit(null, file.Head);

        file.Changes.ShouldBeEmpty("they are the same");
    }

    /// <summary>A commit can make both arrays the same while elements still differ in who has them: those changes are their owners' as before, and each of them ends with a commit.</summary>
    [Fact]
    public void a_look_at_HEAD_changes_nothing_where_HEAD_is_as_before()
    {
        JsonSharedFile file = new(Of("3", "0", "1"));
        file.Edit("b", Bytes("0", "1", "3"));
        file.Edit("c", Bytes("0", "3", "1"));
        file.Edit("a", Bytes("3", "1"));
        file.Commit("a");
        string?[] owners = ["a", "b", "c"];
        var before = owners.Select(file.Text).ToList();

        file.Reset(file.Head);

        owners.Select(file.Text).ShouldBe(before);
        foreach (var owner in owners)
            file.Commit(owner);
        file.Head.ShouldBe(file.Disk);
    }

    private static string Of(params string[] elements) =>
        elements.Length == 0 ? "[]\n" : $"[\n{string.Join(",\n", elements.Select(e => $"  {e}"))}\n]\n";

    private static byte[] Bytes(params string[] elements) => Encoding.UTF8.GetBytes(Of(elements));
}
