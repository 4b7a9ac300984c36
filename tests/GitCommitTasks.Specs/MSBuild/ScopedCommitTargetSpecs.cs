using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.MSBuild;

/// <summary>A project that imports the targets commits exactly its own files.</summary>
public sealed class ScopedCommitTargetSpecs : BuildSpecs
{
    [Fact]
    public async Task a_project_commits_exactly_its_files_and_says_what_it_did()
    {
        Repository.Write("mine.txt", "mine\n");
        Repository.Write("staged.txt", "theirs\n");
        Repository.Write("dirty.txt", "theirs\n");
        Repository.Git("add", "staged.txt");
        WriteProject("own.proj", "mine.txt", """<ItemGroup><ScopedCommitField Include="n" Value="7" /></ItemGroup>""", "task {n}");

        var run = await Build("own.proj");

        run.Succeeded.ShouldBeTrue(run.Output);
        run.Problems.ShouldBeEmpty(run.Output);
        run.Said("outcome").ShouldBe("committed");
        run.Said("sha").ShouldBe(Repository.Head);
        run.Said("files").ShouldBe($"mine.txt|mine.txt|added|{Repository.Git("rev-parse", "HEAD:mine.txt").Trim()}");
        run.Said("times").ShouldMatch(@"^\d+,\d+$");
        run.Said("findings").ShouldBeEmpty();
        Subjects().ShouldBe(["task 7"]);
        Repository.FilesOf("HEAD").ShouldBe(["A\tmine.txt"]);
        Repository.Status().ShouldBe([$"1 A. N... 000000 100644 100644 {new string('0', 40)} {Repository.Git("rev-parse", ":staged.txt").Trim()} staged.txt", "? dirty.txt", "? own.proj"]);
        Repository.Fsck().ShouldBeEmpty();

        var again = await Build("own.proj");

        again.Problems.ShouldBeEmpty(again.Output);
        again.Said("outcome").ShouldBe("nothing-to-commit");
        Lock().State.ShouldBe(LockState.Free);
    }

    [Fact]
    public async Task the_outputs_hold_names_as_they_are_whatever_they_mean_to_MSBuild()
    {
        string[] names = ["a%3bb.txt", "a;b.txt", "g%20x.txt", "it's @(x) $(y).txt"];
        foreach (var name in names)
            Repository.Write("named/" + name, "x\n");
        WriteProject("own.proj", "named");

        var run = await Build("own.proj");

        run.Said("outcome").ShouldBe("committed", run.Output);
        var oid = Repository.Git("hash-object", Repository["named/g%20x.txt"]).Trim();
        run.Said("files").ShouldBe(string.Join(';', names.Select(n => $"named/{n}|named/{n}|added|{oid}")));
    }

    [Fact]
    public async Task a_commit_that_fails_is_a_coded_warning_unless_it_is_to_be_an_error()
    {
        WriteProject("own.proj", "no-such-file.txt");

        var warned = await Build("own.proj");
        var failed = await Build("own.proj", "-p:ScopedCommitFailure=Error");

        warned.Succeeded.ShouldBeTrue("a commit is never in the way: " + warned.Output);
        warned.Problems.ShouldBe(["warning GCT2006"]);
        warned.Said("outcome").ShouldBe("refused");
        failed.Succeeded.ShouldBeFalse(failed.Output);
        failed.Problems.ShouldBe(["error GCT2006"]);
        failed.Output.ShouldContain(Repository["own.proj"] + " : error GCT2006: ", customMessage: "it names the project, not the targets");
        Lock().State.ShouldBe(LockState.Free);
        Subjects().ShouldBeEmpty();
    }

    [Fact]
    public async Task the_terminal_logger_shows_a_warning_with_its_code()
    {
        WriteProject("own.proj", "missing.txt");

        var run = await Build("own.proj", "-tl:on");

        run.Succeeded.ShouldBeTrue(run.Output);
        run.Output.ShouldContain("GCT2006", customMessage: "a file that does not exist");
    }

    [Theory]
    [InlineData("ScopedCommitLockTimeoutSeconds", "soon")]
    [InlineData("ScopedCommitFailure", "Maybe")]
    [InlineData("ScopedCommitLockScope", "Files")]
    public async Task a_setting_without_a_meaning_is_an_error_that_names_it(string property, string value)
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("own.proj", "mine.txt");

        var run = await Build("own.proj", $"-p:{property}={value}");

        run.Problems.ShouldBe(["error GCT9010"]);
        run.Output.ShouldContain($"{property} has the value '{value}'");
        Subjects().ShouldBeEmpty("nothing is done on a guess");
    }

    [Fact]
    public async Task a_project_in_a_subdirectory_of_a_linked_worktree_commits_there()
    {
        Repository.Git("worktree", "add", "--quiet", "-b", "side", Repository.Outside["side"]);
        Repository.Write("../side/a/b/mine.txt", "mine\n");
        WriteProject("../side/a/b/own.proj", "mine.txt;../../README.md", """
            <PropertyGroup>
              <ScopedCommitLockFile>lock.json</ScopedCommitLockFile>
              <ScopedCommitUpdateTargets>Update</ScopedCommitUpdateTargets>
            </PropertyGroup>
            <Target Name="Update">
              <WriteLinesToFile File="../../README.md" Lines="second" />
              <Message Importance="high" Text="record=$([System.IO.File]::ReadAllText('$(MSBuildProjectDirectory)/../../lock.json').Replace('%0A', ''))" />
            </Target>
            """);

        var run = await Build("../side/a/b/own.proj");

        run.Problems.ShouldBeEmpty(run.Output);
        run.Said("files").ShouldMatch(@"^\.\./\.\./README\.md\|README\.md\|modified\|\w{40};mine\.txt\|a/b/mine\.txt\|added\|\w{40}$");
        run.Said("record").Replace(" ", "").ShouldContain("\"owner\":\"a/b/own.proj\"", customMessage: "the project is its own owner");
        Repository.FilesOf("side").ShouldBe(["M\tREADME.md", "A\ta/b/mine.txt"]);
        Subjects().ShouldBeEmpty("the other worktree's branch did not move");
    }

    [Theory]
    [InlineData("-p:DesignTimeBuild=true")]
    [InlineData("-p:BuildingInsideVisualStudio=true", "-p:BuildingProject=false")]
    public async Task a_design_time_build_commits_nothing(params string[] properties)
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("own.proj", "mine.txt");

        var run = await Build("own.proj", properties);

        run.Problems.ShouldBeEmpty(run.Output);
        run.Said("outcome").ShouldBeEmpty();
        Subjects().ShouldBeEmpty();
    }

    [Fact]
    public async Task without_the_task_assembly_the_error_says_how_to_get_it()
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("own.proj", "mine.txt");
        File.Copy(Targets, Repository.Outside["GitCommitTasks.targets"]);
        Repository.Write("own.proj", File.ReadAllText(Repository["own.proj"]).Replace(Targets, Repository.Outside["GitCommitTasks.targets"], StringComparison.Ordinal));

        var run = await Build("own.proj");

        run.Problems.ShouldBe(["error GCT9014"]);
        run.Output.ShouldContain("dotnet build src/GitCommitTasks");
        var text = GitCommitTasks.Diagnostics.Catalog.TasksMissing.With(Repository.Outside["src/GitCommitTasks/bin/Debug/net10.0/GitCommitTasks.dll"]).Message;
        run.Output.ShouldContain($"{Repository["own.proj"]} : error GCT9014: {text}", customMessage: "the targets and the catalog say the same");
    }

    [Fact]
    public async Task the_tasks_work_by_themselves_in_somebody_elses_targets()
    {
        Repository.Write("mine.txt", "mine\n");
        Repository.Write("other.txt", "other\n");
        WriteProject("own.proj", "mine.txt", """
            <Target Name="Mine">
              <ScopedGitCommit Project="$(MSBuildProjectFullPath)" Files="mine.txt;other.txt" Message="alone">
                <Output TaskParameter="Sha" PropertyName="Sha" />
              </ScopedGitCommit>
              <ValidateCommit Project="$(MSBuildProjectFullPath)" Commit="$(Sha)" Files="@(ScopedCommitFile)">
                <Output TaskParameter="IsValid" PropertyName="IsValid" />
              </ValidateCommit>
              <ValidateCommit Project="$(MSBuildProjectFullPath)" Files="@(ScopedCommitFile);other.txt">
                <Output TaskParameter="IsValid" PropertyName="WholeIsValid" />
              </ValidateCommit>
              <ReleaseCommitLock Project="$(MSBuildProjectFullPath)" LockHandle="released long ago" />
              <Message Importance="high" Text="valid=$(IsValid),$(WholeIsValid)" />
            </Target>
            """);

        var run = await Build("own.proj", "-t:Mine");

        run.Problems.ShouldBe(["warning GCT4003"], run.Output);
        run.Said("valid").ShouldBe("False,True");
        Repository.FilesOf("HEAD").ShouldBe(["A\tmine.txt", "A\tother.txt"]);
    }
}
