namespace GitCommitTasks.Differential;

/// <summary>Commits a scenario with git and in every way with us, and says what differs.</summary>
internal static class Difference
{
    /// <summary>What each front end makes different from git: lines as <see cref="Deliberately.Lines"/>, and the answer for people.</summary>
    public static IEnumerable<(FrontEnd FrontEnd, IReadOnlyList<string> Lines, Answer Answer)> Of(Scenario scenario, FrontEndPool pool) =>
        Of(scenario, FrontEnd.For(scenario), pool);

    /// <summary>The same for certain front ends.</summary>
    public static IEnumerable<(FrontEnd FrontEnd, IReadOnlyList<string> Lines, Answer Answer)> Of(Scenario scenario, IReadOnlyList<FrontEnd> frontEnds, FrontEndPool pool)
    {
        using World world = new(scenario);
        var gits = world.BuildAndCommitWithGit(frontEnds.Count);
        foreach (var frontEnd in frontEnds)
        {
            Answer? answer = null;
            var ours = world.InNextCopy(frontEnd, gits.Head, environment =>
            {
                answer = frontEnd == FrontEnd.Build
                    ? BuildFront.Commit(world.Place, environment)
                    : pool.Use(p => p.Commit(frontEnd, scenario, world.Place, environment));
                return answer.AsGits;
            });
            yield return (frontEnd, [.. gits.Compare(ours)], answer!);
        }
    }
}
