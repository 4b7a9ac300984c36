namespace GitCommitTasks.Specs.MSBuild;

/// <summary>The quick start shows what it promises, as often as it is run, and touches nothing else.</summary>
public sealed class QuickStartSpecs : BuildSpecs
{
    [Fact]
    public async Task it_runs_twice_and_leaves_the_checkout_as_it_was()
    {
        var before = SourceStatus();
        // A run of its own output folder would need another build of the tasks: what is there is up to date.
        var first = await Run("msbuild", SourceTree.Path("build/QuickStart.proj"), "-t:ScopedCommit");
        var second = await Run("msbuild", SourceTree.Path("build/QuickStart.proj"), "-t:ScopedCommit");

        foreach (var run in (BuildRun[])[first, second])
        {
            run.Succeeded.ShouldBeTrue(run.Output);
            run.Problems.ShouldBeEmpty(run.Output);
            foreach (var writer in (string[])["writer-1", "writer-2", "writer-3", "writer-4"])
                run.Output.ShouldContain($"{writer}: committed, validation ok, files TODO.md, {writer}.txt");
        }

        SourceStatus().ShouldBe(before, "nothing but artifacts/ was written");
        Subjects().ShouldBeEmpty("nor into the repository it was run from");
    }

    [Fact]
    public async Task without_the_lock_the_first_commit_takes_everybodys_lines()
    {
        var before = SourceStatus();

        var run = await Run("msbuild", SourceTree.Path("build/QuickStart.proj"), "-t:ScopedCommit", "-p:ScopedCommitLockEnabled=false");

        run.Succeeded.ShouldBeTrue(run.Output);
        TakenLines(run.Output).ShouldBe(["TODO.md      | 4 ++++"], run.Output);
        var safe = await Run("msbuild", SourceTree.Path("build/QuickStart.proj"), "-t:ScopedCommit");
        TakenLines(safe.Output).ShouldBe(Enumerable.Repeat("TODO.md      | 1 +", 4), safe.Output);
        SourceStatus().ShouldBe(before);
    }

    /// <summary>What the history says of the shared file in each writer's commit.</summary>
    private static IEnumerable<string> TakenLines(string output) =>
        output.Split('\n').SkipWhile(l => !l.Contains("writer-", StringComparison.Ordinal) || !l.Contains(": do my part", StringComparison.Ordinal))
            .Select(l => l.Trim()).Where(l => l.StartsWith("TODO.md  ", StringComparison.Ordinal));

    private string SourceStatus() => Repository.TryGit("-C", SourceTree.Root, "status", "--porcelain").StandardOutput;
}
