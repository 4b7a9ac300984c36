namespace GitCommitTasks.Differential;

/// <summary>That the suite compares what it says it compares.</summary>
/// <param name="pool">Runs our front ends.</param>
public sealed class FrontEndSpecs(FrontEndPool pool)
{
    private static readonly Scenario Changed = new("a changed file", "w f 1; base; w f 2", "f");

    [Theory]
    [InlineData(FrontEnd.CommandLine)]
    [InlineData(FrontEnd.Task)]
    public void the_engine_that_is_asked_for_is_used(string frontEnd)
    {
        var traced = Changed with { Environment = new Dictionary<string, string> { ["GIT_TRACE"] = "$WORLD.trace-of-git" } };
        using World world = new(traced);
        var gits = world.BuildAndCommitWithGit(copies: 2);
        File.Delete(world.Current + ".trace-of-git");

        foreach (var engine in (string[])["auto", "git"])
        {
            FrontEnd front = new(frontEnd, engine);
            world.InNextCopy(front, gits.Head, environment => pool.Use(p => p.Commit(front, traced, world.Place, environment)).AsGits).Outcome.ShouldBe("committed");

            File.Exists(world.Current + ".trace-of-git").ShouldBe(engine == "git", "only that engine starts git, which leaves a trace");
        }
    }

    [Fact]
    public void what_is_not_the_same_is_seen()
    {
        var other = Changed with { Build = "w f 1; w g 1; base; w f 2; w g 2; git add g" };
        using World world = new(other);
        var gits = world.BuildAndCommitWithGit(copies: 1);
        FrontEnd front = new(FrontEnd.CommandLine, "auto");

        var ours = world.InNextCopy(front, gits.Head, environment =>
        {
            Shell.Run("cd \"$WORLD/tree\"; chmod +x f; echo 3 > g; git commit -qam other; touch .git/HEAD.lock; echo x > new", environment);
            return "refused";
        });

        Observation.SectionsOf(gits.Compare(ours)).ShouldBe(["outcome", "index", "status", "head", "commit", "tree", "files", "refs", "locks"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("w f 1; base; w f 2", true)]
    [InlineData("w f 1; base; w f 2; w new 1; git add -N new; hook pre-commit 'git add new'", false)]
    public void a_reproduction_script_stands_alone_and_tells_by_its_exit_code_whether_there_is_a_difference(string build, bool isSame)
    {
        using World world = new(Changed);
        var script = ReproductionScript.Of(Changed with { Build = build });
        Dictionary<string, string> environment = new()
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["GIT_SCOPED"] = $"{FrontEndProcess.DotNet} {FrontEndProcess.BuiltBeside("git-scoped.dll")}",
        };

        Shell.Run($"if sh -c {Shell.Quote(script)} > /dev/null; then echo same; else echo $?; fi", environment).Trim().ShouldBe(isSame ? "same" : "1");
    }
}
