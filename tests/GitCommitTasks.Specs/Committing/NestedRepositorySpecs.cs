using GitCommitTasks.Specs.Ownership;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for submodules and for other repositories inside of the working tree: which commit they are at is recorded as git records it.</summary>
public sealed class NestedRepositorySpecs
{
    private const string Library = "git init -q ../lib; git -C ../lib -c user.name=x -c user.email=x commit -q --allow-empty --date=@1700000000 -m lib; ";

    private const string Dates = "export GIT_COMMITTER_DATE=@1700000000 GIT_AUTHOR_DATE=@1700000000; ";

    private const string AddSubmodule = Library + "git -c protocol.file.allow=always submodule --quiet add ../lib d/sub; ";

    private const string Move = Dates + "git -C d/sub -c user.name=x -c user.email=x commit -q --allow-empty -m next; ";

    private static readonly Action<TemporaryRepository> Nothing = static _ => { };

    private static readonly Scenario[] Scenarios =
    [
        new("a submodule that moved, named", Submodule, r => r.Shell(Move), ["d/sub"], ["Modified:d/sub"]),
        new("a submodule that moved, below the directory", Submodule, r => r.Shell(Move), ["d"], ["Modified:d/sub"]),
        new("a submodule that moved, with a trailing slash", Submodule, r => r.Shell(Move), ["d/sub/"], ["Modified:d/sub"]),
        new("a submodule that moved and whose refs are packed", Submodule, r => r.Shell(Move + "git -C d/sub pack-refs --all"), ["d/sub"], ["Modified:d/sub"]),
        new("a submodule whose HEAD is detached", Submodule, r => r.Shell(Move + "git -C d/sub checkout -q --detach"), ["d/sub"], ["Modified:d/sub"]),
        new("a submodule that git status ignores", r => Submodule(r, "git config -f .gitmodules submodule.d/sub.ignore all"), r => r.Shell(Move), ["d"], ["Modified:d/sub"]),
        new("a submodule whose dirt git status ignores", r => Submodule(r, "git config -f .gitmodules submodule.d/sub.ignore dirty"), r => r.Shell(Move), ["d/sub"], ["Modified:d/sub"]),
        new("a submodule that is staged as it is", Submodule, r => r.Shell(Move + "git add d/sub"), ["d/sub"], ["Modified:d/sub"]),
        new("a new submodule", Nothing, r => r.Shell(Dates + AddSubmodule), ["d/sub", ".gitmodules"], ["Added:.gitmodules", "Added:d/sub"]),
        new("a deleted submodule", Submodule, r => r.Shell("rm -rf d/sub"), ["d/sub"], ["Deleted:d/sub"]),
        new("a deleted submodule, below the directory", Submodule, r => r.Shell("rm -rf d/sub; echo 1 > d/f"), ["d"], ["Added:d/f", "Deleted:d/sub"]),
        new("a submodule that became a file", Submodule, r => r.Shell("rm -rf d/sub; echo 1 > d/sub"), ["d/sub"], ["TypeChanged:d/sub"]),
        new("a submodule that was forgotten", Submodule, r => r.Shell("git rm -q --cached d/sub; " + Move), ["d/sub"], ["Modified:d/sub"]),
        new("a directory that became a repository after its files were tracked", r => r.Write("d/x", "1\n"),
            r => r.Shell("git init -q d; git -C d -c user.name=x -c user.email=x commit -q --allow-empty -m x; echo 2 > d/x; echo 2 > d/y"), ["."], ["Modified:d/x", "Added:d/y"]),
        new("a directory with a .git that is none", Nothing, r => r.Shell("mkdir -p d/.git e; echo 1 > d/x; echo nothing > e/.git; echo 1 > e/x"), ["."], ["Added:d/x", "Added:e/x"]),
        new("a repository that is ignored", Nothing, r => r.Shell("echo e/ > .gitignore; git init -q e; echo 1 > e/x"), ["."], ["Added:.gitignore"]),
    ];

    public static TheoryData<string> Names => [.. Scenarios.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void recorded_as_git_records_it_is(string name)
    {
        var scenario = Scenarios.Single(s => s.Name == name);
        using var twins = new Twins().Both(scenario.Arrange);

        var result = twins.Commit(scenario.Paths);

        result.Names().ShouldBe(scenario.Expected, "the result says what the commit did");
        result.Codes().ShouldBeEmpty();
        twins.ShouldAgree();
    }

    [Theory]
    [InlineData("e")]
    [InlineData(".")]
    [InlineData("f")]
    public void a_repository_that_is_no_submodule_is_recorded_with_a_warning(string scope)
    {
        using var twins = new Twins().Both(r => r.Shell(Dates + Library + "echo 1 > f; git add f; git commit -qm f; git clone -q ../lib e; rm f; git clone -q ../lib f"));

        var result = twins.Commit(scope);

        result.Codes().ShouldBe(scope == "." ? ["GCT2041", "GCT2041"] : ["GCT2041"], "git warns: adding embedded git repository");
        twins.ShouldAgree();
    }

    [Fact]
    public void changes_inside_of_a_submodule_are_nothing_to_commit_outside()
    {
        using TemporaryRepository repository = new();
        Submodule(repository);
        repository.Git("commit", "--quiet", "-m", "sub");
        repository.Write("d/sub/x", "1\n");
        repository.Git("-C", "d/sub", "add", "x");

        repository.Commit("d").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.Commit("d/sub/x").Codes().ShouldBe(["GCT2010"], "git says: is in submodule 'd/sub'");
    }

    [Fact]
    public void a_submodule_that_is_not_checked_out_stays_as_it_is_recorded()
    {
        using TemporaryRepository repository = new();
        Submodule(repository);
        repository.Git("commit", "--quiet", "-m", "sub");
        repository.Shell("git submodule --quiet deinit -f d/sub; echo 1 > d/f; echo stray > d/sub/x");

        var result = repository.Commit(".");

        result.Names().ShouldBe(["Added:d/f"], "git commit --only fails here, and would in every clone without its submodules");
        result.Codes().ShouldBeEmpty();
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void an_owner_commits_the_submodule_it_moved()
    {
        using TemporaryRepository repository = new();
        Submodule(repository);
        repository.Git("commit", "--quiet", "-m", "sub");

        repository.EditIn("owner", () => repository.Shell(Move), "d/sub");
        (repository.Request("d/sub") with { Owner = "other" }).Run().Outcome.ShouldBe(CommitOutcome.NothingToCommit, "it is the owner's");
        (repository.Request("d/sub") with { Owner = "owner" }).Run().Names().ShouldBe(["Modified:d/sub"]);

        repository.Status().ShouldBeEmpty();
    }

    private static void Submodule(TemporaryRepository repository) => Submodule(repository, string.Empty);

    private static void Submodule(TemporaryRepository repository, string more) => repository.Shell(Dates + AddSubmodule + more);
}
