using System.Text.RegularExpressions;
using GitCommitTasks.Specs;

namespace GitCommitTasks.Differential;

/// <summary>What differs from git on purpose is told to users, and each such row is pinned by a scenario.</summary>
public sealed partial class DocumentedDifferenceSpecs
{
    [Fact]
    public void every_documented_difference_has_a_scenario_and_every_other_scenario_has_none() =>
        DifferentialSpecs.Everywhere.Select(s => s.Differs?.Reason).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(DocumentedReasons().Order(StringComparer.Ordinal), "docs/same-as-git.md says so, and a scenario pins it");

    [Fact]
    public void a_scenario_is_known_by_its_name() =>
        DifferentialSpecs.Everywhere.GroupBy(s => s.Name).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    private static IEnumerable<string> DocumentedReasons()
    {
        var rows = File.ReadLines(SourceTree.Path("docs/same-as-git.md"))
            .SkipWhile(l => !l.StartsWith("## Where we differ on purpose", StringComparison.Ordinal))
            .Select(l => Row().Match(l)).Where(m => m.Success).Select(m => m.Groups["first"].Value).ToList();
        rows.Count.ShouldBeGreaterThan(2, "the table was found");
        return rows.Skip(2);
    }

    [GeneratedRegex(@"^\|\s*(?<first>[^|]*?)\s*\|")]
    private static partial Regex Row();
}
