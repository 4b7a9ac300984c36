using System.Text;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.MSBuild;

/// <summary>Builds that a program runs in its own process, with the MSBuild that Microsoft.Build.Locator finds, as an IDE or a build server does.</summary>
/// <remarks>The program is another process all the same: the Locator must resolve MSBuild before any of its types is loaded, and the specs load some.</remarks>
public sealed class InProcessBuildSpecs : BuildSpecs
{
    private const int Count = 20;

    [Theory]
    [InlineData("THREADS")]
    [InlineData("PROCESSES")]
    public async Task each_of_twenty_projects_commits_its_own_scope(string nodes)
    {
        foreach (var number in Enumerable.Range(1, Count))
        {
            Repository.Write($"p{number}/own.txt", "own\n");
            WriteProject($"p{number}/p{number}.proj", "own.txt", message: $"p{number}");
        }

        var run = await InProcess("4", nodes, [.. Enumerable.Range(1, Count).Select(n => Repository[$"p{n}/p{n}.proj"])]);

        run.Problems.ShouldBeEmpty(run.Output);
        Results(run).ShouldBe(Enumerable.Repeat("result Success committed", Count), run.Output);
        ShouldBeOneLinearCommitEach(Count);
        Lock().State.ShouldBe(LockState.Free);
    }

    [Theory]
    [InlineData("THREADS")]
    [InlineData("PROCESSES")]
    public async Task a_project_that_fails_between_acquisition_and_commit_leaves_the_lock_free_for_the_next_build_of_the_process(string nodes)
    {
        Repository.Write("mine.txt", "mine\n");
        WriteProject("next.proj", "mine.txt", "<PropertyGroup><ScopedCommitLockTimeoutSeconds>0</ScopedCommitLockTimeoutSeconds></PropertyGroup>", "next");
        // Its own target, without the OnError of ours: nothing releases the lock but the end of the build.
        Repository.Write("broken.proj", $"""
            <Project>
              <Import Project="{Targets}" />
              <Target Name="ScopedCommit">
                <AcquireCommitLock Project="$(MSBuildProjectFullPath)">
                  <Output TaskParameter="LockHandle" PropertyName="Handle" />
                </AcquireCommitLock>
                <Error Condition="'$(Handle)' != ''" Code="MY1" Text="broken with the lock in its hand" />
              </Target>
            </Project>
            """);

        var run = await InProcess("1", nodes, Repository["broken.proj"], "--then", Repository["next.proj"]);

        run.Problems.ShouldBe(["error MY1"], run.Output);
        Results(run).ShouldBe(["result Failure ", "result Success committed"], run.Output);
        Subjects().ShouldBe(["next"]);
        Lock().State.ShouldBe(LockState.Free);
    }

    private async Task<BuildRun> InProcess(string count, string nodes, params string[] projects)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = SourceTree.Path($"tests/GitCommitTasks.InProcessBuild/bin/{configuration}/net10.0/GitCommitTasks.InProcessBuild.dll");
        StringBuilder output = new();
        var result = await Program(output, [program, count, nodes, .. projects]).ExecuteAsync(TestContext.Current.CancellationToken);
        return new BuildRun(result.ExitCode, output.ToString());
    }

    private static string[] Results(BuildRun run) => [.. run.Output.Split('\n').Where(l => l.StartsWith("result ", StringComparison.Ordinal))];
}
