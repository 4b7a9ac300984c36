namespace GitCommitTasks.Differential;

/// <summary>Commits in a repository that is in an unusual state, and where git refuses to make one.</summary>
public sealed class StateSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Unmerged = "w f 1; w g 1; base; b=$(git rev-parse HEAD:f); printf '0 %s\\t%s\\n100644 %s 1\\t%s\\n100644 %s 2\\t%s\\n' 0000000000000000000000000000000000000000 f $b f $b f | git update-index --index-info; ";

    private static readonly Deliberately UnmergedInScope = new("An unmerged path of the scope, when no merge is in progress",
        "-outcome: committed",
        "+outcome: refused",
        "-tree: 100644 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\tf",
        "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tf",
        "-index: H 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0\tf",
        "-index: flags: 0",
        "+index: M 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 1\tf",
        "+index: flags: 1000",
        "+index: M 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 2\tf",
        "+index: flags: 2000",
        "+status: u UD N... 100644 100644 000000 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0000000000000000000000000000000000000000 f");

    private static readonly Deliberately RevertOrRebase = new("A revert or a rebase in progress",
        "-outcome: committed",
        "+outcome: refused",
        "-tree: 100644 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\tf",
        "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tf",
        "-index: H 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0\tf",
        "+index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\tf",
        "+status: 1 .M N... 100644 100644 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d f");

    private static readonly Scenario[] All =
    [
        new("an unmerged file in the scope", Unmerged + "w f 2", "f") { Differs = UnmergedInScope },
        new("an unmerged file beside the scope", Unmerged + "w g 2", "g"),
        new("an unmerged file in a directory of the scope", Unmerged + "w f 2", ".") { Differs = UnmergedInScope },
        new("a merge in progress", "w f 1; base; w f 2; git rev-parse HEAD > .git/MERGE_HEAD", "f") { Refusal = "GCT3006" },
        new("a merge with conflicts", "w f 1; w g 1; base; git checkout -q -b other; w f 2; git commit -qam other; git checkout -q main; w f 3; git commit -qam main; git merge -q other > /dev/null || :; w g 2", "g") { Refusal = "GCT3006" },
        new("a merge whose conflicts are resolved", "w f 1; w g 1; base; git checkout -q -b other; w f 2; git commit -qam other; git checkout -q main; w f 3; git commit -qam main; git merge -q other > /dev/null || :; w f 4; git add f", "f") { Refusal = "GCT3006" },
        new("a cherry-pick in progress", "w f 1; base; w f 2; git update-ref CHERRY_PICK_HEAD HEAD", "f") { Refusal = "GCT3006" },
        new("a revert in progress", "w f 1; base; w f 2; git update-ref REVERT_HEAD HEAD", "f") { Differs = RevertOrRebase },
        new("a rebase in progress", "w f 1; base; w f 2; mkdir .git/rebase-merge", "f") { Differs = RevertOrRebase },
        new("a mail rebase in progress", "w f 1; base; w f 2; mkdir .git/rebase-apply", "f") { Differs = RevertOrRebase },
        new("a bisection in progress", "w f 1; base; w f 2; git commit -qam 2; w f 3; git commit -qam 3; git bisect start -q HEAD HEAD~2 > /dev/null; w f 4", "f"),
        new("a squashed merge in progress", "w f 1; w g 1; base; git checkout -q -b other; w f 2; git commit -qam other; git checkout -q main; git merge -q --squash other > /dev/null; w g 2", "g"),
        new("a stash", "w f 1; base; w f 2; git stash -q; w f 3", "f"),
        new("an unborn branch", "w f 1; w g 1; git add f", "f"),
        new("an unborn branch beside staged files", "w f 1; w g 1; git add f g", "f"),
        new("an unborn branch without an index", "w f 1; w g 1", "f") { IsAddedFirst = true },
        new("an unborn branch after others", "w f 1; base; git checkout -q --orphan other; w f 2", "f"),
        new("an empty commit on an unborn branch", "w f 1; git add -N f; rm f", "f") { Options = ["--allow-empty"] },
        new("a detached HEAD", "w f 1; base; git checkout -q --detach; w f 2", "f"),
        new("a branch with a slash in its name", "w f 1; base; git checkout -q -b feature/x/y; w f 2", "f"),
        new("a branch whose name is not ASCII", "w f 1; base; git checkout -q -b grün; w f 2", "f"),
        new("a packed branch", "w f 1; base; git pack-refs --all; w f 2", "f"),
        new("a branch that is another's name", "w f 1; base; git symbolic-ref refs/heads/alias refs/heads/main; git symbolic-ref HEAD refs/heads/alias; w f 2", "f"),
        new("packed objects", "w f 1; w g 1; base; git repack -qad; w f 2", "f"),
        new("objects of another repository", "w f 1; base; cp -r . ../other; git clone -q -s ../other ../copy; rm -rf .git; mv ../copy/.git .; mkdir -p .git/info; w f 2", "f"),
        new("a shallow history", "w f 1; base; w f 2; git commit -qam 2; git clone -q --depth 1 \"file://$PWD\" ../shallow; rm -rf .git; mv ../shallow/.git .; mkdir -p .git/info; w f 3", "f"),
        new("a replaced parent", "w f 1; base; w f 2; git commit -qam 2; git replace HEAD~1 $(git commit-tree -m replaced HEAD~1^{tree}); w f 3", "f"),
        new("a replaced tip", "w f 1; w g 1; base; w g 2; git add g; git replace HEAD $(git commit-tree -m replaced $(git write-tree)); git reset -q; w f 3", "f"),
        new("a replaced tip that is packed", "w f 1; w g 1; base; w g 2; git add g; git replace HEAD $(git commit-tree -m replaced $(git write-tree)); git reset -q; git pack-refs --all; w f 3", "f"),
        new("a replaced tip, with core.useReplaceRefs=false", "w f 1; w g 1; base; w g 2; git add g; git replace HEAD $(git commit-tree -m replaced $(git write-tree)); git reset -q; git config core.useReplaceRefs false; w f 3", "f"),
        new("a grafted history", "w f 1; base; w f 2; git commit -qam 2; w f 3; git commit -qam 3; echo \"$(git rev-parse HEAD) $(git rev-parse HEAD~2)\" > .git/info/grafts; w f 4", "f"),
        new("a commit in a linked worktree", "w f 1; w d/g 1; base; git worktree add -q -b other ../linked; w ../linked/f 2; w f 3", "f") { From = "../linked" },
        new("a commit beside a linked worktree", "w f 1; w d/g 1; base; git worktree add -q -b other ../linked; w ../linked/f 2; w f 3", "f"),
        new("a detached linked worktree", "w f 1; base; git worktree add -q --detach ../linked; w ../linked/f 2", "f") { From = "../linked" },
        new("a linked worktree with settings of its own", "w f 1; base; git worktree add -q -b other ../linked; git config extensions.worktreeConfig true; git -C ../linked config --worktree user.name Other; w ../linked/f 2", "f") { From = "../linked" },
        new("a subdirectory as the current one", "w d/e/f 1; w d/g 1; w h 1; base; w d/e/f 2; w d/g 2; w h 2", "e/f", "../h") { From = "d" },
        new("a subdirectory as the whole scope", "w d/e/f 1; w d/g 1; w h 1; base; w d/e/f 2; w d/g 2; w h 2", ".") { From = "d" },
        new("a repository of format 1", "w f 1; base; git config core.repositoryFormatVersion 1; w f 2", "f"),
        new("an ignored file that is not tracked", "w f 1; echo '*.o' > .gitignore; base; w a.o 1", "a.o") { Refusal = "GCT2007" },
        new("a path that is not there", "w f 1; base; w f 2", "nowhere") { Refusal = "GCT2006" },
        new("a path that is not there beside one that is", "w f 1; base; w f 2", "f", "nowhere") { Refusal = "GCT2006" },
        new("a path outside of the working tree", "w f 1; base; w ../outside 1; w f 2", "../outside") { Refusal = "GCT2003" },
        new("a path in the git directory", "w f 1; base; w f 2", ".git/config") { Refusal = "GCT2004" },
        new("a path beyond a link to a directory", "w d/x 1; ln -s d l; base; w d/x 2", "l/x") { Refusal = "GCT2005" },
        new("a path in another repository", "w f 1; base; git init -q inner; w inner/x 1", "inner/x") { Refusal = "GCT2010" },
        new("a named pipe", "w f 1; base; mkfifo p", "p") { Refusal = "GCT2008" },
        new("a tracked file that became a pipe", "w f 1; base; rm f; mkfifo f", "f") { Refusal = "GCT2008" },
        new("a file below a file", "w f 1; base; w f 2", "f/x") { Refusal = "GCT2006" },
        new("an unreadable branch", "w f 1; base; w f 2; echo nonsense > .git/refs/heads/main", "f") { Refusal = "GCT3008" },
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
