namespace GitCommitTasks.Specs.Committing;

/// <summary>New files that lie outside of a sparse checkout: git adds none of them.</summary>
public sealed class SparseCheckoutSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public SparseCheckoutSpecs()
    {
        repository.GitCommit(("in/f", "1\n"), ("out/f", "1\n"));
        repository.Git("sparse-checkout", "set", "--cone", "in");
    }

    [Theory]
    [InlineData("out/new")]
    [InlineData("other/new")]
    [InlineData("out/it's\nnew")]
    public void one_that_is_named_is_refused(string path)
    {
        repository.Write(path, "1\n");
        repository.Write("in/f", "2\n");

        repository.Commit("in/f", path).Codes().ShouldBe(["GCT2024"]);

        repository.FilesOf("HEAD").ShouldBe(["A\tin/f", "A\tout/f"], "nothing was committed");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void one_in_a_directory_that_is_named_is_kept_out_and_said_so()
    {
        repository.Write("out/new", "1\n");
        repository.Write("in/new", "1\n");

        repository.Commit(".").Codes().ShouldBe(["GCT2025"]);

        repository.FilesOf("HEAD").ShouldBe(["A\tin/new"]);
        repository.Status().ShouldBe(["? out/new"]);
    }

    public void Dispose() => repository.Dispose();
}
