namespace GitCommitTasks.Differential;

/// <summary>Repositories inside of the working tree: which commit they are at is a part of the commit.</summary>
public sealed class SubmoduleSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Submodule = "w f 1; git init -q ../lib; git -C ../lib commit -q --allow-empty -m lib; git -c protocol.file.allow=always submodule --quiet add ../lib sub; base; ";

    private const string Moved = Submodule + "git -C sub commit -q --allow-empty -m next";

    private static readonly Scenario[] All =
    [
        new("a submodule that moved", Moved, "sub"),
        new("a submodule that moved, beside a file", Moved + "; w f 2", "sub", "f"),
        new("a submodule that moved, in the whole tree", Moved + "; w f 2", "."),
        new("a submodule that moved, and is not named", Moved + "; w f 2", "f"),
        new("a submodule that moved and whose refs are packed", Moved + "; git -C sub pack-refs --all", "sub"),
        new("a submodule that moved with a detached HEAD", Moved + "; git -C sub checkout -q --detach", "sub"),
        new("a submodule that moved and is staged", Moved + "; git add sub", "sub"),
        new("a submodule with ignore=all", Submodule + "git config -f .gitmodules submodule.sub.ignore all; git commit -qam ignore; git -C sub commit -q --allow-empty -m next", "sub"),
        new("a submodule with changes of its own only", Submodule + "w sub/x 1; git -C sub add x", "sub") { IsNothing = true },
        new("a submodule that did not move", Submodule, "sub") { IsNothing = true },
        new("a new submodule", Submodule + "git -c protocol.file.allow=always submodule --quiet add ../lib other", "other", ".gitmodules"),
        new("a submodule that is gone", Submodule + "rm -rf sub", "sub"),
        new("a submodule removed with git rm", Submodule + "git rm -q sub", "sub", ".gitmodules"),
        new("a file in a submodule", Submodule + "w sub/x 1; w f 2", "sub/x") { Refusal = "GCT2010" },
        new("a submodule that moved and is staged, beside the scope", Moved + "; git add sub; w f 2", "f"),
        new("a submodule that became a file", Submodule + "rm -rf sub; w sub 1", "sub") { IsAddedFirst = true },
        new("a submodule in a linked worktree", Submodule + "git worktree add -q -b other ../linked; git -C ../linked -c protocol.file.allow=always submodule --quiet update --init; git -C ../linked/sub commit -q --allow-empty -m next", "sub") { From = "../linked" },
        new("a repository that is no submodule", "w f 1; base; git init -q inner; git -C inner commit -q --allow-empty -m inner", "inner") { IsAddedFirst = true },
        new("a repository that is no submodule, below the directory", "w d/f 1; base; git init -q d/inner; git -C d/inner commit -q --allow-empty -m inner; w d/f 2", "d") { IsAddedFirst = true },
        new("a repository without a commit", "w f 1; base; git init -q inner; w inner/x 1", "inner") { Refusal = "GCT2042" },
        new("a submodule whose HEAD names no commit", Submodule + "rm -rf sub; git init -q sub", "sub") { Refusal = "GCT2042" },
        new("a submodule that is not checked out, and is named", Submodule + "git submodule --quiet deinit -f sub; w f 2", "sub", "f")
        {
            Differs = new("A submodule that is not checked out",
                "-outcome: refused",
                "+outcome: committed",
                "-index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\tf",
                "+index: H 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0\tf",
                "-status: 1 .M N... 100644 100644 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d f",
                "-tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tf",
                "+tree: 100644 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\tf"),
        },
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
