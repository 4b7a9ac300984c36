namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for named files: tree, index and status are those of <c>git commit --only</c>.</summary>
public sealed class FileContentSpecs
{
    private static readonly Action<TemporaryRepository> Nothing = static _ => { };

    private static readonly Scenario[] Scenarios =
    [
        new("a modified file", r => r.Write("f", "1\n"), r => r.Write("f", "2\n"), ["f"], ["Modified:f"]),
        new("a new file", Nothing, r => r.Write("d/f", "1\n"), ["d/f"], ["Added:d/f"]),
        new("a deleted file", r => r.Write("f", "1\n"), r => File.Delete(r["f"]), ["f"], ["Deleted:f"]),
        new("a file deleted from the index as well", r => r.Write("f", "1\n"), r => r.Git("rm", "-q", "f"), ["f"], ["Deleted:f"]),
        new("a file made executable", r => r.Write("f", "1\n"), r => r.Shell("chmod +x f"), ["f"], ["ModeChanged:f"]),
        new("a file made plain", r => r.Shell("echo 1 > f; chmod +x f"), r => r.Shell("chmod -x f"), ["f"], ["ModeChanged:f"]),
        new("a new executable file", Nothing, r => r.Shell("echo 1 > f; chmod +x f"), ["f"], ["Added:f"]),
        new("a file that became a link", r => r.Write("f", "1\n"), r => r.Shell("rm f; ln -s README.md f"), ["f"], ["TypeChanged:f"]),
        new("a link that became a file", r => r.Shell("ln -s README.md f"), r => r.Shell("rm f; echo 1 > f"), ["f"], ["TypeChanged:f"]),
        new("a link to nowhere", Nothing, r => r.Shell("ln -s ./no/where f"), ["f"], ["Added:f"]),
        new("a link to a directory", r => r.Write("d/x", "1\n"), r => r.Shell("ln -s d f"), ["f"], ["Added:f"]),
        new("a link to a file outside", Nothing, r => r.Shell("ln -s /etc/hostname f"), ["f"], ["Added:f"]),
        new("a file that became a directory", r => r.Write("f", "1\n"), r => r.Shell("rm f; mkdir f; echo 2 > f/x"), ["f"], ["Deleted:f", "Added:f/x"]),
        new("a file that gave way to a named file below it", r => r.Write("f", "1\n"), r => r.Shell("rm f; mkdir f; echo 2 > f/x"), ["f/x"], ["Deleted:f", "Added:f/x"]),
        new("a directory that became a file", r => r.Shell("mkdir f; echo 1 > f/x; echo 2 > f/y"), r => r.Shell("rm -r f; echo 3 > f"), ["f"],
            ["Added:f", "Deleted:f/x", "Deleted:f/y"]),
        new("a directory that became a link", r => r.Shell("mkdir f; echo 1 > f/x"), r => r.Shell("rm -r f; ln -s README.md f"), ["f"], ["Added:f", "Deleted:f/x"]),
        new("an empty file", Nothing, r => r.Write("f", ""), ["f"], ["Added:f"]),
        new("a file that was emptied", r => r.Write("f", "1\n"), r => r.Write("f", ""), ["f"], ["Modified:f"]),
        new("a binary file", Nothing, r => File.WriteAllBytes(r["f"], [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7))]), ["f"], ["Added:f"]),
        new("a file of 20 MB", Nothing, r => File.WriteAllBytes(r["f"], [.. Enumerable.Repeat((byte)'x', 20_000_000)]), ["f"], ["Added:f"]),
        new("a file that was added by intent", Nothing, r => r.Shell("echo 1 > f; git add -N f"), ["f"], ["Added:f"]),
        new("a file that is staged as it is", Nothing, r => r.Shell("echo 1 > f; git add f"), ["f"], ["Added:f"]),
        new("a file forgotten by git rm --cached", r => r.Write("f", "1\n"), r => r.Shell("git rm -q --cached f; echo 2 > f"), ["f"], ["Modified:f"]),
        new("two files of one directory", r => r.Write("d/a", "1\n"), r => r.Shell("echo 2 > d/a; echo 2 > d/b; echo 2 > d/c"), ["d/a", "d/b"], ["Modified:d/a", "Added:d/b"]),
        new("the last file of nested directories", r => r.Write("a/b/c/f", "1\n"), r => File.Delete(r["a/b/c/f"]), ["a/b/c/f"], ["Deleted:a/b/c/f"]),
        new("the last file of all", Nothing, r => File.Delete(r["README.md"]), ["README.md"], ["Deleted:README.md"]),
        new("a name with spaces", Nothing, r => r.Write(" a b ", "1\n"), [" a b "], ["Added: a b "]),
        new("a name with quotes", Nothing, r => r.Write("it's \"so\"", "1\n"), ["it's \"so\""], ["Added:it's \"so\""]),
        new("a name with a line end", Nothing, r => r.Write("a\nb\tc", "1\n"), ["a\nb\tc"], ["Added:a\nb\tc"]),
        new("a name with a leading dash", Nothing, r => r.Write("-m", "1\n"), ["-m"], ["Added:-m"]),
        new("a name that looks like a pattern", Nothing, r => r.Shell("echo 1 > '*'; echo 1 > other"), ["*"], ["Added:*"]),
        new("a name in brackets", Nothing, r => r.Shell("echo 1 > '[ab]'; echo 1 > a"), ["[ab]"], ["Added:[ab]"]),
        new("a name that looks like magic", Nothing, r => r.Write(":(top)x", "1\n"), [":(top)x"], ["Added::(top)x"]),
        new("a name beyond ASCII", Nothing, r => r.Write("ü/日本/\U0001F600.txt", "1\n"), ["ü/日本/\U0001F600.txt"], ["Added:ü/日本/\U0001F600.txt"]),
        new("a name that sorts between a file and a directory", r => r.Shell("mkdir a; echo 1 > a/x; echo 1 > a.c"), r => r.Write("a-b", "1\n"), ["a-b"], ["Added:a-b"]),
    ];

    public static TheoryData<string> Names => [.. Scenarios.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void a_file_is_committed_as_git_would(string name)
    {
        var scenario = Scenarios.Single(s => s.Name == name);
        using var twins = new Twins().Both(scenario.Arrange);

        var result = twins.Commit(scenario.Paths);

        result.Names().ShouldBe(scenario.Expected, "the result says what the commit did");
        result.Codes().ShouldBeEmpty();
        twins.ShouldAgree();
    }
}
