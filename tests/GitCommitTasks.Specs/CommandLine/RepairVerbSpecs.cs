namespace GitCommitTasks.Specs.CommandLine;

[Trait("Category", "Slow")]
public sealed class RepairVerbSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void with_nothing_left_it_does_nothing()
    {
        repository.Scoped("repair").StandardOutput.ShouldBe("nothing to repair\n");
        repository.Scoped("repair", "--json").Json().ShouldHold("actions").GetProperty("actions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task it_finishes_the_index_of_a_commit_that_died_behind_its_commit_point()
    {
        repository.Write("a.txt", "a\n");
        await Crash("RefSwapped");
        File.Exists(Path.Combine(repository.GitDirectory, "index.lock")).ShouldBeTrue("it died while it held the index");

        var result = repository.Scoped("repair", "--json");

        result.ExitCode.ShouldBe(0);
        var actions = result.Json().GetProperty("actions").EnumerateArray().Select(a => a.ShouldHold("kind", "path", "detail")).ToList();
        actions.Select(a => (a.Text("kind"), a.Text("path")))
            .ShouldBe([("index-finished", ".git/index"), ("lock-removed", ".git/HEAD.lock"), ("record-removed", ".git/scoped/lock.json")]);
        repository.Git("status", "--porcelain").ShouldBe("", "the commit is on the branch and in the index");
        repository.Git("log", "-1", "--format=%s").Trim().ShouldBe("crashed");
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public async Task it_removes_what_a_commit_left_that_died_before()
    {
        repository.Write("a.txt", "a\n");
        await Crash("RefsLocked");

        var said = repository.Scoped("repair").StandardOutput;

        said.ShouldContain("lock-removed .git/index.lock: ");
        said.ShouldContain("lock-removed .git/refs/heads/main.lock: ");
        repository.Git("status", "--porcelain").ShouldBe("?? a.txt\n");
        repository.Git("commit", "--quiet", "--allow-empty", "-m", "git can again");
    }

    [Fact]
    public async Task a_live_holders_record_stays()
    {
        using var holder = ContenderProcess.Start("hold", repository.GitDirectory);
        (await holder.Says()).ShouldBe("held");

        repository.Scoped("repair").StandardOutput.ShouldBe("nothing to repair\n");

        holder.GoOn();
        (await holder.Says()).ShouldBe("released");
        (await holder.Errors).ShouldNotContain("GCT1013", customMessage: "nobody touched its record");
    }

    public void Dispose() => repository.Dispose();

    private async Task Crash(string step)
    {
        using var crash = ContenderProcess.Start("crash", repository.Top, step, "a.txt");
        (await crash.Ended()).ShouldNotBe(1, "it was killed");
    }
}
