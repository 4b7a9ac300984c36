using CsCheck;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Stored provenance that is not what was stored: reported, and the changes are nobody's.</summary>
public sealed class CorruptProvenanceSpecs
{
    [Theory]
    [InlineData("empty")]
    [InlineData("truncated")]
    [InlineData("a flipped byte")]
    [InlineData("another version")]
    public void corrupt_provenance_is_reported_and_its_changes_are_unattributed(string damage)
    {
        using var repository = new TemporaryRepository();
        repository.GitCommit((SharedFileEdits.Shared, "one\ntwo\n"));
        repository.Edit("306", text => text + "306\n");
        var file = Path.Combine(repository.ProvenanceFolder(), "provenance");
        File.WriteAllBytes(file, Damaged(File.ReadAllBytes(file), damage));
        repository.Edit("307", text => text + "307\n");

        var result = repository.CommitAs("307");

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+307"], "what is known since then is kept apart from what is not");
        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit, "it may be anybody's");
        repository.CommitAs(null).Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+306"], "what is unattributed is taken by a commit without owner");
        repository.Status().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("truncated")]
    [InlineData("a flipped byte")]
    [InlineData("another version")]
    public void a_commit_that_finds_it_corrupt_says_so_and_the_next_one_finds_it_whole(string damage)
    {
        using var repository = new TemporaryRepository();
        repository.GitCommit((SharedFileEdits.Shared, "one\ntwo\n"));
        repository.Edit("306", text => text + "306\n");
        var file = Path.Combine(repository.ProvenanceFolder(), "provenance");
        File.WriteAllBytes(file, Damaged(File.ReadAllBytes(file), damage));

        var request = repository.Request(SharedFileEdits.Shared) with { Owner = "307", RefuseEntangled = true };
        var result = ScopedCommit.Run(request, cancellation: TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit, "what is 306's is not committed by 307");
        result.Codes().ShouldBe(["GCT6003"]);
        repository.CommitAs(null).Codes().ShouldBeEmpty();
        repository.LastDiff().ShouldBe(["+306"]);
        repository.Edit("306", text => text + "306 again\n");
        repository.CommitAs("306").Codes().ShouldBeEmpty();
        repository.Status().ShouldBeEmpty();
    }

    /// <summary>What the file held when the window was opened was known from nowhere else.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void what_is_lost_while_a_window_is_open_is_not_its_owners(bool commitsInside)
    {
        using var repository = new TemporaryRepository();
        repository.GitCommit((SharedFileEdits.Shared, "one\ntwo\n"));
        repository.Edit("306", text => text + "306\n");
        repository.Begin("307").ShouldBeTrue();
        File.WriteAllBytes(Path.Combine(repository.ProvenanceFolder(), "provenance"), []);
        repository.Write(SharedFileEdits.Shared, "307\n" + repository.Text());
        if (commitsInside)
            repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.End("307").ShouldBe(1);

        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.NothingToCommit, "306's may be among them");
        repository.CommitAs(null).Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+307", "+306"]);
    }

    [Fact]
    public void no_damage_to_the_stored_form_is_read_as_anything_but_what_was_stored()
    {
        var provenance = FileProvenance.Of(new FileState(EntryMode.File, "one\ntwo\n"u8.ToArray()));
        provenance.Capture(new FileState(EntryMode.File, "one\n306\n"u8.ToArray()), "306", isObserved: true);
        var stored = ProvenanceFormat.Write("file", provenance);

        Gen.Select(Gen.Int[0, stored.Length - 1], Gen.Byte[1, 255], Gen.Bool).Sample((at, flip, isCut) =>
        {
            byte[] damaged = isCut ? stored[..at] : [.. stored[..at], (byte)(stored[at] ^ flip), .. stored[(at + 1)..]];
            Should.Throw<FormatException>(() => ProvenanceFormat.Read(damaged));
        });
    }

    private static byte[] Damaged(byte[] stored, string damage) => damage switch
    {
        "empty" => [],
        "truncated" => stored[..(stored.Length / 2)],
        "a flipped byte" => [.. stored[..^5], (byte)(stored[^5] ^ 1), .. stored[^4..]],
        _ => [.. System.Text.Encoding.ASCII.GetBytes(System.Text.Encoding.ASCII.GetString(stored).Replace("provenance 1 ", "provenance 2 "))],
    };
}
