using CsCheck;

namespace GitCommitTasks.Differential;

/// <summary>I9 for states that nobody has thought of. <c>GCT_STRESS=full</c> tries 1,000; a few are tried always.</summary>
/// <param name="pool">Runs our front ends.</param>
public sealed class RandomDifferentialSpecs(FrontEndPool pool)
{
    [Fact]
    public void of_any_state_we_make_the_commit_that_git_makes() => RandomState.Any.Sample(ShouldBeAsGit, iter: RunSize.IsFull ? 1000 : 25, print: s => ReproductionScript.Of(s.ToScenario()));

    private void ShouldBeAsGit(RandomState state)
    {
        var scenario = state.ToScenario();
        foreach (var (frontEnd, lines, answer) in Difference.Of(scenario, pool))
            lines.ShouldBeEmpty($"{frontEnd}, which said:\n{answer.Text}");
    }
}
