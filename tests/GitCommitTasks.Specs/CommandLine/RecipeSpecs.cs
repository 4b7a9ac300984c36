using CliWrap.Buffered;
using GitCommitTasks.Specs.Documentation;

namespace GitCommitTasks.Specs.CommandLine;

/// <summary>The recipes of <c>docs/agents.md</c> do what they say: each block of shell commands is run in a repository of its own.</summary>
[Trait("Category", "Slow")]
public sealed class RecipeSpecs : IDisposable
{
    private static readonly string[] Blocks = [.. CodeBlock.In("docs/agents.md", "sh").Select(b => b.Text)];

    private readonly TemporaryRepository repository = new();

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Blocks.Length)];

    [Fact]
    public void there_are_recipes() => Blocks.Length.ShouldBe(7);

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task a_recipe_does_what_it_says(int number)
    {
        var result = await repository.Command("sh", "-ec", Blocks[number])
            .WithEnvironmentVariables(e => e
                .Set("PATH", $"{repository.ScriptFolder()}:{repository.Environment["PATH"]}")
                .Set("GitCommitTasksTargets", SourceTree.Path("GitCommitTasks.targets")))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        (result.ExitCode, result.StandardError).ShouldBe((0, ""), Blocks[number] + result.StandardOutput);
    }

    public void Dispose() => repository.Dispose();
}
