namespace GitCommitTasks.Differential;

/// <summary>What a commit takes from files that are changed, new or gone, and from what is staged.</summary>
public sealed class ContentSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private static readonly Scenario[] All =
    [
        new("a changed file", "w f 1; w g 1; base; w f 2; w g 2", "f"),
        new("a changed file beside one that is staged", "w f 1; w g 1; base; w f 2; w g 2; git add g", "f"),
        new("a changed file beside a staged new one", "w f 1; base; w f 2; w new 1; git add new", "f"),
        new("a changed file beside a staged deletion", "w f 1; w g 1; base; w f 2; git rm -q g", "f"),
        new("a changed file beside a staged mode", "w f 1; w g 1; base; w f 2; git update-index --chmod=+x g", "f"),
        new("a file that was staged before it was changed again", "w f 1; base; w f 2; git add f; w f 3", "f"),
        new("a file that was staged and changed back", "w f 1; base; w f 2; git add f; w f 1; w g 1", "f") { IsNothing = true },
        new("a file that is staged as it is", "w f 1; base; w f 2; git add f", "f"),
        new("a staged new file", "w f 1; base; w new 1; git add new", "new"),
        new("a staged new file that was changed again", "w f 1; base; w new 1; git add new; w new 2", "new"),
        new("a staged new file that is gone", "w f 1; base; w new 1; git add new; rm new; w f 2", "new", "f"),
        new("a deleted file", "w f 1; w g 1; base; rm f", "f"),
        new("a file removed with git rm", "w f 1; w g 1; base; git rm -q f", "f"),
        new("a file removed with git rm and written anew", "w f 1; w g 1; base; git rm -q f; w f 2", "f"),
        new("a file removed with git rm --cached and left there", "w f 1; w g 1; base; git rm -q --cached f", "f") { IsNothing = true },
        new("a file removed with git rm --cached, beside a change", "w f 1; w g 1; base; git rm -q --cached f; w g 2", "g"),
        new("the only file, deleted", "w f 1; base; rm f", "f"),
        new("the last file of a directory, deleted", "w d/e/f 1; w g 1; base; rm -r d", "d/e/f"),
        new("a directory, deleted", "w d/e/f 1; w d/g 1; w h 1; base; rm -r d", "d"),
        new("a directory with changes and deletions", "w d/a 1; w d/b 1; w d/e/c 1; w h 1; base; w d/a 2; rm d/b; w d/e/c 2; w h 2", "d"),
        new("a directory, with a change staged in it", "w d/a 1; w d/b 1; base; w d/a 2; git add d/a; w d/b 2", "d"),
        new("the whole tree", "w d/a 1; w b 1; w c 1; base; w d/a 2; rm b; w c 3", "."),
        new("several files", "w a 1; w b 1; w c 1; w d/e 1; base; w a 2; w b 2; w c 2; w d/e 2", "a", "d/e", "c"),
        new("a file and the directory it is in", "w d/a 1; w d/b 1; base; w d/a 2; w d/b 2", "d/a", "d"),
        new("a file named twice", "w f 1; base; w f 2", "f", "f"),
        new("a file named with a detour", "w d/f 1; base; w d/f 2", "./d/../d//f"),
        new("a directory named with a slash", "w d/f 1; base; w d/f 2", "d/"),
        new("an unchanged file", "w f 1; w g 1; base; w g 2", "f") { IsNothing = true },
        new("an unchanged file beside one that is staged", "w f 1; w g 1; base; w g 2; git add g", "f") { IsNothing = true },
        new("a file that was only touched", "w f 1; base; touch f", "f") { IsNothing = true },
        new("an unchanged file, with --allow-empty", "w f 1; base", "f") { Options = ["--allow-empty"] },
        new("an unchanged file beside a staged one, with --allow-empty", "w f 1; w g 1; base; w g 2; git add g", "f") { Options = ["--allow-empty"] },
        new("an empty file", "w f 1; base; : > f", "f"),
        new("a file that was empty", ": > f; base; w f 1", "f"),
        new("a file without a last line end", "w f 1; base; printf 2 > f", "f"),
        new("a binary file", "printf '\\0\\1\\377' > f; base; printf '\\0\\1\\376\\r\\n' > f", "f"),
        new("a large file", "seq 100000 > f; base; seq 100001 > f", "f"),
        new("a change of the same size", "w f aaaa; base; w f bbbb", "f"),
        new("a file deep down", "w a/b/c/d/e/f/g/h 1; w a/b/x 1; base; w a/b/c/d/e/f/g/h 2", "a/b/c/d/e/f/g/h"),
        new("a new file that is added first", "w f 1; base; w d/new 1", "d/new") { IsAddedFirst = true },
        new("a directory with new files that is added first", "w d/a 1; base; w d/a 2; w d/new 1; w d/e/new 1; w other 1", "d") { IsAddedFirst = true },
        new("new files beside files of others", "w f 1; base; w a 1; w b 1; w c 1; git add c", "a") { IsAddedFirst = true },
        new("a new file that nobody added", "w f 1; base; w new 1", "new")
        {
            Differs = new("A new file that is named, or lies in a named directory, and was never added",
                "-outcome: refused",
                "+outcome: committed",
                "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tnew",
                "+index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\tnew",
                "+index: flags: 0",
                "-status: ? new"),
        },
        new("a directory with new files that nobody added", "w d/a 1; base; w d/a 2; w d/new 1", "d")
        {
            Differs = new("A new file that is named, or lies in a named directory, and was never added",
                "-tree: 040000 tree 02439fb50f442f187d6db9a7b47287b9e3f5d49c\td",
                "+tree: 040000 tree 7e0cc437706be930f4cdccadf1b7caf53d27b087\td",
                "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\td/new",
                "+index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\td/new",
                "+index: flags: 0",
                "-status: ? d/new"),
        },
        new("a directory with ignored files", "w d/a 1; echo '*.o' > .gitignore; base; w d/a 2; w d/x.o 1", "d"),
        new("a tracked file that is ignored", "w a.o 1; echo '*.o' > .gitignore; base; w a.o 2", "a.o"),
        new("a file renamed with git mv, by both names", "w f 1; base; git mv f g", "f", "g"),
        new("a file renamed with git mv, by its new name", "w f 1; base; git mv f g", "g"),
        new("a file renamed with git mv, by its old name", "w f 1; base; git mv f g", "f"),
        new("a directory renamed with git mv", "w d/f 1; w d/g 1; base; git mv d e", "d", "e"),
        new("a file renamed to another case", "w f 1; base; git mv f F", "f", "F"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
