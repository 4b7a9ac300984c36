namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for directories: every change below them, as <c>git add -A</c> and <c>git commit --only</c> would take it.</summary>
public sealed class DirectoryContentSpecs
{
    private static readonly Scenario[] Scenarios =
    [
        new("what is modified, new and deleted below it",
            r => r.Shell("mkdir -p d/e; echo 1 > d/a; echo 1 > d/e/b; echo 1 > other"), r => r.Shell("echo 2 > d/a; rm d/e/b; echo 2 > d/c; echo 2 > other; echo 2 > stray"), ["d"],
            ["Modified:d/a", "Added:d/c", "Deleted:d/e/b"]),
        new("everything when it is the top",
            r => r.Shell("mkdir d; echo 1 > d/a; echo 1 > b"), r => r.Shell("echo 2 > d/a; rm b; echo 2 > c"), ["."], ["Deleted:b", "Added:c", "Modified:d/a"]),
        new("nothing that is ignored, unless it is tracked",
            r => r.Shell("mkdir d; echo 1 > d/t.log; echo '*.log\nbin/' > .gitignore"), r => r.Shell("echo 2 > d/t.log; echo 2 > d/u.log; mkdir d/bin; echo 2 > d/bin/x; echo 2 > d/v"), ["d"],
            ["Modified:d/t.log", "Added:d/v"]),
        new("what nested rules and negations leave",
            r => r.Shell("mkdir -p d/k; printf '/*\n!keep\n!/k/\n' > d/.gitignore; printf '*\n!*.c\n' > d/k/.gitignore"),
            r => r.Shell("echo 2 > d/keep; echo 2 > d/not; echo 2 > d/k/a.c; echo 2 > d/k/a.o; echo 2 > d/k/keep"), ["d"], ["Added:d/k/a.c", "Added:d/keep"]),
        new("nothing that info/exclude names",
            r => r.Shell("mkdir -p .git/info; echo 'secret*' > .git/info/exclude"), r => r.Shell("mkdir d; echo 2 > d/secret1; echo 2 > d/open"), ["d"], ["Added:d/open"]),
        new("nothing that the user's own excludes name",
            r => r.Shell("echo '*.swp' > ../excludes; git config --global core.excludesFile \"$(cd ..; pwd)/excludes\""), r => r.Shell("mkdir d; echo 2 > d/a.swp; echo 2 > d/a"), ["d"], ["Added:d/a"]),
        new("its deletions when it is gone",
            r => r.Shell("mkdir -p d/e; echo 1 > d/a; echo 1 > d/e/b"), r => r.Shell("rm -r d"), ["d"], ["Deleted:d/a", "Deleted:d/e/b"]),
        new("no pipe", r => r.Write("d/a", "1\n"), r => r.Shell("echo 2 > d/a; mkfifo d/p"), ["d"], ["Modified:d/a"]),
        new("no empty directory", r => r.Write("d/a", "1\n"), r => r.Shell("echo 2 > d/a; mkdir -p d/x/y"), ["d"], ["Modified:d/a"]),
        new("a link, not what is behind it", r => r.Shell("mkdir o d; echo 1 > o/x"), r => r.Shell("ln -s ../o d/l; echo 2 > d/a"), ["d"], ["Added:d/a", "Added:d/l"]),
        new("a link in the place of a directory", r => r.Shell("mkdir -p o d/e; echo 1 > o/x; echo 1 > d/e/x"), r => r.Shell("rm -r d/e; ln -s ../o d/e"), ["d"], ["Added:d/e", "Deleted:d/e/x"]),
        new("what a sparse checkout left out stays",
            r => r.Shell("mkdir -p d/in d/out; echo 1 > d/in/a; echo 1 > d/out/b"),
            r => r.Shell("git sparse-checkout set --cone --no-sparse-index d/in; echo 2 > d/in/a; test ! -e d/out"), ["."], ["Modified:d/in/a"]),
        new("entries of the index that skip the working tree stay",
            r => r.Shell("mkdir d; echo 1 > d/a; echo 1 > d/b"), r => r.Shell("git update-index --skip-worktree d/b; rm d/b; echo 2 > d/a"), ["d"], ["Modified:d/a"]),
        new("no entry that skips the working tree, even where a file is",
            r => r.Shell("mkdir d; echo 1 > d/a; echo 1 > d/b"), r => r.Shell("git update-index --skip-worktree d/b; echo 2 > d/b; echo 2 > d/a"), ["d"], ["Modified:d/a"]),
        new("what is there although a sparse checkout would leave it out",
            r => r.Shell("mkdir -p d/in d/out; echo 1 > d/in/a; echo 1 > d/out/b"),
            r => r.Shell("git sparse-checkout set --cone --no-sparse-index d/in; mkdir d/out; echo 2 > d/out/b"), ["d/out/b"], ["Modified:d/out/b"]),
        new("an entry that is assumed unchanged, if it is not",
            r => r.Shell("mkdir d; echo 1 > d/a"), r => r.Shell("git update-index --assume-unchanged d/a; echo 2 > d/a"), ["d"], ["Modified:d/a"]),
        new("a path that is inside another of the scope only once",
            r => r.Write("d/a", "1\n"), r => r.Shell("echo 2 > d/a; echo 2 > d/b"), ["d", "d/b", "./d/"], ["Modified:d/a", "Added:d/b"]),
        new("what git would add and stage in it", r => r.Write("d/a", "1\n"), r => r.Shell("echo 2 > d/a; echo 2 > d/b; echo 2 > d/c; git add d/b; git add -N d/c"), ["d"],
            ["Modified:d/a", "Added:d/b", "Added:d/c"]),
        new("no other case of a tracked name, with core.ignoreCase", r => r.Shell("mkdir d; echo 1 > d/a; git config core.ignoreCase true"), r => r.Shell("echo 2 > d/a; echo 3 > d/A"), ["d"], ["Modified:d/a"]),
        new("what is in the place of a tracked file", r => r.Shell("mkdir d; echo 1 > d/a"), r => r.Shell("rm d/a; mkdir d/a; echo 2 > d/a/x"), ["."], ["Deleted:d/a", "Added:d/a/x"]),
    ];

    public static TheoryData<string> Names => [.. Scenarios.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void a_directory_means(string name)
    {
        var scenario = Scenarios.Single(s => s.Name == name);
        using var twins = new Twins().Both(scenario.Arrange);

        var result = twins.Commit(scenario.Paths);

        result.Names().ShouldBe(scenario.Expected, "the result says what the commit did");
        result.Codes().ShouldBeEmpty();
        twins.ShouldAgree();
    }
}
