using CliWrap;
using CliWrap.Buffered;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Both engines pass one and the same suite. A slice of it is shown in every run; docs/design.md has the command for all of it.</summary>
/// <remarks>Which engine a repository uses is said in the environment of a whole run (<see cref="TemporaryRepository"/>), so the slice is a run of its own.</remarks>
[Trait("Category", "Slow")]
public sealed class BothEnginesSpecs
{
    /// <summary>Each engine is in every step of these: state that others left, linked worktrees and the like, lines that have owners.</summary>
    private static readonly Type[] Slice = [typeof(OthersStateSpecs), typeof(PlacesSpecs), typeof(PutBackEntrySpecs), typeof(Ownership.OwnershipSpecs)];

    [Fact]
    public async Task what_holds_in_process_holds_when_git_does_every_step()
    {
        var assembly = typeof(BothEnginesSpecs).Assembly.Location;
        var run = await Cli.Wrap(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
            .WithArguments([assembly, "-noColor", .. Slice.SelectMany(c => (string[])["-class", c.FullName!])])
            .WithEnvironmentVariables(e => e.Set("GCT_ENGINE", "git"))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        run.ExitCode.ShouldBe(0, run.StandardOutput + run.StandardError);
        var total = int.Parse(run.StandardOutput.Split("Total: ")[^1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
        total.ShouldBeGreaterThanOrEqualTo(Slice.Length * 3, "the classes were found");
    }
}
