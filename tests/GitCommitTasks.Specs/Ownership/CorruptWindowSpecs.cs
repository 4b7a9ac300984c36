using GitCommitTasks.Specs.CommandLine;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What is kept of an open edit window is not what was written: reported, and what was changed in it is nobody's.</summary>
public sealed class CorruptWindowSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public CorruptWindowSpecs() => repository.GitCommit((SharedFileEdits.Shared, "one\n"), ("gen/keep", "keep\n"));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"path\":\"../x\",\"owner\":\"306\",\"nonce\":\"1\"}")]
    public void a_window_that_cannot_be_read_is_none_and_that_is_said_once(string content)
    {
        repository.Begin("306");
        repository.Write(SharedFileEdits.Shared, "one\n306\n");
        File.WriteAllText(Path.Combine(repository.ProvenanceFolder(), "window.json"), content);

        var status = repository.Scoped("status");
        var end = repository.Scoped("edit", "end", "--owner", "306", SharedFileEdits.Shared);

        status.Codes().ShouldBe(["GCT6012"]);
        status.StandardError.ShouldContain($"'{SharedFileEdits.Shared}'");
        (end.ExitCode, end.Codes().Single()).ShouldBe((1, "GCT6006"));
        repository.Edit("307", text => text + "307\n");
        repository.CommitAs("307").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+307"]);
        repository.CommitAs(null).Outcome.ShouldBe(CommitOutcome.Committed);
        repository.LastDiff().ShouldBe(["+306"], "it is nobody's");
    }

    [Theory]
    [InlineData("[")]
    [InlineData(null)]
    public void what_a_directory_held_before_is_not_taken_for_the_owners_when_that_is_lost(string? content)
    {
        repository.Write("gen/by-hand", "a person's\n");
        repository.Scoped("edit", "begin", "--owner", "306", "gen").ExitCode.ShouldBe(0);
        repository.Write("gen/made", "306\n");
        var before = Directory.GetFiles(Path.Combine(repository.GitDirectory, "scoped", "paths"), "before.json", SearchOption.AllDirectories).Single();
        File.Delete(before);
        if (content is not null)
            File.WriteAllText(before, content);

        var end = repository.Scoped("edit", "end", "--owner", "306", "gen");

        (end.ExitCode, end.Codes().Single()).ShouldBe((0, "GCT6012"));
        repository.Scoped("status", "--json").Json().GetProperty("files").EnumerateArray()
            .SelectMany(f => f.GetProperty("owners").EnumerateArray().Select(o => o.Text("owner"))).ShouldAllBe(o => o == null);
        repository.Scoped("status", "--json").Json().GetProperty("windows").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void a_window_opened_by_a_clock_that_was_set_back_since_is_closed_as_one_whose_lease_is_over()
    {
        repository.InWorkspace(
            w => new EditWindows(w).TryBegin(w.ResolveScope([SharedFileEdits.Shared])!, "306", isLease: true, TestContext.Current.CancellationToken), new LaterClock(TimeSpan.FromDays(365)));

        var begin = repository.Scoped("edit", "begin", "--owner", "307", "--lock-timeout", "0", SharedFileEdits.Shared);

        (begin.ExitCode, begin.Codes().Single()).ShouldBe((0, "GCT6004"));
    }

    public void Dispose() => repository.Dispose();
}
