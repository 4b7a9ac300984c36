namespace GitCommitTasks.Specs.Committing;

/// <summary>Names are bytes: one that is not UTF-8 is committed by its bytes, shown as git quotes it, and never taken for deleted or for another.</summary>
public sealed class NamesBeyondUtf8Specs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    private static readonly Scenario[] Scenarios =
    [
        new("a new file", static _ => { }, r => r.Shell("mkdir d; echo 1 > \"$(printf 'd/\\377')\""), ["d"], ["Added:\"d/\\377\""]),
        new("a tracked file that is unchanged", r => r.Shell("mkdir d; echo 1 > \"$(printf 'd/\\377')\""), r => r.Shell("echo 1 > d/y"), ["d"], ["Added:d/y"]),
        new("a tracked file that changed", r => r.Shell("mkdir d; echo 1 > \"$(printf 'd/\\377')\""), r => r.Shell("echo 2 > \"$(printf 'd/\\377')\""), ["."], ["Modified:\"d/\\377\""]),
        new("a tracked file that was deleted", r => r.Shell("mkdir d; echo 1 > \"$(printf 'd/\\377')\"; echo 1 > d/y"), r => r.Shell("rm \"$(printf 'd/\\377')\""), ["."], ["Deleted:\"d/\\377\""]),
        new("a directory", static _ => { }, r => r.Shell("d=\"$(printf 'caf\\351')\"; mkdir \"$d\"; echo 1 > \"$d/x\"; ln -s x \"$d/l\""), ["."], ["Added:\"caf\\351/l\"", "Added:\"caf\\351/x\""]),
        new("a directory with rules of its own", static _ => { },
            r => r.Shell("d=\"$(printf 'caf\\351')\"; mkdir \"$d\"; printf '*.o\\n' > \"$d/.gitignore\"; printf '* text\\n' > \"$d/.gitattributes\"; printf '1\\r\\n' > \"$d/x\"; echo 1 > \"$d/x.o\""), ["."],
            ["Added:\"caf\\351/.gitattributes\"", "Added:\"caf\\351/.gitignore\"", "Added:\"caf\\351/x\""]),
        new("a filtered file", r => r.Shell("git config filter.x.clean rev; echo '* filter=x' > .gitattributes"), r => r.Shell("echo abc > \"$(printf '\\377')\""), ["."], ["Added:\"\\377\""]),
        new("a repository", static _ => { },
            r => r.Shell("export GIT_COMMITTER_DATE=@1700000000 GIT_AUTHOR_DATE=@1700000000; d=\"$(printf 'r\\377')\"; git init -q \"$d\"; git -C \"$d\" -c user.name=x -c user.email=x commit -q --allow-empty -m x"),
            ["."], ["Added:\"r\\377\""]),
    ];

    public static TheoryData<string> Names => [.. Scenarios.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void committed_by_its_bytes_is(string name)
    {
        var scenario = Scenarios.Single(s => s.Name == name);
        using var twins = new Twins().Both(scenario.Arrange);

        var result = twins.Commit(scenario.Paths);

        result.Names().ShouldBe(scenario.Expected, "shown as git quotes it");
        result.Codes().ShouldBe(name == "a repository" ? ["GCT2041"] : []);
        twins.ShouldAgree();
    }

    [Fact]
    public void names_that_differ_in_such_a_byte_do_not_look_alike()
    {
        repository.Shell("for n in '\\376' '\\377' '\\357\\277\\275' '\"\\\\377\"'; do echo 1 > \"$(printf \"$n\")\"; done");

        var names = repository.Commit(".").Names();

        names.ShouldBeUnique();
        names.Length.ShouldBe(4);
        repository.Status().ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();
}
