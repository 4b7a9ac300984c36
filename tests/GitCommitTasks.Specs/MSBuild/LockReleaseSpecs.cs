using System.Globalization;
using System.Text.RegularExpressions;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.MSBuild;

/// <summary>However a build ends, the lock is free afterwards, even while its node lives on.</summary>
public sealed class LockReleaseSpecs : BuildSpecs
{
    /// <summary>On a busy machine a node may see its connection close before it is told that the build is over, and ends: then another build shows it.</summary>
    private const int MostBuilds = 10;

    /// <summary>All the work is done in a worker node.</summary>
    private readonly Dictionary<string, string?> livingNode = new(NodesThatStay()) { ["MSBUILDNOINPROCNODE"] = "1" };

    private string Acquiring(string then) => $"""
        <Target Name="Hold">
          <AcquireCommitLock Project="$(MSBuildProjectFullPath)" LockFile="../lock.json" />
          {then}
        </Target>
        """;

    [Fact]
    public async Task a_project_that_fails_without_a_release_leaves_the_lock_free_while_its_node_lives_on()
    {
        WriteProject("own.proj", "mine.txt", Acquiring($"""<Copy SourceFiles="../lock.json" DestinationFiles="../seen.json" /><Error Code="MY1" Text="broken" />"""));

        var isLiving = false;
        for (var builds = 0; builds < MostBuilds && !isLiving; builds++)
        {
            var run = await Held(livingNode, TestContext.Current.CancellationToken);
            run.Problems.ShouldBe(["error MY1"]);
            Lock().State.ShouldBe(LockState.Free, "MSBuild disposed of the registered lock");
            File.Exists(Repository.Outside["lock.json"]).ShouldBeFalse("its record is gone");
            using var node = TryFindNodeIn("seen.json");
            isLiving = node is { HasExited: false };
            node?.Kill();
        }

        isLiving.ShouldBeTrue("node reuse is on");
    }

    [Fact]
    public async Task an_interrupted_build_leaves_the_lock_free_and_removes_its_record()
    {
        WriteProject("own.proj", "mine.txt", Acquiring(Barrier("held")));
        using CancellationTokenSource interrupt = new();

        var run = Held(livingNode, CancellationToken.None, interrupt.Token);
        await Reached("held");
        using var node = TryFindNodeIn("lock.json").ShouldNotBeNull();
        Lock().Holder?.Record.Pid.ShouldBe(node.Id);
        await interrupt.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);

        // Whether a worker node outlives a cancelled build is MSBuild's affair; a record that is gone tells that the lock was disposed of, not just freed.
        await Locking.Until.True(() => !File.Exists(Repository.Outside["lock.json"]), "MSBuild disposes of the registered lock");
        await Locking.Until.True(() => Lock().State == LockState.Free);
        node.Kill();
    }

    [Fact]
    public async Task a_killed_build_leaves_the_lock_free_and_the_next_one_says_so()
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("own.proj", "mine.txt", Acquiring(Barrier("held")));
        using CancellationTokenSource kill = new();

        var run = Held([], kill.Token);
        await Reached("held");
        await kill.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
        var next = await Build("own.proj", "-p:ScopedCommitLockFile=../lock.json");

        next.Problems.ShouldBe(["warning GCT1003"], "the record of a dead holder is removed and told");
        next.Said("outcome").ShouldBe("committed");
        Lock().State.ShouldBe(LockState.Free);
    }

    [Fact]
    public async Task a_nested_acquisition_ends_in_a_time_out_that_names_this_very_build()
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("inner.proj", "mine.txt");
        WriteProject("outer.proj", "mine.txt", """
            <PropertyGroup><ScopedCommitUpdateTargets>Nest</ScopedCommitUpdateTargets></PropertyGroup>
            <Target Name="Nest">
              <ItemGroup>
                <Inner Include="inner.proj" AdditionalProperties="N=1;ScopedCommitLockTimeoutSeconds=1" />
                <Inner Include="inner.proj" AdditionalProperties="N=2;ScopedCommitLockTimeoutSeconds=1" />
              </ItemGroup>
              <MSBuild Projects="@(Inner)" Targets="ScopedCommit" BuildInParallel="true" />
            </Target>
            """, "outer");

        // Two at once: with two nodes, one of them is not in the holder's process.
        var run = await Build("outer.proj", "-m:2");

        run.Succeeded.ShouldBeTrue(run.Output);
        run.Problems.ShouldBe(["warning GCT1007", "warning GCT1007"], run.Output);
        Subjects().ShouldBe(["outer"], "the outer commit goes on");
    }

    private Task<BuildRun> Held(Dictionary<string, string?> environment, CancellationToken kill, CancellationToken interrupt = default) =>
        Run(environment, kill, interrupt, "msbuild", Repository["own.proj"], "-t:Hold");

    /// <summary>The process that a record names, or null when it has ended.</summary>
    private System.Diagnostics.Process? TryFindNodeIn(string record)
    {
        try
        {
            return System.Diagnostics.Process.GetProcessById(
                int.Parse(Regex.Match(File.ReadAllText(Repository.Outside[record]), @"""pid"": ?(\d+)").Groups[1].Value, CultureInfo.InvariantCulture));
        }
        catch (ArgumentException)
        {
            // No such process.
            return null;
        }
    }
}
