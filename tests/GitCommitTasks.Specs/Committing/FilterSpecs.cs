using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for what only git can convert: clean filters, long running filter processes, encodings. Git does it, in one call for the whole scope.</summary>
public sealed class FilterSpecs : IDisposable
{
    /// <summary>Reverses the bytes of each line: what is stored is not what is on disk, and nobody needs a key.</summary>
    private const string Crypt = "git config filter.crypt.clean 'rev'; git config filter.crypt.smudge 'rev'; git config filter.crypt.required true; ";

    private static readonly Action<TemporaryRepository> Edits = static r => r.Shell("mkdir -p d; echo secret > d/a.key; echo another > b.key; echo open > c");

    private static readonly Scenario[] Scenarios =
    [
        new("a clean filter", r => r.Shell(Crypt + "echo '*.key filter=crypt' > .gitattributes"), Edits, ["."], []),
        new("a clean filter and named files", r => r.Shell(Crypt + "echo '*.key filter=crypt' > .gitattributes"), Edits, ["d/a.key", "c"], []),
        new("a clean filter that gets the name", r => r.Shell("git config filter.name.clean 'echo %f; cat'; echo '* filter=name' > .gitattributes"),
            r => r.Shell("mkdir -p \"it's d\"; echo 1 > \"it's d/-n\"; echo 2 > '*'; echo 3 > 'a\nb'"), ["."], []),
        new("a filter that is not required and fails", r => r.Shell("git config filter.x.clean false; echo '* filter=x' > .gitattributes"), Edits, ["."], []),
        new("a filter that only an attributes file of the same commit asks for", r => r.Shell(Crypt), r => r.Shell("echo '*.key filter=crypt' > .gitattributes; echo abc > a.key"), ["."], []),
        new("a filter that the index asks for alone", r => r.Shell(Crypt + "echo '*.key filter=crypt' > .gitattributes"), r => r.Shell("rm .gitattributes; echo abc > a.key"), ["a.key"], []),
        new("a filter that attributes behind a link take away, which git does not follow", r => r.Shell(Crypt + "echo '*.key filter=crypt' > .gitattributes; mkdir d; echo '* -filter' > none; ln -s ../none d/.gitattributes"),
            r => r.Shell("echo abc > d/a.key"), ["d/a.key"], []),
        new("a filter beside line ends", r => r.Shell(Crypt + "echo '*.key filter=crypt text' > .gitattributes"), r => r.Shell("printf 'a\\r\\n' > a.key"), ["."], []),
        new("a filter where an executable file is", r => r.Shell(Crypt + "echo '*.key filter=crypt' > .gitattributes"), r => r.Shell("echo abc > a.key; chmod +x a.key"), ["."], []),
        new("a filter and a link of that name", r => r.Shell(Crypt + "echo '*.key filter=crypt' > .gitattributes"), r => r.Shell("echo 1 > abc; ln -s abc a.key"), ["."], []),
        new("an encoding", r => r.Write(".gitattributes", "*.txt working-tree-encoding=UTF-16LE eol=crlf\n"), r => r.Shell("printf 'a\\000\\r\\000\\n\\000' > a.txt"), ["."], []),
        new("an encoding with a byte order mark", r => r.Write(".gitattributes", "*.txt working-tree-encoding=UTF-16\n"), r => r.Shell("printf '\\377\\376a\\000' > a.txt"), ["."], []),
        new("an encoding that is UTF-8", r => r.Write(".gitattributes", "*.txt working-tree-encoding=utf8\n"), r => r.Shell("printf '\\377\\376a\\000' > a.txt"), ["."], []),
        new("a filter where core.fileMode is false", r => r.Shell(Crypt + "git config core.fileMode false; echo '*.key filter=crypt' > .gitattributes; echo 1 > a.key; git add a.key; git update-index --chmod=+x a.key; git commit -qm x"),
            r => r.Shell("echo abc > a.key; chmod -x a.key"), ["."], []),
        new("a filter under settings for the shared index", r => r.Shell(Crypt + "git config index.version 4; git config core.untrackedCache true; git config feature.manyFiles true; echo '*.key filter=crypt' > .gitattributes"), Edits, ["."], []),
    ];

    private readonly TemporaryRepository repository = new();

    public static TheoryData<string> Names => [.. Scenarios.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void content_is_stored_as_git_stores_it_with(string name)
    {
        var scenario = Scenarios.Single(s => s.Name == name);
        using var twins = new Twins().Both(scenario.Arrange);

        twins.Commit(scenario.Paths).Codes().ShouldBeEmpty();

        twins.ShouldAgree();
    }

    [Fact]
    public void what_a_filter_says_is_passed_on_with_secrets_masked()
    {
        repository.Shell("git config filter.x.clean 'echo pulled from https://me:hunter2@example.invalid/ >&2; cat'; echo '*.key filter=x' > .gitattributes");
        Edits(repository);
        List<Diagnostic> heard = [];

        ScopedCommit.Run(repository.Request("b.key"), heard.Add, cancellation: TestContext.Current.CancellationToken).Outcome.ShouldBe(CommitOutcome.Committed);

        var said = heard.Single(d => d.Code == "GCT2040").Message;
        said.ShouldContain("pulled from https://");
        said.ShouldNotContain("hunter2");
    }

    [Fact]
    public void what_a_failing_filter_says_is_in_the_refusal()
    {
        repository.Shell("git config filter.x.clean 'echo no key, says https://me:hunter2@example.invalid/ >&2; false'; git config filter.x.required true; echo '*.key filter=x' > .gitattributes");
        Edits(repository);

        var result = repository.Commit("b.key");

        result.Codes().ShouldBe(["GCT2011"]);
        result.Diagnostics[^1].Message.ShouldContain("no key");
        result.Diagnostics[^1].Message.ShouldNotContain("hunter2");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void a_file_that_changes_while_it_is_filtered_is_filtered_again()
    {
        repository.Shell("git config filter.x.clean 'cat; test -e ../changed || { touch ../changed; echo late >> a.key; }'; echo '*.key filter=x' > .gitattributes; echo early > a.key");

        repository.Commit("a.key", ".gitattributes").Codes().ShouldBeEmpty();

        repository.Git("show", "HEAD:a.key").ShouldBe("early\nlate\n");
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void a_filter_sees_nothing_of_ours()
    {
        repository.Shell("git config filter.x.clean 'env | grep ^GIT_ | grep -v ^GIT_CONFIG_ | grep -v ^GIT_CEILING | grep -v ^GIT_SCOPED_ENGINE= | grep -v ^GIT_DEFAULT_HASH= | cut -d= -f1 >&2; cat'; echo '*.key filter=x' > .gitattributes; echo 1 > a.key");

        var result = repository.Commit("a.key");

        result.Diagnostics.Single(d => d.Code == "GCT2040").Message.ShouldBe("git says of 'a.key': GIT_EXEC_PATH; GIT_PREFIX; GIT_INDEX_FILE", "what git always sets, and an index, as while git commits");
    }

    [Fact]
    public void a_line_end_that_is_converted_wants_git_and_one_that_is_not_does_not()
    {
        using TemporaryRepository plain = new(initArguments: "--object-format=sha1");
        plain.Shell("git config core.autocrlf true; printf 'a\\n' > lf; printf 'a\\r\\n' > crlf");
        var withoutGit = plain.EnvironmentWith(("PATH", plain.Outside.Path), ("GIT_SCOPED_ENGINE", "auto"));

        (plain.Request("lf") with { Environment = withoutGit }).Run().Outcome.ShouldBe(CommitOutcome.Committed, "there is nothing to convert");
        (plain.Request("crlf") with { Environment = withoutGit }).Run().Codes().ShouldBe(["GCT9017"]);
    }

    public void Dispose() => repository.Dispose();
}
