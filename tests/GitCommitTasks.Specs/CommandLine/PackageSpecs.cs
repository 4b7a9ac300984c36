using CliWrap.Buffered;

namespace GitCommitTasks.Specs.CommandLine;

[Trait("Category", "Slow")]
public sealed class PackageSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public async Task the_packed_tool_installs_offline_and_commits_through_git()
    {
        var (packages, tools) = (repository.Outside["packages"], repository.Outside["tools"]);
        await DotNet("pack", SourceTree.Path("src/GitCommitTasks.Tool"), "--no-build", "--configuration", Configuration, "--output", packages);
        File.WriteAllText(
            repository.Outside["nuget.config"],
            $"""<configuration><packageSources><clear /><add key="local" value="{packages}" /></packageSources></configuration>""");
        await DotNet("tool", "install", "GitCommitTasks.Tool", "--tool-path", tools, "--configfile", repository.Outside["nuget.config"], "--version", "*-*");
        repository.Write("a.txt", "a\n");

        var result = await repository.Command("git", "scoped", "commit", "-m", "packed", "a.txt")
            .WithEnvironmentVariables(e => e.Set("PATH", $"{tools}{Path.PathSeparator}{repository.Environment["PATH"]}"))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        (result.ExitCode, result.StandardError).ShouldBe((0, ""));
        repository.FilesOf("HEAD").ShouldBe(["A\ta.txt"]);
    }

    public void Dispose() => repository.Dispose();

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private async Task DotNet(params string[] arguments)
    {
        var result = await repository.Command("dotnet", arguments).WithWorkingDirectory(repository.Outside.Path)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        result.ExitCode.ShouldBe(0, result.StandardOutput + result.StandardError);
    }
}
