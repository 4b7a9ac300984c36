using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Another owner puts back what this one had taken away, or changes back what it had changed: nothing is left to commit, and it is told.</summary>
public sealed class UndoneChangeSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public UndoneChangeSpecs() => repository.GitCommit((SharedFileEdits.Shared, "one\ntwo\nthree\n"));

    [Fact]
    public void whose_deletion_another_one_undid_is_told_once()
    {
        repository.Edit("306", _ => "one\nthree\n");
        repository.Edit("307", _ => "one\ntwo\nthree\n");

        Told(repository.CommitAs("306")).ShouldBe(("307", "2", "line"));
        repository.CommitAs("306").Isolation.Entangled.ShouldBeEmpty("it is said once");
        repository.CommitAs("307").Isolation.Entangled.ShouldBeEmpty("the other has lost nothing");
    }

    [Fact]
    public void whoever_undoes_his_own_deletion_is_told_nothing()
    {
        repository.Edit("306", _ => "one\nthree\n");
        repository.Edit("306", _ => "one\ntwo\nthree\n");

        repository.CommitAs("306").Isolation.Entangled.ShouldBeEmpty();
    }

    [Fact]
    public void whose_mode_another_one_changed_back_is_told()
    {
        repository.InWindow("306", () => SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        repository.InWindow("307", () => SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        Told(repository.CommitAs("306")).ShouldBe(("307", "", "file"));
    }

    public void Dispose() => repository.Dispose();

    private void SetMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(repository[SharedFileEdits.Shared], mode);
    }

    private static (string? Owner, string Lines, string Unit) Told(CommitResult result)
    {
        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        result.Codes().ShouldBe(["GCT6008"]);
        var loss = result.Isolation.Entangled.ShouldHaveSingleItem();
        loss.IsLoss.ShouldBeTrue();
        return (loss.Owner, string.Join(' ', loss.Lines), loss.Unit);
    }
}
