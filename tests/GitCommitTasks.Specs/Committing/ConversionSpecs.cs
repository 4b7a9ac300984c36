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
        new("core.symlinks=false, where there are links", r => r.Git("config", "core.symlinks", "false"), r => r.Shell("ln -s README.md l; rm README.md; ln -s x README.md"), ["."], []),
        new("attributes that only the index has", r => r.Shell("echo '* text' > .gitattributes; mkdir d; echo '*.c ident' > d/.gitattributes; echo 1 > d/x"),
            r => r.Shell("rm .gitattributes d/.gitattributes; printf 'a\\r\\n' > f; printf '$Id: x$\\r\\n' > d/x.c"), ["f", "d/x.c"], []),
        new("attributes of the index that do not decide", r => r.Write(".gitattributes", "* linguist-vendored\n"), r => r.Shell("rm .gitattributes; printf 'a\\r\\n' > f"), ["f"], []),
        new("attributes behind a link, which git does not follow", r => r.Shell("echo '* text' > real; ln -s real .gitattributes"), CrLf, ["f", "lf"], []),
        new("text=auto, where the index has CRLF", r => r.Shell("printf 'a\\r\\n' > f; git add f; git commit -qm crlf; echo '* text=auto' > .gitattributes"),
            r => r.Shell("printf 'a\\r\\nb\\r\\n' > f"), ["f"], []),
        new("core.safecrlf=warn", r => r.Shell("git config core.autocrlf input; git config core.safecrlf warn"), CrLf, ["."], []),
        new("a CR alone", r => r.Write(".gitattributes", "* text=auto\n"), r => r.Shell("printf 'a\\rb\\r\\n' > f; printf 'a\\rb\\n' > g"), ["."], []),
        new("a byte order mark", r => r.Write(".gitattributes", "* text=auto\n"), r => r.Shell("printf '\\357\\273\\277a\\r\\n' > f; printf '\\377\\376a\\000\\r\\000\\n\\000' > u"), ["."], []),
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

    [Fact]
    public void a_conversion_that_only_the_environment_asks_for_is_made()
    {
        using var twins = new Twins().Both(r => r.Shell("printf 'a\\r\\n' > f"));
        Dictionary<string, string> configured = new() { ["GIT_CONFIG_COUNT"] = "1", ["GIT_CONFIG_KEY_0"] = "core.autocrlf", ["GIT_CONFIG_VALUE_0"] = "true" };
        twins.Gits.GitWith(configured, "add", "f");
        twins.Gits.GitWith(configured, "commit", "-qm", "scoped");

        (twins.Ours.Request("f") with { Environment = new Dictionary<string, string>(twins.Ours.Environment.Concat(configured)) }).Run().Codes().ShouldBeEmpty();

        twins.Ours.Git("rev-parse", "HEAD^{tree}").ShouldBe(twins.Gits.Git("rev-parse", "HEAD^{tree}"));
    }

    [Fact]
    public void ignore_rules_that_only_the_environment_names_hold()
    {
        using TemporaryRepository repository = new();
        repository.Write("f", "1\n");
        File.WriteAllText(repository.Outside["rules"], "f\n");
        var environment = new Dictionary<string, string>(repository.Environment)
        {
            ["GIT_CONFIG_COUNT"] = "1",
            ["GIT_CONFIG_KEY_0"] = "core.excludesFile",
            ["GIT_CONFIG_VALUE_0"] = repository.Outside["rules"],
        };

        (repository.Request("f") with { Environment = environment }).Run().Codes().ShouldBe(["GCT2007"]);
    }
}
