using GitCommitTasks.Refs;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Refs are read while others write them.</summary>
public sealed class RefReadingSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    /// <summary>As in the first moments after <c>git gc</c>: the branch is packed, and the next commit makes a file for it.</summary>
    [Fact]
    public async Task a_branch_whose_file_appears_and_vanishes_while_it_is_read_is_always_found()
    {
        repository.Git("pack-refs", "--all");
        var (head, branch) = (repository.Head, Path.Combine(repository.GitDirectory, "refs", "heads", "main"));
        var refs = new RefStore(repository.GitDirectory, repository.GitDirectory);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var writer = Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    File.WriteAllText(branch + ".new", head + "\n");
                    File.Move(branch + ".new", branch, overwrite: true);
                    File.Delete(branch);
                }
            },
            CancellationToken.None);

        try
        {
            for (var i = 0; i < 20_000; i++)
                (refs.ReadHead().Commit?.Hex).ShouldBe(head);
        }
        finally
        {
            await done.CancelAsync();
            await writer;
        }
    }

    public void Dispose() => repository.Dispose();
}
