namespace GitCommitTasks.Differential;

/// <summary>I9 through a real build: that its properties and items reach the task as they are meant. The rest the task shows by itself, much faster.</summary>
/// <param name="pool">Runs the other front ends.</param>
public sealed class BuildFrontSpecs(FrontEndPool pool)
{
    private static readonly Scenario[] All =
    [
        new("files and directories beside what is staged", "w f 1; w g 1; w d/a 1; w d/b 1; base; w f 2; w g 2; git add g; w d/a 2; rm d/b", "f", "d"),
        new("names that mean something to a build, and hooks", "w 'a;b' 1; w 'c d' 1; base; w 'a;b' 2; w 'c d' 2; hook pre-commit; hook commit-msg 'echo more >> \"$1\"'; hook post-commit", "a;b", "c d"),
        new("a commit that a hook refuses", "w f 1; base; w f 2; hook pre-commit 'exit 1'", "f"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void a_build_makes_gits_commit_of(string scenario)
    {
        foreach (var (_, lines, answer) in Difference.Of(BuildFront.WithProject(All.Single(s => s.Name == scenario)), [FrontEnd.Build], pool))
            lines.ShouldBeEmpty(answer.Text);
    }
}
