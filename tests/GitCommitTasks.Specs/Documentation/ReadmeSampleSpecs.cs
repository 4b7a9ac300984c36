using GitCommitTasks.Specs.MSBuild;

namespace GitCommitTasks.Specs.Documentation;

/// <summary>The README's sample project is one that works.</summary>
public sealed class ReadmeSampleSpecs : BuildSpecs
{
    [Fact]
    public async Task the_sample_project_commits_its_two_files()
    {
        var sample = CodeBlock.In("README.md", "xml").ShouldHaveSingleItem().Text;
        sample.ShouldContain("path/to/GitCommitTasks.targets");
        Repository.Write("sample.csproj", sample.Replace("path/to/GitCommitTasks.targets", Targets, StringComparison.Ordinal));
        Repository.Write("staged.txt", "somebody else's\n");
        Repository.Git("add", "staged.txt");

        // As the README says it, without a project's name.
        var run = await Run("msbuild", "-t:ScopedCommit");

        run.Succeeded.ShouldBeTrue(run.Output);
        run.Problems.ShouldBeEmpty(run.Output);
        Subjects().ShouldBe(["task 307: regenerate the client"]);
        Repository.FilesOf("HEAD").ShouldBe(["A\tCHANGES.md", "A\tGenerated/Client.cs"]);
        Repository.Git("show", "HEAD:Generated/Client.cs", "HEAD:CHANGES.md").ShouldBe("// generated\n- regenerated the client\n");

        var again = await Run("msbuild", "-t:ScopedCommit");

        again.Problems.ShouldBeEmpty(again.Output);
        Repository.FilesOf("HEAD").ShouldBe(["M\tCHANGES.md"], "the other file is as it was");
    }
}
