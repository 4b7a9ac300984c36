namespace GitCommitTasks.Differential;

/// <summary>Which hooks run, how they are called, and what they can change.</summary>
public sealed class HookSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Change = "w f 1; base; w f 2; ";

    private const string Every =
        "hook pre-commit; hook prepare-commit-msg 'cat \"$1\" >> \"$WORLD/hooks.log\"'; hook commit-msg 'cat \"$1\" >> \"$WORLD/hooks.log\"'; hook post-commit; ";

    private static readonly Deliberately PostIndexChange = new("The hook `post-index-change`",
        "-hooks: -- post-index-change 1 0",
        "-hooks: in $WORLD/tree",
        "-hooks: GIT_AUTHOR_DATE=1700000000 +0100",
        "-hooks: GIT_CEILING_DIRECTORIES=$WORLD",
        "-hooks: GIT_COMMITTER_DATE=1700000000 +0100",
        "-hooks: GIT_CONFIG_NOSYSTEM=1",
        "-hooks: GIT_PREFIX=");

    private static readonly Scenario[] All =
    [
        new("every hook there is", Change + Every, "f"),
        new("every hook, with --no-verify", Change + Every, "f") { Options = ["--no-verify"] },
        new("every hook, with an author and a date", Change + Every, "f") { Options = ["--author", "A U Thor <author@example.invalid>", "--date", "2005-04-07T22:13:13Z"] },
        new("every hook, with a message in a file", Change + Every + "w ../message m", "f") { Message = null, Options = ["-F", "../message"] },
        new("every hook, with a trailer", Change + Every, "f") { Options = ["--trailer", "Task: 307"] },
        new("every hook, with a merged message", Change + Every, "f") { Message = "subject\n\nbody\n# comment" },
        new("every hook, in a subdirectory", "w d/f 1; w g 1; base; w d/f 2; " + Every, "f") { From = "d" },
        new("every hook, on a detached HEAD", Change + "git checkout -q --detach; " + Every, "f"),
        new("every hook, on an unborn branch", "w f 1; git add f; " + Every, "f"),
        new("every hook, in a linked worktree", "w f 1; base; git worktree add -q -b other ../linked; w ../linked/f 2; " + Every, "f") { From = "../linked" },
        new("every hook, where there is nothing to commit", "w f 1; w g 1; base; w g 2; " + Every, "f") { IsNothing = true },
        new("every hook, with --allow-empty", "w f 1; base; " + Every, "f") { Options = ["--allow-empty"] },
        new("every hook, with an empty message", Change + Every, "f") { Message = "", Refusal = "GCT2002" },
        new("every hook, beside staged files", "w f 1; w g 1; base; w f 2; w g 2; git add g; " + Every, "f"),
        new("core.hooksPath", Change + "hook pre-commit; mv .git/hooks ../hooks; git config core.hooksPath \"$WORLD/hooks\"", "f"),
        new("core.hooksPath in the working tree", Change + "hook pre-commit; mv .git/hooks .hooks; git config core.hooksPath .hooks", "f"),
        new("a hook that is not executable", Change + "hook pre-commit 'exit 1'; chmod -x .git/hooks/pre-commit", "f"),
        new("a pre-commit that refuses", Change + "hook pre-commit 'exit 1'; hook commit-msg; hook post-commit", "f") { Refusal = "GCT2020" },
        new("a pre-commit that refuses, with --no-verify", Change + "hook pre-commit 'exit 1'; hook commit-msg 'exit 1'", "f") { Options = ["--no-verify"] },
        new("a prepare-commit-msg that refuses", Change + "hook prepare-commit-msg 'exit 3'", "f") { Refusal = "GCT2020" },
        new("a prepare-commit-msg that refuses, with --no-verify", Change + "hook prepare-commit-msg 'exit 3'", "f") { Options = ["--no-verify"], Refusal = "GCT2020" },
        new("a commit-msg that refuses", Change + "hook commit-msg 'exit 1'", "f") { Refusal = "GCT2020" },
        new("a reference-transaction", Change + "hook reference-transaction", "f"),
        new("a reference-transaction, with all other hooks", Change + Every + "hook reference-transaction", "f"),
        new("a reference-transaction on a detached HEAD", Change + "git checkout -q --detach; hook reference-transaction", "f"),
        new("a reference-transaction on an unborn branch", "w f 1; git add f; hook reference-transaction", "f"),
        new("a reference-transaction that refuses", Change + "hook reference-transaction 'test $1 != prepared'", "f") { Refusal = "GCT3004" },
        new("a post-commit that fails", Change + "hook post-commit 'exit 1'", "f"),
        new("a post-index-change", Change + "hook post-index-change", "f") { Differs = PostIndexChange },
        new("a post-index-change that fails", Change + "hook post-index-change 'exit 1'", "f") { Differs = PostIndexChange },
        new("a post-index-change, where there is nothing to commit", "w f 1; base; hook post-index-change", "f")
        {
            Differs = new("The hook `post-index-change`",
                "-hooks: -- post-index-change 0 0",
                "-hooks: in $WORLD/tree",
                "-hooks: GIT_AUTHOR_DATE=1700000000 +0100",
                "-hooks: GIT_CEILING_DIRECTORIES=$WORLD",
                "-hooks: GIT_COMMITTER_DATE=1700000000 +0100",
                "-hooks: GIT_CONFIG_NOSYSTEM=1",
                "-hooks: GIT_PREFIX=",
                "-hooks: -- post-index-change 1 0",
                "-hooks: in $WORLD/tree",
                "-hooks: GIT_AUTHOR_DATE=1700000000 +0100",
                "-hooks: GIT_CEILING_DIRECTORIES=$WORLD",
                "-hooks: GIT_COMMITTER_DATE=1700000000 +0100",
                "-hooks: GIT_CONFIG_NOSYSTEM=1",
                "-hooks: GIT_PREFIX="),
        },
        new("a prepare-commit-msg that changes the message", Change + "hook prepare-commit-msg 'echo \"more # of it\" >> \"$1\"'", "f"),
        new("a commit-msg that changes the message", Change + "hook commit-msg 'printf \"changed\\n\\n\\n\\nbody  \\n# comment\\n\" > \"$1\"'", "f"),
        new("a commit-msg that empties the message", Change + "hook commit-msg ': > \"$1\"'", "f") { Refusal = "GCT2002" },
        new("a commit-msg that writes Latin-1", Change + "hook commit-msg 'printf \"gr\\374n\\n\" > \"$1\"'", "f"),
        new("a hook that looks at what is to be committed", "w f 1; w g 1; base; w f 2; w g 2; git add g; hook pre-commit 'git diff --cached --name-status >> \"$WORLD/hooks.log\"; git ls-files -s >> \"$WORLD/hooks.log\"'", "f"),
        new("a formatter that stages what it changed", Change + "hook pre-commit 'echo formatted > f; git add f'", "f")
        {
            Differs = new("A hook stages something inside of the scope",
                "-index: H 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0\tf",
                "+index: H 100644 590e465ba7420265bc3ab315c0f33cfaeb8f871e 0\tf",
                "-status: 1 MM N... 100644 100644 100644 590e465ba7420265bc3ab315c0f33cfaeb8f871e 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f f"),
        },
        new("a formatter that changes and does not stage", Change + "hook pre-commit 'echo formatted > f'", "f"),
        new("a formatter that undoes the change", Change + "hook pre-commit 'echo 1 > f; git add f'", "f")
        {
            Differs = new("A hook undoes all of the change",
                "-outcome: committed",
                "+outcome: nothing-to-commit",
                "-index: H 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0\tf",
                "+index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\tf",
                "-status: 1 MM N... 100644 100644 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f f"),
        },
        new("a hook that stages a deletion in the scope", "w d/f 1; w d/g 1; base; w d/f 2; hook pre-commit 'rm d/g; git add -A d'", "d")
        {
            Differs = new("A hook stages something inside of the scope",
                "-index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\td/g",
                "-index: flags: 0",
                "-status: 1 AD N... 000000 100644 000000 0000000000000000000000000000000000000000 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d/g"),
        },
        new("a hook that changes a working file outside of the scope", "w f 1; w g 1; base; w f 2; hook pre-commit 'echo 3 > g'", "f"),
        new("a hook that stages a file outside of the scope", "w f 1; w g 1; base; w f 2; w g 2; hook pre-commit 'git add g'", "f")
        {
            Differs = new("A hook stages something outside of the scope",
                "-status: 1 MM N... 100644 100644 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f d00491fd7e5bb6fa28c517a0bb32b8b506539d4d g",
                "+status: 1 .M N... 100644 100644 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d g",
                "-tree: 100644 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\tg",
                "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tg"),
        },
        new("a hook that stages a new file outside of the scope", "w f 1; base; w f 2; hook pre-commit 'echo 1 > new; git add new'", "f")
        {
            Differs = new("A hook stages something outside of the scope",
                "-status: 1 D. N... 100644 000000 000000 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0000000000000000000000000000000000000000 new",
                "-tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tnew"),
        },
        new("a hook that is a program of its own", Change + "mkdir -p .git/hooks; printf '#!/usr/bin/env perl\\nopen(F, \">>\", \"$ENV{WORLD}/hooks.log\"); print F \"perl @ARGV\\n\";' > .git/hooks/commit-msg; chmod +x .git/hooks/commit-msg", "f"),
        new("hooks that say things", Change + "hook pre-commit 'echo out; echo err >&2'; hook post-commit 'echo out; echo err >&2'", "f"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
