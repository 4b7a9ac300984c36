namespace GitCommitTasks.Specs.Committing;

/// <summary>What cannot be committed is refused with its code, promptly, and nothing at all is changed.</summary>
[Trait("Category", "Slow")]
public sealed class RefusalSpecs
{
    private static readonly Action<TemporaryRepository> Nothing = static _ => { };

    private static readonly Refusal[] Refusals =
    [
        new("no path", Nothing, [], "GCT2001"),
        new("a blank message", Nothing, ["f"], "GCT2002", r => r with { Message = " \n\t\n" }),
        new("a NUL in the message", Nothing, ["f"], "GCT2016", r => r with { Message = "a\0b" }),
        new("a path outside", Nothing, ["../tree2"], "GCT2003"),
        new("the directory above", Nothing, [".."], "GCT2003"),
        new("an absolute path outside", Nothing, ["/etc/hostname"], "GCT2003"),
        new("a path that leaves and does not come back", Nothing, ["d/../../x"], "GCT2003"),
        new("an empty path", Nothing, [""], "GCT2006"),
        new("a NUL in a path", Nothing, ["f\0"], "GCT2003"),
        new("the git directory", Nothing, [".git"], "GCT2004"),
        new("a file of the git directory", Nothing, [".git/config"], "GCT2004"),
        new(".GIT", r => r.Write(".GIT/x", "1\n"), [".GIT/x"], "GCT2004"),
        new("git~1", r => r.Write("git~1", "1\n"), ["git~1"], "GCT2004"),
        new("GIT~1 further down", r => r.Write("d/GIT~1/x", "1\n"), ["d/GIT~1/x"], "GCT2004"),
        new(".git with a trailing dot and space", r => r.Write(".git. ", "1\n"), [".git. "], "GCT2004"),
        new("a stream of .git", r => r.Write(".git::$INDEX_ALLOCATION", "1\n"), [".git::$INDEX_ALLOCATION"], "GCT2004"),
        new(".git with a joiner in it", r => r.Write(".g\u200Cit/x", "1\n"), [".g\u200Cit/x"], "GCT2004"),
        new("a backslash path to .git", r => r.Write("a\\.git\\x", "1\n"), ["a\\.git\\x"], "GCT2004"),
        new("a look-alike inside the directory", r => r.Write("d/.GIT/x", "1\n"), ["d"], "GCT2004"),
        new("a path beyond a symbolic link", r => r.Shell("mkdir d; echo 1 > d/x; ln -s d l"), ["l/x"], "GCT2005"),
        new("a path beyond a link out of the tree", r => r.Shell("ln -s /etc l"), ["l/hostname"], "GCT2005"),
        new("a path that is not there", Nothing, ["nowhere"], "GCT2006"),
        new("an empty directory that is not tracked", r => r.Shell("mkdir d; rmdir d"), ["d"], "GCT2006"),
        new("an ignored file", r => r.Shell("echo '*.o' >> .git/info/exclude; echo 1 > a.o"), ["a.o"], "GCT2007"),
        new("a file of an ignored directory", r => r.Shell("echo 'bin/' >> .git/info/exclude; mkdir bin; echo 1 > bin/x"), ["bin/x"], "GCT2007"),
        new("a named pipe", r => r.Shell("mkfifo p"), ["p"], "GCT2008"),
        new("a tracked file that became a pipe", r => r.Shell("rm f; mkfifo f"), ["f"], "GCT2008"),
        new("an argument that was not UTF-8", Nothing, ["f\uFFFD"], "GCT2009"),
        new("a repository without a commit", r => r.Shell("git init -q d; echo 1 > d/x"), ["d"], "GCT2042"),
        new("a repository without a commit below the directory", r => r.Shell("mkdir d; git init -q d/sub; echo 1 > d/sub/x"), ["d"], "GCT2042"),
        new("a file of a repository inside", r => r.Shell("git init -q d; echo 1 > d/x"), ["d/x"], "GCT2010"),
        new("a filter that is required and not there", r => r.Shell("echo '*.bin filter=x' > .gitattributes; git config filter.x.required true; echo 1 > a.bin"), ["a.bin"], "GCT2011"),
        new("a required filter that fails", r => r.Shell("echo '*.bin filter=x' > .gitattributes; git config filter.x.required true; git config filter.x.clean false; echo 1 > a.bin"), ["a.bin"], "GCT2011"),
        new("an encoding that the file does not have", r => r.Shell("echo '*.txt working-tree-encoding=UTF-16' > .gitattributes; echo 1 > a.txt"), ["a.txt"], "GCT2012"),
        new("an encoding that nobody knows", r => r.Shell("echo '*.txt working-tree-encoding=klingon' > .gitattributes; echo 1 > a.txt"), ["a.txt"], "GCT2012"),
        new("line ends that would not come back", r => r.Shell("git config core.autocrlf input; git config core.safecrlf true; printf '1\\r\\n' > a.txt"), ["a.txt"], "GCT2012"),
        new("another case of a tracked name, with core.ignoreCase", r => r.Shell("git config core.ignoreCase true; echo 2 > F"), ["F"], "GCT2043"),
        new("a new file in another case of a tracked directory, with core.ignoreCase", r => r.Shell("mkdir d D; echo 1 > d/x; git add d; git commit -qm d; git config core.ignoreCase true; echo 1 > D/y"), ["D"], "GCT2043"),
        new("the lock's record", r => r.Write("specs/.lock", "x\n"), ["specs/.lock"], "GCT2013", r => r with { Lock = new LockSettings { LockFile = "specs/.lock" } }),
        new("an unmerged file", r => r.Shell(Unmerge), ["f"], "GCT5004"),
        new("an unmerged file below the directory", r => r.Shell(Unmerge), ["."], "GCT5004"),
        new("an unmerged file that is deleted", r => r.Shell(Unmerge + "; rm f"), ["f"], "GCT5004"),
        new("a merge in progress", r => r.Shell("git rev-parse HEAD > .git/MERGE_HEAD"), ["f"], "GCT3006"),
        new("a rebase in progress", r => r.Shell("mkdir .git/rebase-merge"), ["f"], "GCT3006"),
        new("a mail rebase in progress", r => r.Shell("mkdir .git/rebase-apply"), ["f"], "GCT3006"),
        new("a cherry-pick in progress", r => r.Shell("git rev-parse HEAD > .git/CHERRY_PICK_HEAD"), ["f"], "GCT3006"),
        new("a revert in progress", r => r.Shell("git rev-parse HEAD > .git/REVERT_HEAD"), ["f"], "GCT3006"),
        new("another branch than expected", Nothing, ["f"], "GCT3005", r => r with { ExpectBranch = "other" }),
        new("a HEAD that says nothing", r => r.Shell("echo nonsense > .git/HEAD"), ["f"], "GCT3008"),
        new("a HEAD that leaves the repository", r => r.Shell("echo 'ref: refs/heads/../../../x' > .git/HEAD"), ["f"], "GCT3008"),
    ];

    private const string Unmerge = "b=$(git rev-parse HEAD:f); printf '0 %s\\tf\\n100644 %s 1\\tf\\n100644 %s 2\\tf\\n' $(echo $b | tr 0-9a-f 0) $b $b | git update-index --index-info";

    public static TheoryData<string> Names => [.. Refusals.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void refused_without_a_trace_is(string name)
    {
        var refusal = Refusals.Single(r => r.Name == name);
        using TemporaryRepository repository = new();
        repository.GitCommit(("f", "1\n"));
        repository.Write("f", "2\n");
        repository.Write("staged", "somebody else's\n");
        repository.Git("add", "staged");
        refusal.Arrange(repository);
        var before = repository.Snapshot();
        var request = repository.Request(refusal.Paths);

        var result = (refusal.Ask?.Invoke(request) ?? request).Run();

        result.Codes().ShouldBe([refusal.Code], "exactly this is said");
        result.Outcome.ShouldBe(CommitOutcome.Refused);
        result.Commit.ShouldBeNull();
        repository.Snapshot().ShouldBe(before, "nothing was changed");
        repository.Leftovers().ShouldBeEmpty("nothing is left behind");
    }

    private sealed record Refusal(
        string Name, Action<TemporaryRepository> Arrange, string[] Paths, string Code, Func<CommitRequest, CommitRequest>? Ask = null);
}
