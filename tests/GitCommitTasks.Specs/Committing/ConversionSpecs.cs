namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for what git makes of content and mode on its way into the object store.</summary>
public sealed class ConversionSpecs
{
    private static readonly Action<TemporaryRepository> CrLf = static r =>
        r.Shell("printf 'a\\r\\nb\\r\\n' > f; printf 'a\\r\\nb\\n' > mixed; printf 'a\\r\\n\\000' > bin; printf 'a\\n' > lf; printf '$Id: x$\\r\\n' > id.c");

    private static readonly Scenario[] Scenarios =
    [
        new("core.autocrlf", r => r.Git("config", "core.autocrlf", "true"), CrLf, ["."], []),
        new("core.autocrlf of the user", r => r.Git("config", "--global", "core.autocrlf", "true"), CrLf, ["."], []),
        new("core.autocrlf=input", r => r.Git("config", "core.autocrlf", "input"), CrLf, ["."], []),
        new("core.autocrlf, where the committed file has CRLF already",
            r => r.Shell("printf 'a\\r\\n' > f; git add f; git commit -qm crlf; git config core.autocrlf true"), r => r.Shell("printf 'a\\r\\nb\\r\\n' > f"), ["f"], []),
        new("text=auto", r => r.Write(".gitattributes", "* text=auto\n"), CrLf, ["."], []),
        new("text", r => r.Write(".gitattributes", "f text\nlf text\n"), CrLf, ["."], []),
        new("-text under core.autocrlf", r => r.Shell("echo '* -text' > .gitattributes; git config core.autocrlf true"), CrLf, ["."], []),
        new("eol=crlf", r => r.Write(".gitattributes", "* eol=crlf\n"), CrLf, ["."], []),
        new("eol=lf in a nested file", r => r.Write("d/.gitattributes", "* eol=lf\n"), r => r.Shell("printf 'a\\r\\n' > d/f; printf 'a\\r\\n' > g"), ["."], []),
        new("ident", r => r.Write(".gitattributes", "*.c ident\n"), CrLf, ["."], []),
        new("attributes that only info/attributes has", r => r.Shell("mkdir -p .git/info; echo '* text' > .git/info/attributes"), r => r.Shell("printf 'a\\r\\n' > f"), ["f"], []),
        new("attributes of the user", r => r.Shell("echo '* text' > ../attributes; git config --global core.attributesFile \"$(cd ..; pwd)/attributes\""),
            r => r.Shell("printf 'a\\r\\n' > f"), ["f"], []),
        new("an attributes file that is committed along", _ => { }, r => r.Shell("echo '* text' > .gitattributes; printf 'a\\r\\n' > f"), ["."], []),
        new("a filter without a driver", r => r.Write(".gitattributes", "* filter=absent\n"), r => r.Write("f", "1\n"), ["f"], []),
        new("core.fileMode=false", r => r.Shell("echo 1 > f; echo 1 > x; chmod +x x; git config core.fileMode false; git add f; git update-index --add --chmod=+x x"),
            r => r.Shell("echo 2 > f; chmod +x f; echo 2 > x; chmod -x x; echo 2 > new; chmod +x new"), ["."], []),
        new("core.symlinks=false", r => r.Shell("ln -s README.md l; git config core.symlinks false"), r => r.Shell("rm l; printf other > l; echo 2 > f"), ["."], []),
    ];

    public static TheoryData<string> Names => [.. Scenarios.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void content_and_mode_are_stored_as_git_stores_them_with(string name)
    {
        var scenario = Scenarios.Single(s => s.Name == name);
        using var twins = new Twins().Both(scenario.Arrange);

        twins.Commit(scenario.Paths);

        twins.ShouldAgree();
    }

    [Theory]
    [InlineData("core.autocrlf")]
    [InlineData("core.excludesFile")]
    public void a_conversion_that_only_the_environment_asks_for_is_refused(string name)
    {
        using TemporaryRepository repository = new();
        repository.Shell("printf 'a\\r\\n' > f");
        var environment = new Dictionary<string, string>(repository.Environment)
        {
            ["GIT_CONFIG_COUNT"] = "1",
            ["GIT_CONFIG_KEY_0"] = name,
            ["GIT_CONFIG_VALUE_0"] = "true",
        };

        var result = (repository.Request("f") with { Environment = environment }).Run();

        result.Codes().ShouldBe(["GCT9015"], "libgit2 would not see it, and store something else than git");
        repository.Snapshot().ShouldContain("? f");
    }

    [Theory]
    [InlineData("* text", "GCT9004")]
    [InlineData("* linguist-vendored", null)]
    public void attributes_that_only_the_index_has_are_refused_where_they_decide(string attributes, string? code)
    {
        using TemporaryRepository repository = new();
        repository.GitCommit((".gitattributes", attributes + "\n"));
        repository.Shell("rm .gitattributes; printf 'a\\r\\n' > f");

        repository.Commit("f").Codes().ShouldBe(code is null ? [] : [code], "git would look for them in the index");
    }
}
