using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What is there when a window is opened on a directory is not its owner's, whatever others commit beside it.</summary>
public sealed class WindowBeginningSpecs : IDisposable
{
    private const string Base = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

    private readonly TemporaryRepository repository = new();

    public WindowBeginningSpecs()
    {
        repository.GitCommit(("d/x", Base), ("d/y", "y\n"));
        repository.EditIn("306", () => repository.Write("d/x", "306\n" + Base), "d/x");
        repository.Write("d/x", "306\n" + Base + "by hand\n");
    }

    [Theory]
    [InlineData("306", "+306")]
    [InlineData(null, "+by hand")]
    public void a_commit_beside_it_does_not_make_it_the_owners(string? committing, string taken)
    {
        repository.EditIn("307", () =>
        {
            Commit(committing).ShouldBe([taken]);
            repository.Write("d/x", ("306\n" + Base + "by hand\n").Replace("5", "5 of 307", StringComparison.Ordinal));
        }, "d");

        Commit("307").ShouldBe(["-5", "+5 of 307"]);
    }

    /// <summary>What differs below the directory is kept a moment after the window is open.</summary>
    [Fact]
    public void nor_does_one_while_it_is_being_opened()
    {
        repository.EditIn("307", () =>
        {
            var file = Directory.GetFiles(Path.Combine(repository.GitDirectory, "scoped", "paths"), "before.json", SearchOption.AllDirectories).Single();
            var kept = File.ReadAllBytes(file);
            File.Delete(file);
            Commit("306").ShouldBe(["+306"], "what is known of it");
            File.WriteAllBytes(file, kept);
            repository.Write("d/x", ("306\n" + Base + "by hand\n").Replace("5", "5 of 307", StringComparison.Ordinal));
        }, "d");

        Commit("307").ShouldBe(["-5", "+5 of 307"]);
        Commit(null).ShouldBe(["+by hand"]);
    }

    [Fact]
    public void nor_does_one_after_which_it_is_prolonged()
    {
        repository.EditIn("307", () =>
        {
            Commit("306").ShouldBe(["+306"]);
            repository.Write("d/x", ("306\n" + Base + "by hand\n").Replace("5", "5 of 307", StringComparison.Ordinal));
            Commit("307").ShouldBe(["-5", "+5 of 307"]);
            Begin("307");
            File.AppendAllText(repository["d/x"], "307 again\n");
        }, "d");

        Commit("307").ShouldBe(["+307 again"]);
        Commit(null).ShouldBe(["+by hand"]);
    }

    [Fact]
    public async Task what_was_written_while_it_was_waited_for_is_not_the_owners()
    {
        Begin("308", "d/y");
        using var waiter = repository.StartScoped("run", "--owner", "307", "--scope", "d", "--", "sh", "-c", "sed -i 's/^5$/5 of 307/' d/x");
        await Locking.Until.True(() => Directory.GetFiles(Path.Combine(repository.GitDirectory, "scoped", "paths"), "*", SearchOption.AllDirectories).Any(f => f.Contains("/turn/scoped/queue/", StringComparison.Ordinal)));
        repository.EditIn("306", () => repository.Write("d/x", "306 again\n306\n" + Base + "by hand\n"), "d/x");
        File.AppendAllText(repository["d/x"], "by hand again\n");
        repository.Scoped("edit", "end", "--owner", "308").ExitCode.ShouldBe(0);
        (await waiter.Ended()).ShouldBe(0);

        Commit("307").ShouldBe(["-5", "+5 of 307"]);
    }

    public void Dispose() => repository.Dispose();

    private void Begin(string owner, string path = "d") => repository.Scoped("edit", "begin", "--owner", owner, path).ExitCode.ShouldBe(0);

    private string[] Commit(string? owner)
    {
        ScopedCommit.Run(repository.Request("d") with { Owner = owner, Message = $"by {owner}" }, cancellation: TestContext.Current.CancellationToken).Outcome.ShouldBe(CommitOutcome.Committed);
        return repository.LastDiff();
    }
}
