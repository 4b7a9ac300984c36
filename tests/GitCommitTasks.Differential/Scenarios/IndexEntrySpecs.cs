namespace GitCommitTasks.Differential;

/// <summary>Entries of the index that are more than a path, a mode and an id.</summary>
public sealed class IndexEntrySpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private static readonly Scenario[] All =
    [
        new("an intent to add", "w f 1; base; w new 1; git add -N new", "new"),
        new("an intent to add beside the scope", "w f 1; base; w f 2; w new 1; git add -N new", "f"),
        new("an intent to add whose file is gone", "w f 1; base; w new 1; git add -N new; rm new; w f 2", "new", "f"),
        new("an intent to add of an empty file", "w f 1; base; : > new; git add -N new", "new"),
        new("an intent to add in a directory", "w d/f 1; base; w d/new 1; git add -N d/new", "d"),
        new("only an intent to add, beside the scope", "w f 1; base; w new 1; git add -N new", "f") { IsNothing = true },
        new("a file that is assumed unchanged", "w f 1; w g 1; base; git update-index --assume-unchanged f; w f 2; w g 2", "f", "g"),
        new("a file that is assumed unchanged, beside the scope", "w f 1; w g 1; base; git update-index --assume-unchanged f; w f 2; w g 2", "g"),
        new("a file that is assumed unchanged, and gone", "w f 1; w g 1; base; git update-index --assume-unchanged f; rm f; w g 2", "f", "g"),
        new("a file that is skipped in the working tree", "w f 1; w g 1; base; git update-index --skip-worktree f; w f 2; w g 2", "f", "g"),
        new("a file that is skipped, and gone", "w f 1; w g 1; base; git update-index --skip-worktree f; rm f; w g 2", "f", "g"),
        new("a file that is skipped, beside the scope", "w f 1; w g 1; base; git update-index --skip-worktree f; w f 2; w g 2", "g"),
        new("a directory with a file that is skipped", "w d/f 1; w d/g 1; base; git update-index --skip-worktree d/f; rm d/f; w d/g 2", "d"),
        new("a file that is valid for a file system monitor", "w f 1; w g 1; base; git config core.fsmonitor false; git update-index --fsmonitor-valid f 2> /dev/null || :; w f 2; w g 2", "g"),
        new("an index of version 3", "w f 1; w g 1; base; git update-index --index-version 3; git update-index --skip-worktree g; w f 2", "f"),
        new("an index of version 4", "w a/b/c 1; w a/b/d 1; w a/e 1; base; git update-index --index-version 4; w a/b/d 2", "a/b/d"),
        new("an index of version 4 with new entries", "w a/b/c 1; base; git update-index --index-version 4; w a/b/a 1; w a/b/d 1", "a/b/a", "a/b/d") { IsAddedFirst = true },
        new("an index with an untracked cache", "w d/f 1; base; git config core.untrackedCache true; git update-index --untracked-cache; git status -s; w d/f 2; w d/u 1", "d/f"),
        new("an index with an end of entries and an offset table", "w f 1; w g 1; base; git config index.threads 2; git config index.recordOffsetTable true; git config index.recordEndOfIndexEntries true; git add -A; w f 2", "f"),
        new("an index whose checksum is skipped", "w f 1; base; git config index.skipHash true; w f 2; git add f; w f 3", "f"),
        new("an index that was removed", "w f 1; w g 1; base; rm .git/index; w f 2", "f"),
        new("an index that was reset to another tree", "w f 1; w g 1; base; w f 2; w g 2; git commit -qam second; git read-tree HEAD~1; w f 3", "f"),
        new("entries of many files", "for i in 1 2 3 4 5 6 7 8 9; do for j in 1 2 3 4 5 6 7 8 9; do w d$i/f$j 1; done; done; base; w d3/f4 2; w d7/f1 2; rm d5/f5", "d3/f4", "d7", "d5/f5"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
