using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace GitCommitTasks.Specs.MSBuild;

/// <summary>The package behaves as the source tree does.</summary>
public sealed class PackageSpecs : BuildSpecs
{
    [Fact]
    public async Task a_fresh_project_that_references_the_package_commits()
    {
        var package = await Pack();
        ShouldBeSelfContained(package);

        var tasks = await CommitWith(package);

        tasks.ShouldEndWith("tasks/net10.0/GitCommitTasks.dll");
        var packaged = Repository.Git("show", "--format=%T %P %an %ae %s", "--raw", "HEAD");
        Repository.Git("reset", "--quiet", "HEAD~1");
        Repository.Scoped("commit", "-m", "packaged", "mine.txt").ExitCode.ShouldBe(0);
        Repository.Git("show", "--format=%T %P %an %ae %s", "--raw", "HEAD").ShouldBe(packaged, "the command line commits the same");
    }

    [Fact]
    public async Task a_package_that_was_compiled_ahead_for_this_platform_commits_with_what_was_compiled()
    {
        var package = await Pack($"-p:CompileAheadFor={RuntimeInformation.RuntimeIdentifier}");

        var tasks = await CommitWith(package);

        tasks.ShouldEndWith($"tasks/net10.0/{RuntimeInformation.RuntimeIdentifier}/GitCommitTasks.dll");
        foreach (var assembly in (string[])["GitCommitTasks.dll", "GitCommitTasks.Core.dll", "DiffPlex.dll"])
            IsCompiled(Path.Combine(Path.GetDirectoryName(tasks)!, assembly)).ShouldBeTrue(assembly);
        IsCompiled(Path.Combine(Path.GetDirectoryName(tasks)!, "..", "GitCommitTasks.dll")).ShouldBeFalse("for all other platforms");
    }

    /// <summary>What the specs were built with is packed as it is.</summary>
    private async Task<string> Pack(params string[] options)
    {
        var feed = Repository.Outside["feed"];
        var pack = await Run(["pack", SourceTree.Path("src/GitCommitTasks"), "--no-build", "-c", Configuration, "-o", feed, .. options]);
        pack.Problems.ShouldBeEmpty(pack.Output);
        return Directory.GetFiles(feed, "*.nupkg").ShouldHaveSingleItem();
    }

    /// <summary>Builds a project that has no other package, and returns the path of the assembly its tasks came from, with slashes.</summary>
    private async Task<string> CommitWith(string package)
    {
        Repository.Write(".gitignore", "obj/\nbin/\n");
        Repository.Write("mine.txt", "mine\n");
        Repository.Write("nuget.config", $"""<configuration><packageSources><clear /><add key="local" value="{Path.GetDirectoryName(package)}" /></packageSources></configuration>""");
        Repository.Write("own.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RestorePackagesPath>{Repository.Outside["packages"]}</RestorePackagesPath>
                <ScopedCommitMessage>packaged</ScopedCommitMessage>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="GitCommitTasks" Version="{Path.GetFileNameWithoutExtension(package)["GitCommitTasks.".Length..]}" />
                <ScopedCommitFile Include="mine.txt" />
              </ItemGroup>
              <Target Name="Show" AfterTargets="Build" DependsOnTargets="ScopedCommit">
                <Message Importance="high" Text="outcome=$(ScopedCommitOutcome)" />
                <Message Importance="high" Text="tasks=$(_ScopedCommitAssembly)" />
              </Target>
            </Project>
            """);
        var run = await Run("build", Repository["own.csproj"]);

        run.Problems.ShouldBeEmpty(run.Output);
        run.Said("outcome").ShouldBe("committed");
        run.Said("tasks").ShouldStartWith(Repository.Outside["packages"]);
        Repository.FilesOf("HEAD").ShouldBe(["A\tmine.txt"]);
        Directory.GetFiles(Repository["bin"], "GitCommitTasks*", SearchOption.AllDirectories).ShouldBeEmpty("a development dependency leaves nothing in the output");
        return run.Said("tasks").Replace('\\', '/');
    }

    /// <summary>Whether the assembly holds native code beside the portable one (the directory entry of ReadyToRun).</summary>
    private static bool IsCompiled(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        return file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    private static void ShouldBeSelfContained(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        string[] files = [.. archive.Entries.Select(e => e.FullName)];
        foreach (var file in (string[])["GitCommitTasks.targets", "build/GitCommitTasks.targets", "buildMultiTargeting/GitCommitTasks.targets",
            "tasks/net10.0/GitCommitTasks.dll", "tasks/net10.0/GitCommitTasks.Core.dll", "tasks/net10.0/GitCommitTasks.deps.json"])
            files.ShouldContain(file);
        files.Count(f => f.StartsWith("tasks/net10.0/runtimes/linux-x64/native/libgit2-", StringComparison.Ordinal)).ShouldBe(1);
        files.ShouldNotContain(f => f.Contains("Microsoft.Build", StringComparison.Ordinal), "MSBuild brings its own");
        using StreamReader specification = new(archive.GetEntry("GitCommitTasks.nuspec")!.Open());
        var text = specification.ReadToEnd();
        text.ShouldContain("<developmentDependency>true</developmentDependency>");
        text.ShouldNotContain("<dependency ", customMessage: "no dependency leaks");
    }
}
