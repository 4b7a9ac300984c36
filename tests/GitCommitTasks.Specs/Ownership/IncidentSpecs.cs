using System.Text.Json;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What happened every day: three tasks, two shared files, everything uncommitted at once.</summary>
[Trait("Category", "Slow")]
public sealed class IncidentSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("306 307 312")]
    [InlineData("306 312 307")]
    [InlineData("307 306 312")]
    [InlineData("307 312 306")]
    [InlineData("312 306 307")]
    [InlineData("312 307 306")]
    public void each_task_commits_exactly_its_part_of_both_files_in_any_order(string order)
    {
        repository.GitCommit(
            ("TODO.md", "# To do\n\n- [ ] 306 plan\n- [ ] 307 build\n"),
            ("state.json", "{\n  \"plans\": {\n    \"306\": \"draft\"\n  },\n  \"results\": [],\n  \"tasks\": [306, 307]\n}\n"));
        Edit("306", text => text.Replace("306 plan", "306 plan, revised"), text => text.Replace("\"draft\"", "\"revised\""));
        Edit("307", text => text.Replace("- [ ] 307 build", "- [x] 307 build"), text => text.Replace("\"results\": []", "\"results\": [\n    { \"task\": 307, \"ok\": true }\n  ]"));
        Edit("312", text => text + "- [ ] 312 follow up\n", text => text.Replace("306, 307]", "306, 307, 312]"));
        Dictionary<string, string[]> diffs = new()
        {
            ["306"] = ["-- [ ] 306 plan", "+- [ ] 306 plan, revised", "-    \"306\": \"draft\"", "+    \"306\": \"revised\""],
            ["307"] = ["-- [ ] 307 build", "+- [x] 307 build", "-  \"results\": [],", "+  \"results\": [", "+    { \"task\": 307, \"ok\": true }", "+  ],"],
            ["312"] = ["+- [ ] 312 follow up", "-  \"tasks\": [306, 307]", "+  \"tasks\": [306, 307, 312]"],
        };

        foreach (var task in order.Split(' '))
        {
            var result = ScopedCommit.Run(repository.Request("TODO.md", "state.json") with { Owner = task }, cancellation: TestContext.Current.CancellationToken);
            result.Outcome.ShouldBe(CommitOutcome.Committed);
            result.Isolation.Entangled.ShouldBeEmpty();
            repository.LastDiff().ShouldBe(diffs[task], "exactly that task's");
            Should.NotThrow(() => JsonDocument.Parse(repository.Git("show", "HEAD:state.json")).Dispose());
        }

        repository.Status().ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();

    private void Edit(string owner, Func<string, string> todo, Func<string, string> state)
    {
        repository.Scoped("edit", "begin", "--owner", owner, "TODO.md", "state.json").ExitCode.ShouldBe(0);
        foreach (var (file, change) in new[] { ("TODO.md", todo), ("state.json", state) })
            repository.Write(file, change(File.ReadAllText(repository[file])));
        repository.Scoped("edit", "end", "--owner", owner).ExitCode.ShouldBe(0);
    }
}
