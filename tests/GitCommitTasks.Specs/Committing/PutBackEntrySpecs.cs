namespace GitCommitTasks.Specs.Committing;

/// <summary>I5 where plain git puts an old index entry back: <c>git commit --only</c> reads the index before it locks it.</summary>
public sealed class PutBackEntrySpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public PutBackEntrySpecs() => repository.GitCommit(("f", "1\n"), ("gone", "1\n"), ("g", "1\n"), ("theirs", "1\n"));

    [Fact]
    public void the_next_operation_heals_what_a_racing_commit_put_back()
    {
        PutBack();
        repository.Git("diff", "--cached", "--no-renames", "--name-status").ShouldBe("M\tf\nA\tgone\nD\tnew\n", "the trap is there: the next plain commit would revert");
        repository.Write("g", "2\n");

        var next = repository.Commit("g");

        next.Codes().ShouldBe(["GCT5006", "GCT5006", "GCT5006"]);
        ShouldBeHealed();
        repository.FilesOf("HEAD").ShouldBe(["M\tg"], "healing is no part of the commit");
    }

    [Fact]
    public void repair_heals_it_as_well()
    {
        PutBack();

        Repair().Select(a => $"{a.Kind} {a.Path}").ShouldBe(["index-healed f", "index-healed gone", "index-healed new"], ignoreOrder: true);

        ShouldBeHealed();
        Repair().ShouldBeEmpty("once is enough");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void several_of_our_commits_that_fell_into_one_race_are_healed(bool byRepair)
    {
        var index = File.ReadAllBytes(Index);
        foreach (var (path, content) in (ReadOnlySpan<(string, string)>)[("f", "2\n"), ("g", "2\n"), ("f", "3\n")])
        {
            repository.Write(path, content);
            repository.Commit(path);
        }

        ForeignCommit();
        File.WriteAllBytes(Index, index);

        if (byRepair)
        {
            Repair();
        }
        else
        {
            repository.Write("theirs", "2\n");
            repository.Commit("theirs").Codes().ShouldBe(["GCT5006", "GCT5006"]);
        }

        repository.Git("status", "--porcelain").ShouldBeEmpty("the race can span more than one of our commits");
    }

    [Fact]
    public void old_content_that_was_staged_on_purpose_is_left()
    {
        repository.Write("f", "2\n");
        repository.Commit("f");
        ForeignCommit();
        repository.Shell("echo 1 > f; git add f theirs");
        repository.Write("g", "2\n");

        repository.Commit("g").Codes().ShouldBeEmpty("the file on disk holds the old content too: somebody reverts it");
        Repair().ShouldBeEmpty();

        repository.Git("status", "--porcelain").ShouldContain("M  f\n");
    }

    [Fact]
    public void without_a_foreign_commit_behind_ours_old_content_was_staged_on_purpose()
    {
        repository.Write("f", "2\n");
        repository.Commit("f");
        repository.Git("update-index", "--cacheinfo", $"100644,{repository.Git("rev-parse", "HEAD~:f").Trim()},f");
        repository.Write("g", "2\n");

        repository.Commit("g").Codes().ShouldBeEmpty();

        repository.Git("status", "--porcelain").ShouldBe("MM f\n");
    }

    [Fact]
    public void a_real_git_commit_only_beside_ours_is_told_from_ours()
    {
        repository.Write("f", "2\n");
        repository.Commit("f");
        repository.Write("theirs", "2\n");
        repository.Git("commit", "-q", "--only", "-m", "plain", "theirs");
        repository.Write("g", "2\n");

        repository.Commit("g").Codes().ShouldBeEmpty("nothing was put back");
        repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();

    private string Index => Path.Combine(repository.GitDirectory, "index");

    /// <summary>What the race leaves, made by hand: the index of before our commit, and a foreign commit right behind it.</summary>
    private void PutBack()
    {
        var index = File.ReadAllBytes(Index);
        repository.Shell("echo 2 > f; rm gone; echo 1 > new");
        repository.Commit("f", "gone", "new").Codes().ShouldBeEmpty();
        ForeignCommit();
        File.WriteAllBytes(Index, index);
    }

    private void ForeignCommit() => repository.Git("update-ref", "HEAD", repository.Git("commit-tree", "-p", "HEAD", "-m", "foreign", "HEAD^{tree}").Trim());

    private void ShouldBeHealed()
    {
        repository.Git("status", "--porcelain").ShouldBeEmpty("disk, index and HEAD are one");
        repository.Git("diff", "--cached", "--name-status", "HEAD").ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
        repository.Leftovers().ShouldBeEmpty();
    }

    private IReadOnlyList<RepairAction> Repair()
    {
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, TimeProvider.System, new());
        return new Recovery(workspace!).Repair(TestContext.Current.CancellationToken);
    }
}
