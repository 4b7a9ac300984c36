namespace GitCommitTasks.Specs.MSBuild;

/// <summary>Many projects of one build, and many builds at once: each commits its own scope.</summary>
public sealed class ManyProjectsSpecs : BuildSpecs
{
    private const int Count = 20;

    [Theory]
    [InlineData("-m:4")]
    [InlineData("-mt", "-m:4")]
    [InlineData("-graph", "-m:4")]
    [InlineData("-tl:on", "-m:4")]
    public async Task each_project_of_a_parallel_build_commits_its_own_scope(params string[] arguments)
    {
        Repository.Write("Directory.Build.targets", $"""
            <Project>
              <PropertyGroup><ScopedCommitMessage>$(MSBuildProjectName)</ScopedCommitMessage></PropertyGroup>
              <ItemGroup><ScopedCommitFile Include="own.txt" /></ItemGroup>
              <Import Project="{Targets}" />
              <Target Name="CommitAfterBuild" AfterTargets="Build" DependsOnTargets="ScopedCommit" />
            </Project>
            """);
        foreach (var number in Enumerable.Range(1, Count))
            WriteSdkProject(number);
        WriteSolution();

        var run = await Run(["build", Repository["all.sln"], "--no-restore", "-p:ScopedCommitLockTimeoutSeconds=20", .. arguments]);

        run.Succeeded.ShouldBeTrue(run.Output);
        run.Problems.ShouldBeEmpty(run.Output);
        ShouldBeOneLinearCommitEach(Count);
    }

    [Fact]
    public async Task each_of_eight_builds_at_once_commits_its_own_scope()
    {
        foreach (var number in Enumerable.Range(1, 8))
        {
            Repository.Write($"p{number}/own.txt", "own\n");
            WriteProject($"p{number}/p{number}.proj", "own.txt", message: $"p{number}");
        }

        var runs = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Build($"p{n}/p{n}.proj")));

        foreach (var run in runs)
            run.Problems.ShouldBeEmpty(run.Output);
        ShouldBeOneLinearCommitEach(8);
    }

    [Fact]
    public async Task builds_that_share_their_nodes_commit_each_time()
    {
        var nodes = NodesThatStay();
        foreach (var number in Enumerable.Range(1, 4))
            WriteProject($"p{number}/p{number}.proj", "own.txt", message: $"p{number}");
        Repository.Write("all.proj", """<Project><Target Name="All"><MSBuild Projects="p1/p1.proj;p2/p2.proj;p3/p3.proj;p4/p4.proj" Targets="ScopedCommit" BuildInParallel="true" /></Target></Project>""");

        foreach (var content in (string[])["first", "second", "third"])
        {
            foreach (var number in Enumerable.Range(1, 4))
                Repository.Write($"p{number}/own.txt", content);
            var run = await Run(nodes, TestContext.Current.CancellationToken, default, "msbuild", Repository["all.proj"], "-m:4");

            run.Problems.ShouldBeEmpty(run.Output);
            Subjects()[^4..].Order(StringComparer.Ordinal).ShouldBe(["p1", "p2", "p3", "p4"]);
        }

        Subjects().Length.ShouldBe(12);
        Repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_multi_targeted_project_commits_once()
    {
        Repository.Write("own.txt", "own\n");
        Repository.Write("inner.targets", """<Project><Target Name="Build"><Message Importance="high" Text="inner=$(TargetFramework)" /></Target></Project>""");
        Repository.Write("multi.csproj", $"""
            <Project>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFrameworks>net10.0;net9.0</TargetFrameworks>
                <ScopedCommitMessage>multi</ScopedCommitMessage>
              </PropertyGroup>
              <ItemGroup><ScopedCommitFile Include="own.txt" /></ItemGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
              <Import Project="{Targets}" />
              <Import Project="inner.targets" Condition="'$(TargetFramework)' != ''" />
              <Target Name="CommitAfterBuild" AfterTargets="Build" DependsOnTargets="ScopedCommit">
                <Message Importance="high" Text="hook=$(TargetFramework):$(ScopedCommitOutcome)" />
              </Target>
            </Project>
            """);

        var run = await Run("build", Repository["multi.csproj"], "--no-restore", "-v:n");

        run.Problems.ShouldBeEmpty(run.Output);
        foreach (var said in (string[])["inner=net10.0", "inner=net9.0", "hook=net10.0:", "hook=net9.0:", "hook=:committed"])
            run.Output.Split('\n').Select(l => l.Trim()).Count(l => l == said).ShouldBe(1, said + run.Output);
        Subjects().ShouldBe(["multi"]);
    }

    private void WriteSdkProject(int number)
    {
        Repository.Write($"p{number}/own.txt", "own\n");
        // Nothing to compile: the specs are about what comes behind.
        Repository.Write($"p{number}/p{number}.csproj", """
            <Project>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
              <Target Name="Build" />
            </Project>
            """);
    }

    private void WriteSolution()
    {
        var ids = Enumerable.Range(1, Count).ToDictionary(n => n, _ => Guid.NewGuid().ToString("B").ToUpperInvariant());
        var projects = ids.Select(p => $"""
            Project("{"{"}9A19103F-16F7-4668-BE54-9A1E7A4F7556{"}"}") = "p{p.Key}", "p{p.Key}/p{p.Key}.csproj", "{p.Value}"
            EndProject
            """);
        var configurations = ids.Values.Select(id => $"{id}.Debug|Any CPU.ActiveCfg = Debug|Any CPU\n{id}.Debug|Any CPU.Build.0 = Debug|Any CPU");
        Repository.Write("all.sln", $"""

            Microsoft Visual Studio Solution File, Format Version 12.00
            {string.Join('\n', projects)}
            Global
            GlobalSection(SolutionConfigurationPlatforms) = preSolution
            Debug|Any CPU = Debug|Any CPU
            EndGlobalSection
            GlobalSection(ProjectConfigurationPlatforms) = postSolution
            {string.Join('\n', configurations)}
            EndGlobalSection
            EndGlobal
            """);
    }
}
