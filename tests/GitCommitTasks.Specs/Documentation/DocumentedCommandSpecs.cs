using System.Text.RegularExpressions;
using CliWrap.Buffered;
using GitCommitTasks.Specs.MSBuild;

namespace GitCommitTasks.Specs.Documentation;

/// <summary>Every command that the pages say to run works, and shows what the page says one sees.</summary>
[Trait("Category", "Slow")]
public sealed partial class DocumentedCommandSpecs : IDisposable
{
    private static readonly string[] Pages = ["README.md", "docs/commit-safety.md"];

    /// <summary>Blocks that need more than a scratch repository, and who runs them.</summary>
    private static readonly Dictionary<string, string> RunElsewhere = new()
    {
        ["dotnet msbuild build/QuickStart.proj -t:ScopedCommit\n"] = nameof(QuickStartSpecs.it_runs_twice_and_leaves_the_checkout_as_it_was),
        ["dotnet msbuild build/QuickStart.proj -t:ScopedCommit -p:ScopedCommitLockEnabled=false\n"] = nameof(QuickStartSpecs.without_the_lock_the_first_commit_takes_everybodys_lines),
        ["dotnet test\n"] = "this is it",
        ["dotnet msbuild -t:ScopedCommit\n"] = nameof(ReadmeSampleSpecs.the_sample_project_commits_its_two_files),
        ["dotnet tool install --global GitCommitTasks.Tool\n"] = nameof(CommandLine.PackageSpecs.the_packed_tool_installs_offline_and_commits_through_git),
    };

    /// <summary>Files of tasks that blocks commit without writing them first.</summary>
    private static readonly string[] Given = ["specs/TODO.md", "specs/state.json", "specs/reports/307.md"];

    private readonly TemporaryRepository repository = new();

    public static TheoryData<CodeBlock> Blocks => [.. Pages.SelectMany(p => CodeBlock.In(p, "sh")).Where(b => !RunElsewhere.ContainsKey(b.Text))];

    [Theory]
    [MemberData(nameof(Blocks), DisableDiscoveryEnumeration = true)]
    public async Task a_block_runs_to_its_end_and_shows_what_the_page_says(CodeBlock block)
    {
        foreach (var file in Given.Where(block.Text.Contains))
            repository.Write(file, "done\n");

        var result = await repository.Command("sh", "-c", "set -e\nexec 2>&1\n" + block.Text)
            .WithEnvironmentVariables(e => e.Set("PATH", $"{repository.ScriptFolder()}{Path.PathSeparator}{repository.Environment["PATH"]}"))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        result.ExitCode.ShouldBe(0, $"{block}\n{result.StandardOutput}");
        Told(result.StandardOutput).ShouldBe(Told(block.Promise), ignoreOrder: true, customMessage: $"{block}\n{result.StandardOutput}");
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public void what_is_run_elsewhere_stands_on_a_page() =>
        RunElsewhere.Keys.ShouldBeSubsetOf(Pages.SelectMany(p => CodeBlock.In(p, "sh")).Select(b => b.Text));

    [Fact]
    public void every_drill_says_what_one_sees()
    {
        var drills = CodeBlock.In("docs/commit-safety.md", "sh").Where(b => b.Text.Contains("drill", StringComparison.Ordinal)).ToList();

        drills.Count.ShouldBeGreaterThan(5);
        drills.ShouldAllBe(b => b.Promise != "");
    }

    public void Dispose() => repository.Dispose();

    /// <summary>The codes and exit codes in a text, each once.</summary>
    private static string[] Told(string text) => [.. Code().Matches(text).Select(m => m.Value).Distinct()];

    [GeneratedRegex(@"GCT\d{4}|exit code \d+")]
    private static partial Regex Code();
}
