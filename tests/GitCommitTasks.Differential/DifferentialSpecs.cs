using System.Reflection;

namespace GitCommitTasks.Differential;

/// <summary>I9: of every state, git and we make the same commit and leave the same behind; git is the oracle.</summary>
/// <param name="pool">Runs our front ends.</param>
/// <param name="scenarios">Those of one subject. A class each, because classes run at the same time.</param>
public abstract class DifferentialSpecs(FrontEndPool pool, IReadOnlyList<Scenario> scenarios)
{
    /// <summary>Every scenario there is. By convention each class keeps its own in the field <c>All</c>.</summary>
    internal static IReadOnlyList<Scenario> Everywhere { get; } = [.. typeof(DifferentialSpecs).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(DifferentialSpecs)))
        .SelectMany(t => (Scenario[])t.GetField("All", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!)];

    /// <summary>Runs one scenario and fails with all that differs and is not meant.</summary>
    protected void ShouldBeAsGit(string name)
    {
        var scenario = scenarios.Single(s => s.Name == name);
        foreach (var (frontEnd, lines, answer) in Difference.Of(scenario, pool))
        {
            var context = $"{frontEnd}, which said:\n{answer.Text}\nTo see it:\n{ReproductionScript.Of(scenario)}";
            if (scenario.Differs is { } meant)
                Observation.Essence(lines).ShouldBe(meant.Lines, ignoreOrder: true, context);
            else
                lines.ShouldBeEmpty(context);
            if (scenario.Differs is null)
                answer.AsGits.ShouldBe(scenario.Refusal is not null ? "refused" : scenario.IsNothing ? "nothing-to-commit" : "committed", "the scenario is about that");
            if (scenario.Refusal is { } code)
                answer.Codes.ShouldContain(code, $"{frontEnd} says why it refuses");
        }
    }
}
