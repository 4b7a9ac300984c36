using GitCommitTasks.Ownership;
using GitCommitTasks.Specs.CommandLine;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Files beyond the size up to which changes have owners.</summary>
[Trait("Category", "Slow")]
public sealed class LargeFileSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void a_file_that_is_too_large_to_have_owners_is_committed_whole_by_whoever_commits_it()
    {
        WriteLarge("large.bin");

        repository.Scoped("edit", "begin", "--owner", "a", "large.bin").Codes().ShouldBe(["GCT6011"]);
        File.AppendAllText(repository["large.bin"], "more\n");
        repository.Scoped("edit", "end", "--owner", "a").Codes().ShouldBe(["GCT6011"]);
        Stored().ShouldBeEmpty();
        var committed = repository.Scoped("commit", "--owner", "b", "-m", "x", "large.bin");

        committed.ExitCode.ShouldBe(0, committed.StandardError);
        repository.FilesOf("HEAD").ShouldBe(["A\tlarge.bin"]);
        repository.Status().ShouldBeEmpty();
        Stored().ShouldBeEmpty();
    }

    [Fact]
    public void one_that_another_owner_is_just_editing_is_left_to_him()
    {
        repository.Scoped("edit", "begin", "--owner", "a", "large.bin").ExitCode.ShouldBe(0);
        WriteLarge("large.bin");

        repository.Scoped("commit", "--owner", "b", "-m", "half an edit", "large.bin").ExitCode.ShouldBe(0);
        repository.Git("log", "--format=%s", "-1").Trim().ShouldNotBe("half an edit");

        repository.Scoped("edit", "end", "--owner", "a").ExitCode.ShouldBe(0);
        repository.Scoped("commit", "--owner", "a", "-m", "all of it", "large.bin").ExitCode.ShouldBe(0);
        repository.FilesOf("HEAD").ShouldBe(["A\tlarge.bin"]);
    }

    [Fact]
    public void what_was_known_of_a_file_that_grew_too_large_is_forgotten()
    {
        repository.Write("grows.txt", "one\n");
        repository.Scoped("edit", "begin", "--owner", "a", "grows.txt").Codes().ShouldBeEmpty();
        File.AppendAllText(repository["grows.txt"], "two\n");
        repository.Scoped("edit", "end", "--owner", "a").Codes().ShouldBeEmpty();
        Stored().Length.ShouldBe(1);
        WriteLarge("grows.txt");

        var committed = repository.Scoped("commit", "--owner", "b", "-m", "x", "grows.txt");

        committed.ExitCode.ShouldBe(0, committed.StandardError);
        committed.Codes().ShouldBe(["GCT6011"]);
        repository.Status().ShouldBeEmpty();
        Stored().ShouldBeEmpty();
    }

    [Fact]
    public void run_commits_a_large_file_that_its_command_made()
    {
        var run = repository.Scoped("run", "--owner", "a", "-m", "x", "--scope", "large.bin", "--", "sh", "-c", "head -c 17000000 /dev/zero > large.bin");

        run.ExitCode.ShouldBe(0, run.StandardError);
        run.Codes().Distinct().ShouldBe(["GCT6011"]);
        repository.FilesOf("HEAD").ShouldBe(["A\tlarge.bin"]);
    }

    public void Dispose() => repository.Dispose();

    private void WriteLarge(string path) => File.WriteAllBytes(repository[path], new byte[FileState.LongestOwned + 1]);

    private string[] Stored() => Directory.GetFiles(Path.Combine(repository.GitDirectory, "scoped"), "provenance", SearchOption.AllDirectories);
}
