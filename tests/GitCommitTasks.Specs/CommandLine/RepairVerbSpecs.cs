using GitCommitTasks.Specs.Ownership;

namespace GitCommitTasks.Specs.CommandLine;

[Trait("Category", "Slow")]
public sealed class RepairVerbSpecs : IDisposable
{
    /// <summary>Beyond the largest process id that a system has (Linux: 2 to the 22nd).</summary>
    private const int NobodysId = int.MaxValue;

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

    [Fact]
    public void temporary_files_that_were_left_are_removed_wherever_they_are_once_they_are_old()
    {
        repository.Scoped("run", "--owner", "task-307", "--scope", "README.md", "--", "sh", "-c", "echo 307 >> README.md").ExitCode.ShouldBe(0);
        var scoped = Path.Combine(repository.GitDirectory, "scoped");
        var path = Directory.GetDirectories(Path.Combine(scoped, "paths")).Single();
        var guid = Guid.NewGuid().ToString("n");
        string[] left =
        [
            Path.Combine(scoped, "tmp", $"1-1-{guid}"),
            Path.Combine(path, "scoped", "tmp", $"{NobodysId}-1-{guid}"),
            Path.Combine(path, "turn", "scoped", "tmp", $"{NobodysId}-2-{guid}"),
            Path.Combine(scoped, $".errors.json.{guid}.tmp"),
        ];
        var others = Path.Combine(scoped, ".errors.json.mine.tmp");
        var young = Path.Combine(path, "scoped", "tmp", $"{NobodysId}-3-{guid}");
        foreach (var file in (string[])[.. left, others, young])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "left");
            if (file != young)
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-11));
        }

        // The first process runs, and did not at that time: it cannot be its own.
        File.SetLastWriteTimeUtc(left[0], DateTime.UnixEpoch);

        var removed = repository.Scoped("repair", "--json").Json().GetProperty("actions").EnumerateArray().ToList();

        removed.ShouldAllBe(a => a.Text("kind") == "temporary-removed");
        removed.Select(a => Path.GetFullPath(a.Text("path")!, repository.Top)).ShouldBe(left, ignoreOrder: true);
        left.Where(File.Exists).ShouldBeEmpty();
        ((string[])[others, young]).ShouldAllBe(f => File.Exists(f));
    }

    [Fact]
    public void a_temporary_file_of_a_process_that_lives_stays_however_old_it_is()
    {
        Directory.CreateDirectory(Path.Combine(repository.GitDirectory, "scoped", "tmp"));
        var live = Path.Combine(repository.GitDirectory, "scoped", "tmp", $"{Environment.ProcessId}-1-{Guid.NewGuid():n}");
        var dead = Path.Combine(repository.GitDirectory, "scoped", "tmp", $"{NobodysId}-1-{Guid.NewGuid():n}");
        File.WriteAllText(live, "x");
        File.WriteAllText(dead, "x");

        RepositoryRepair.Run(new LockInquiry(repository.Top, new LockSettings(), repository.Environment), listener: null, new LaterClock(TimeSpan.FromDays(1)), TestContext.Current.CancellationToken)!
            .Select(a => Path.GetFileName(a.Path)).ShouldBe([Path.GetFileName(dead)]);

        File.Exists(live).ShouldBeTrue();
    }

    public void Dispose() => repository.Dispose();

    private async Task Crash(string step)
    {
        using var crash = ContenderProcess.Start("crash", repository.Top, step, "a.txt");
        (await crash.Ended()).ShouldNotBe(1, "it was killed");
    }
}
