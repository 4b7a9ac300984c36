namespace GitCommitTasks.Specs.Committing;

/// <summary>Git LFS for real: the pointer is committed, the content goes to its store, the working file stays.</summary>
[Trait("Category", "Slow")]
public sealed class LfsSpecs
{
    [Fact]
    public void a_file_tracked_by_Git_LFS_is_committed_as_its_pointer()
    {
        RequiredTool.Need("git-lfs", "git-lfs");
        using var twins = new Twins().Both(r => r.Shell("git lfs install --local --skip-repo; git lfs track '*.bin'; git add .gitattributes; git commit -qm track; head -c 100000 /dev/zero > a.bin; mkdir d; echo small > d/b.bin; echo text > c"));
        var disk = File.ReadAllBytes(twins.Ours["a.bin"]);

        twins.Commit(".").Codes().ShouldBeEmpty();

        twins.ShouldAgree();
        twins.Ours.Git("show", "HEAD:a.bin").ShouldStartWith("version https://git-lfs.github.com/spec/v1\noid sha256:");
        twins.Ours.Git("show", "HEAD:a.bin").ShouldEndWith("size 100000\n");
        twins.Ours.Git("show", "HEAD:c").ShouldBe("text\n");
        File.ReadAllBytes(twins.Ours["a.bin"]).ShouldBe(disk, "no working file changes");
        twins.Ours.Git("lfs", "ls-files", "--name-only").ShouldBe("a.bin\nd/b.bin\n");
        twins.Ours.Git("lfs", "fsck").Trim().ShouldBe("Git LFS fsck OK");
        twins.Ours.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void a_changed_file_and_a_deleted_one_too()
    {
        RequiredTool.Need("git-lfs", "git-lfs");
        using var twins = new Twins().Both(r => r.Shell("git lfs install --local --skip-repo; git lfs track '*.bin'; echo 1 > a.bin; echo 1 > b.bin; git add .; git commit -qm base; echo 2 > a.bin; rm b.bin"));

        twins.Commit("a.bin", "b.bin").Names().ShouldBe(["Modified:a.bin", "Deleted:b.bin"]);

        twins.ShouldAgree();
    }

    [Fact]
    public void one_filter_process_serves_the_whole_scope()
    {
        RequiredTool.Need("git-lfs", "git-lfs");
        using TemporaryRepository repository = new();
        repository.Shell("git lfs install --local --skip-repo; git config filter.lfs.process 'echo started >> ../ran; git-lfs filter-process'; echo '*.bin filter=lfs' > .gitattributes; mkdir d; echo 1 > a.bin; echo 2 > d/b.bin; echo 3 > c.bin");

        repository.Commit("c.bin", "d", "a.bin").Outcome.ShouldBe(CommitOutcome.Committed);

        File.ReadAllLines(repository.Outside["ran"]).ShouldBe(["started"]);
        repository.Git("lfs", "ls-files", "--name-only").ShouldBe("a.bin\nc.bin\nd/b.bin\n");
    }

    [Fact]
    public void beside_the_hooks_that_Git_LFS_installs_it_is_as_with_git()
    {
        RequiredTool.Need("git-lfs", "git-lfs");
        using var twins = new Twins().Both(r => r.Shell("git lfs install --local; git lfs track --lockable '*.bin'; echo 1 > a.bin; echo 1 > b.bin; git add .; git commit -qm base; chmod u+w a.bin b.bin; echo 2 > a.bin; echo 1 > c.bin"));
        foreach (var hook in (string[])["pre-push", "post-commit", "post-checkout", "post-merge"])
            File.Exists(Path.Combine(twins.Ours.GitDirectory, "hooks", hook)).ShouldBeTrue($"{hook} is installed");

        twins.Commit("a.bin", "c.bin").Codes().ShouldBeEmpty();

        twins.ShouldAgree();
        foreach (var name in (string[])["a.bin", "b.bin", "c.bin"])
            IsReadOnly(twins.Ours, name).ShouldBe(IsReadOnly(twins.Gits, name), $"{name}: post-commit makes files read-only that want a lock and have none");
        IsReadOnly(twins.Ours, "a.bin").ShouldBeTrue("the hook has run");
    }

    private static bool IsReadOnly(TemporaryRepository repository, string name) => (File.GetAttributes(repository[name]) & FileAttributes.ReadOnly) != 0;
}
