using LibGit2Sharp;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Why LibGit2Sharp neither moves our refs, nor builds our trees, nor stores our files, nor writes our index: its trap and our remedy, side by side.</summary>
public sealed class LibGit2SharpTrapSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new(firstCommit: true, "--object-format=sha1");

    [Fact]
    public void its_UpdateTarget_loses_the_commit_of_another_writer()
    {
        using var library = new Repository(repository.Top);
        var stale = library.Head.Tip;
        var tree = library.ObjectDatabase.CreateTree(TreeDefinition.From(stale).Add("f", library.ObjectDatabase.CreateBlob(new MemoryStream("1\n"u8.ToArray())), Mode.NonExecutableFile));
        var who = new Signature("x", "x@x", DateTimeOffset.UnixEpoch);
        var mine = library.ObjectDatabase.CreateCommit(who, who, "mine", tree, [stale], prettifyMessage: false);
        repository.GitCommit(("theirs", "1\n"));

        library.Refs.UpdateTarget(library.Refs["refs/heads/main"], mine.Id);

        repository.Git("log", "--format=%s").ShouldBe("mine\nfirst\n", "without an error, theirs is gone from the branch");
    }

    [Fact]
    public void ours_is_re_rooted()
    {
        repository.Write("f", "1\n");

        repository.CommitWhile(CommitStep.Prepared, () => repository.GitCommit(("theirs", "1\n")), "f").Codes().ShouldBeEmpty();

        repository.Git("log", "--format=%s").ShouldBe("scoped\nplain\nfirst\n");
    }

    [Fact]
    public void its_TreeDefinition_renames_a_neighbour_whose_name_is_not_UTF8()
    {
        Neighbour();
        using var library = new Repository(repository.Top);
        var blob = library.ObjectDatabase.CreateBlob(new MemoryStream("1\n"u8.ToArray()));

        var tree = library.ObjectDatabase.CreateTree(TreeDefinition.From(library.Head.Tip).Add("f", blob, Mode.NonExecutableFile));

        repository.Shell($"git ls-tree -z --name-only {tree.Sha} | od -An -c | tr -d ' \\n'").ShouldNotContain("377", customMessage: "the byte 0xFF of an unrelated file became U+FFFD");
    }

    [Fact]
    public void ours_keeps_it()
    {
        Neighbour();
        repository.Write("f", "1\n");

        repository.Commit("f").Codes().ShouldBeEmpty();

        repository.Shell("git ls-tree -z --name-only HEAD | od -An -c | tr -d ' \\n'").ShouldContain("b377\\0");
        repository.FilesOf("HEAD").ShouldBe(["A\tf"]);
    }

    [Fact]
    public void its_CreateBlob_follows_a_link_out_of_the_working_tree()
    {
        Outside();
        using var library = new Repository(repository.Top);

        library.ObjectDatabase.CreateBlob("d/f").GetContentText().ShouldBe("secret\n", "git refuses: beyond a symbolic link");
    }

    [Fact]
    public void ours_refuses_a_path_beyond_a_link_and_stores_the_link_itself()
    {
        Outside();

        repository.Commit("d/f").Codes().ShouldBe(["GCT2005"]);
        repository.Commit("d").Names().ShouldBe(["Added:d"]);
        repository.Git("cat-file", "blob", "HEAD:d").ShouldBe("../out");
    }

    [Fact]
    public void its_CreateBlob_waits_for_a_pipe_for_ever()
    {
        repository.Shell("mkfifo p");
        using var library = new Repository(repository.Top);

        var blob = Task.Run(() => library.ObjectDatabase.CreateBlob(repository["p"]), TestContext.Current.CancellationToken);
        // This ends when somebody has opened the pipe for reading, and so frees whoever waits in it for a writer.
        repository.Shell("echo late > p");

        Should.Throw<LibGit2SharpException>(blob).Message.ShouldContain("failed to read file", customMessage: "it had opened it, and waited for the writer, however long that took");
    }

    [Fact]
    public void ours_does_not_open_it()
    {
        repository.Shell("mkfifo p; mkdir d; mkfifo d/p; echo 1 > d/f");

        repository.Commit("p").Codes().ShouldBe(["GCT2008"]);
        repository.Commit("d").Names().ShouldBe(["Added:d/f"]);
    }

    [Fact]
    public void its_CreateBlob_runs_no_filter_even_where_one_is_required()
    {
        Filter();
        using var library = new Repository(repository.Top);

        library.ObjectDatabase.CreateBlob("f").GetContentText().ShouldBe("plain\n", "git stores 'nialp'");
        using MemoryStream content = new("plain\r\n"u8.ToArray());
        library.ObjectDatabase.CreateBlob(content).GetContentText().ShouldBe("plain\r\n", "nor line ends, for a stream without a path");
    }

    [Fact]
    public void ours_has_git_run_it()
    {
        Filter();

        repository.Commit("f").Codes().ShouldBeEmpty();

        repository.Git("show", "HEAD:f").ShouldBe("nialp\n");
    }

    [Fact]
    public void its_Index_writes_a_stale_index_over_what_somebody_staged()
    {
        repository.Shell("echo 1 > mine; echo 1 > theirs");
        using var library = new Repository(repository.Top);
        _ = library.Index.Count;
        repository.Git("add", "theirs");

        library.Index.Add("mine");
        library.Index.Write();

        repository.Git("ls-files").ShouldBe("README.md\nmine\n", "without an error, theirs is not staged any more");
    }

    [Fact]
    public void ours_is_read_after_it_was_locked()
    {
        repository.Shell("echo 1 > mine; echo 1 > theirs");

        repository.CommitWhile(CommitStep.Prepared, () => repository.Git("add", "theirs"), "mine").Codes().ShouldBeEmpty();

        repository.Git("ls-files").ShouldBe("README.md\nmine\ntheirs\n");
    }

    public void Dispose() => repository.Dispose();

    private void Outside() => repository.Shell("mkdir ../out; echo secret > ../out/f; ln -s ../out d");

    private void Filter() => repository.Shell("echo plain > f; echo 'f filter=x' > .git/info/attributes; git config filter.x.clean rev; git config filter.x.required true");

    private void Neighbour() => repository.Shell("echo 1 > \"$(printf 'b\\377')\"; git add -A; git commit -qm neighbour");
}
