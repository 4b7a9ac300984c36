namespace GitCommitTasks.Specs.Committing;

public sealed class ScopedCommitSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public void a_named_file_is_committed_and_nothing_else()
    {
        repository.Write("mine.txt", "mine\n");
        repository.Write("staged.txt", "staged by somebody else\n");
        repository.Git("add", "staged.txt");
        repository.Write("README.md", "dirty\n");
        var parent = repository.Head;

        var result = repository.Commit("mine.txt");

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        result.Commit.ShouldBe(repository.Head);
        result.Parent.ShouldBe(parent);
        result.Branch.ShouldBe("refs/heads/main");
        result.Names().ShouldBe(["Added:mine.txt"]);
        repository.FilesOf("HEAD").ShouldBe(["A\tmine.txt"]);
        result.Codes().ShouldBeEmpty();
        repository.Status().ShouldBe(
            [repository.Status().First(l => l.Contains("README.md")), repository.Status().First(l => l.Contains("staged.txt"))],
            "what others staged and edited is as it was, and the committed file is clean");
        repository.Git("status", "--porcelain").Split('\n').ShouldBe([" M README.md", "A  staged.txt", ""]);
        repository.Fsck().ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();
}
