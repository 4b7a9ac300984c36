using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.MSBuild;

/// <summary>Update targets run under the lock, or not at all.</summary>
public sealed class UpdateTargetSpecs : BuildSpecs
{
    private const string Update = "<PropertyGroup><ScopedCommitUpdateTargets>Update</ScopedCommitUpdateTargets></PropertyGroup>";

    [Fact]
    public async Task the_commit_sees_scope_and_message_that_the_update_targets_make()
    {
        WriteProject("own.proj", "@(NothingYet)", $"""
            {Update.Replace("Update<", "First;Update<", StringComparison.Ordinal)}
            <Target Name="First"><PropertyGroup><Name>made</Name></PropertyGroup></Target>
            <Target Name="Update">
              <WriteLinesToFile File="$(Name).txt" Lines="made" />
              <ItemGroup><ScopedCommitFile Include="$(Name).txt" /></ItemGroup>
              <PropertyGroup><ScopedCommitMessage>made in a target</ScopedCommitMessage></PropertyGroup>
            </Target>
            """);

        var run = await Build("own.proj");

        run.Problems.ShouldBeEmpty(run.Output);
        Subjects().ShouldBe(["made in a target"]);
        Repository.FilesOf("HEAD").ShouldBe(["A\tmade.txt"]);
    }

    [Fact]
    public async Task a_failing_update_fails_the_build_and_commits_nothing()
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("own.proj", "mine.txt", $"""{Update}<Target Name="Update"><Error Code="MY1" Text="broken" /></Target>""");

        var run = await Build("own.proj", "-v:d");

        run.Succeeded.ShouldBeFalse(run.Output);
        run.Problems.ShouldBe(["error MY1"]);
        run.Output.ShouldContain("GCT1009", customMessage: "OnError released the lock");
        Lock().State.ShouldBe(LockState.Free);
        Subjects().ShouldBeEmpty();
    }

    [Fact]
    public async Task after_a_time_out_an_update_is_an_error_and_a_mere_commit_a_warning()
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("update.proj", "mine.txt", $"""{Update}<Target Name="Update"><Touch Files="ran.txt" AlwaysCreate="true" /></Target>""");
        WriteProject("mere.proj", "mine.txt");
        using var holder = ContenderProcess.Start("hold", Repository.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");

        var update = await Build("update.proj", "-p:ScopedCommitLockTimeoutSeconds=0");
        var mere = await Build("mere.proj", "-p:ScopedCommitLockTimeoutSeconds=0");

        update.Succeeded.ShouldBeFalse(update.Output);
        update.Problems.ShouldBe(["error GCT1001"]);
        update.Output.ShouldContain($"(pid {holder.Id} on ", customMessage: "it names the holder");
        File.Exists(Repository["ran.txt"]).ShouldBeFalse("an update never runs without the lock");
        mere.Succeeded.ShouldBeTrue(mere.Output);
        mere.Problems.ShouldBe(["warning GCT1001"]);
        mere.Said("outcome").ShouldBe("lock-timeout");
        Subjects().ShouldBeEmpty("the work stays on disk");
        File.Exists(Repository["mine.txt"]).ShouldBeTrue();
    }

    [Fact]
    public async Task two_builds_that_edit_one_file_under_the_lock_each_commit_their_own_change()
    {
        CommitTodo();
        foreach (var name in (string[])["one", "two"])
            WriteProject(name + ".proj", "TODO.md", $"""{Update}<Target Name="Update">{Barrier(name)}<Exec Command="echo {name} %3E%3E TODO.md" /></Target>""", name);

        var one = Build("one.proj");
        await Reached("one");
        var two = Build("two.proj");
        await Locking.Until.True(() => Lock().Waiters.Count == 1, "the second build waits for the first one's lock");
        GoOn("two");
        GoOn("one");

        (await one).Problems.ShouldBeEmpty();
        (await two).Problems.ShouldBeEmpty();
        Subjects().ShouldBe(["todo", "one", "two"]);
        AddedLines("HEAD~1").ShouldBe(["+one"]);
        AddedLines("HEAD").ShouldBe(["+two"]);
    }

    [Fact]
    public async Task without_the_lock_the_same_interleaving_mixes_the_changes()
    {
        CommitTodo();
        foreach (var name in (string[])["one", "two"])
            WriteProject(name + ".proj", "TODO.md", $"""{Update}<Target Name="Update"><Exec Command="echo {name} %3E%3E TODO.md" />{Barrier(name)}</Target>""", name);

        string[] unsafely = ["-p:ScopedCommitLockEnabled=false", "-p:ScopedCommitIsolation=Files"];
        var (one, two) = (Build("one.proj", unsafely), Build("two.proj", unsafely));
        await Reached("one");
        await Reached("two");
        GoOn("one");
        (await one).Problems.ShouldBeEmpty();
        GoOn("two");
        var second = await two;

        AddedLines("HEAD").ShouldBe(["+one", "+two"], ignoreOrder: true, "the first commit took both changes: what the lock is for");
        second.Said("outcome").ShouldBe("nothing-to-commit");
        second.Problems.ShouldBe(["warning GCT4002"], "the second is told where its change went");
        second.Said("findings").ShouldBe("GCT4002");
    }

    /// <summary>I2: what was in the file before is not the project's.</summary>
    [Fact]
    public async Task what_somebody_else_left_uncommitted_in_the_file_is_not_in_the_commit()
    {
        CommitTodo();
        Repository.Write("TODO.md", "a person's\nstart\n");
        WriteProject("own.proj", "TODO.md", $"""{Update}<Target Name="Update"><Exec Command="echo update %3E%3E TODO.md" /></Target>""");

        (await Build("own.proj")).Problems.ShouldBeEmpty();

        AddedLines("HEAD").ShouldBe(["+update"]);
        Repository.Git("diff", "--unified=0").Split('\n').ShouldContain("+a person's");
    }

    [Fact]
    public async Task with_the_paths_locked_only_an_update_runs_beside_whoever_holds_the_repository()
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("own.proj", "mine.txt", $"""{Update}<Target Name="Update"><Exec Command="echo more %3E%3E mine.txt" /></Target>""");
        using var holder = ContenderProcess.Start("hold", Repository.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");

        var run = await Build("own.proj", "-p:ScopedCommitLockScope=Paths", "-p:ScopedCommitLockTimeoutSeconds=0");

        File.ReadAllText(Repository["mine.txt"]).ShouldBe("mine\nmore\n", "the update ran");
        run.Problems.ShouldBe(["warning GCT1001"], "the commit needs the repository's lock");
        run.Output.ShouldMatch(@"gave up waiting for the commit lock after 0(\.\d)? s", "the time-out is the commit's, too");
        run.Succeeded.ShouldBeTrue(run.Output);

        var unlocked = await Build("own.proj", "-p:ScopedCommitLockScope=Paths", "-p:ScopedCommitLockEnabled=false");

        unlocked.Problems.ShouldBeEmpty(unlocked.Output);
        unlocked.Said("outcome").ShouldBe("committed", "to take no lock is the commit's setting, too");
    }

    [Fact]
    public async Task with_the_paths_locked_only_two_updates_of_one_directory_wait_for_each_other_and_commit_their_own_files()
    {
        foreach (var name in (string[])["one", "two"])
            WriteProject(name + ".proj", "out", $"""{Update}<Target Name="Update"><MakeDir Directories="out" /><WriteLinesToFile File="out/{name}.txt" Lines="{name}" />{Barrier(name)}</Target>""", name);

        var one = Build("one.proj", "-p:ScopedCommitLockScope=Paths");
        await Reached("one");
        var two = Build("two.proj", "-p:ScopedCommitLockScope=Paths");
        await Locking.Until.True(() => Directory.GetFiles(Path.Combine(Repository.GitDirectory, "scoped", "paths"), "*", SearchOption.AllDirectories).Any(f => f.Contains("/turn/scoped/queue/", StringComparison.Ordinal)),
            "the second build waits for the first one's window");
        GoOn("two");
        GoOn("one");

        (await one).Problems.ShouldBeEmpty();
        (await two).Problems.ShouldBeEmpty();
        Subjects().ShouldBe(["one", "two"], ignoreOrder: true);
        foreach (var commit in (string[])["HEAD", "HEAD~1"])
            Repository.FilesOf(commit).ShouldBe([$"A\tout/{Repository.Git("show", "--no-patch", "--format=%s", commit).Trim()}.txt"]);
    }

    [Fact]
    public async Task with_the_paths_locked_only_the_times_are_those_of_the_commits_own_lock()
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("own.proj", "mine.txt", $"""{Update}<Target Name="Update"><Exec Command="echo more %3E%3E mine.txt" /></Target>""");
        using var holder = ContenderProcess.Start("hold", Repository.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");

        var build = Build("own.proj", "-p:ScopedCommitLockScope=Paths");
        await Locking.Until.True(() => Lock().Waiters.Count == 1, "the commit waits");
        holder.GoOn();
        var run = await build;

        run.Said("outcome").ShouldBe("committed", run.Output);
        run.Said("times").ShouldMatch("^[1-9][0-9]*,[0-9]+$");
        run.Output.ShouldNotContain("times=0,0");
    }

    [Fact]
    public async Task with_retries_a_commit_is_repeated_for_a_finding()
    {
        Repository.Write("mine.txt", "mine\n");
        Repository.Write(".git/hooks/commit-msg", "#!/bin/sh\n[ -e .git/once ] || { echo later >> mine.txt; touch .git/once; }\n");
        await Repository.Command("chmod", "+x", Repository[".git/hooks/commit-msg"]).ExecuteAsync(TestContext.Current.CancellationToken);
        WriteProject("own.proj", "mine.txt");

        var run = await Build("own.proj", "-p:ScopedCommitLockRetries=1");

        run.Output.ShouldContain("outcome=committed");
        Repository.Git("status", "--porcelain", "mine.txt").ShouldBeEmpty(run.Output);
        Subjects().ShouldBe(["scoped", "scoped"]);
    }

    /// <summary>The build waits for what its update target runs.</summary>
    [Fact]
    public async Task what_an_update_target_runs_waits_neither_for_the_lock_nor_for_the_window_of_its_own_project()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere it cannot be seen who started a process");
        Repository.Write("mine.txt", "mine\n");
        var tool = $"dotnet &quot;{ScopedTool.Program}&quot;";
        WriteProject("own.proj", "mine.txt", $"""
            {Update}<Target Name="Update"><WriteLinesToFile File="other.txt" Lines="other" /><Exec Command="{tool} commit -m inside -- other.txt" />
            <Exec Command="{tool} edit begin --owner own.proj mine.txt" /><WriteLinesToFile File="mine.txt" Lines="more" /><Exec Command="{tool} edit end --owner own.proj mine.txt" /></Target>
            """);

        var run = await Build("own.proj");

        run.Problems.ShouldBeEmpty(run.Output);
        Subjects().ShouldBe(["inside", "scoped"]);
        Repository.FilesOf("HEAD").ShouldBe(["A\tmine.txt"]);
    }

    private void CommitTodo()
    {
        Repository.Write("TODO.md", "start\n");
        Repository.Git("add", "TODO.md");
        Repository.Git("commit", "--quiet", "-m", "todo");
    }

    private string[] AddedLines(string commit) => [.. Repository.Git("show", "--format=", "--unified=0", commit).Split('\n')
        .Where(l => l.StartsWith('+') && !l.StartsWith("+++", StringComparison.Ordinal))];
}
