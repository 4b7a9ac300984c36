using LibGit2Sharp;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Why LibGit2Sharp neither moves our refs nor builds our trees: its trap and our remedy, side by side.</summary>
public sealed class LibGit2SharpTrapSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

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

    public void Dispose() => repository.Dispose();

    private void Neighbour() => repository.Shell("echo 1 > \"$(printf 'b\\377')\"; git add -A; git commit -qm neighbour");
}
