namespace GitCommitTasks.Differential;

/// <summary>Names that a shell, a pathspec or a file system could take for something else.</summary>
public sealed class NameSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private static readonly Scenario[] All =
    [
        new("a name that begins with a dash", "printf '1\\n' > ./-f; w f 1; base; printf '2\\n' > ./-f; w f 2", "-f"),
        new("a name like an option", "printf '1\\n' > ./--all; w f 1; base; printf '2\\n' > ./--all; w f 2", "--all"),
        new("a name with a line end", "printf '1\\n' > 'a\nb'; w a 1; base; printf '2\\n' > 'a\nb'", "a\nb"),
        new("a name with quotes", "w 'a\"b' 1; w \"c'd\" 1; base; w 'a\"b' 2; w \"c'd\" 2", "a\"b", "c'd"),
        new("a name with a backslash", "w 'a\\b' 1; base; w 'a\\b' 2", "a\\b"),
        new("a name with spaces", "w ' a b ' 1; base; w ' a b ' 2", " a b "),
        new("a name with a tab", "w 'a\tb' 1; base; w 'a\tb' 2", "a\tb"),
        new("a name that is a glob", "w '*' 1; w f 1; base; w '*' 2; w f 2", "*"),
        new("a name with brackets", "w '[ab]' 1; w a 1; base; w '[ab]' 2; w a 2", "[ab]"),
        new("a name with a question mark", "w 'a?' 1; w ab 1; base; w 'a?' 2; w ab 2", "a?"),
        new("a name like pathspec magic", "w ':(top)f' 1; w f 1; base; w ':(top)f' 2; w f 2", ":(top)f"),
        new("a name like an exclusion", "w ':!f' 1; w f 1; base; w ':!f' 2; w f 2", ":!f"),
        new("a name like a comment", "w '#f' 1; base; w '#f' 2", "#f"),
        new("a name with a dollar sign", "w '$HOME' 1; base; w '$HOME' 2", "$HOME"),
        new("a name with a percent sign", "w 'a%20b' 1; base; w 'a%20b' 2", "a%20b"),
        new("a name with a semicolon", "w 'a;b' 1; w a 1; base; w 'a;b' 2; w a 2", "a;b"),
        new("a name with an at sign", "w '@{u}' 1; base; w '@{u}' 2", "@{u}"),
        new("a name like a commit", "w HEAD 1; w main 1; base; w HEAD 2; w main 2", "HEAD", "main"),
        new("a file whose name is not ASCII", "w grün/straße 1; base; w grün/straße 2", "grün/straße"),
        new("a name with an emoji", "w 🚀 1; base; w 🚀 2", "🚀"),
        new("a decomposed name", "w \"$(printf 'u\\314\\210')\" 1; base; w \"$(printf 'u\\314\\210')\" 2", "u\u0308"),
        new("a composed name beside the decomposed one", "w \"$(printf 'u\\314\\210')\" 1; w \"$(printf '\\303\\274')\" 1; base; w \"$(printf 'u\\314\\210')\" 2; w \"$(printf '\\303\\274')\" 2", "\u00fc"),
        new("a decomposed name with core.precomposeUnicode", "git config core.precomposeUnicode true; w \"$(printf 'u\\314\\210')\" 1; base; w \"$(printf 'u\\314\\210')\" 2", "u\u0308"),
        new("a name beside one that is not UTF-8", "w \"$(printf 'a\\377')\" 1; w f 1; base; w f 2", "f"),
        new("names that differ in case", "w f 1; w F 1; base; w f 2; w F 2", "F"),
        new("names that differ in case, with core.ignoreCase", "w Read 1; base; git config core.ignoreCase true; w Read 2", "Read"),
        new("a file named in another case, with core.ignoreCase", "w Read 1; base; git config core.ignoreCase true; w Read 2", "read") { Refusal = "GCT2006" },
        new("a name that begins like another", "w a 1; w a-b 1; w a.b 1; w a0 1; base; w a 2; w a-b 2; w a.b 2; w a0 2", "a"),
        new("a directory that sorts between files", "w d/x 1; w d-e 1; w d.e 1; w d0 1; base; w d/x 2; w d-e 2; w d.e 2; w d0 2", "d"),
        new("a long name", "w $(printf 'a%.0s' $(seq 200)) 1; base; w $(printf 'a%.0s' $(seq 200)) 2", new string('a', 200)),
        new("a name that ends in a dot", "w 'f.' 1; base; w 'f.' 2", "f."),
        new("a name of dots", "w ... 1; base; w ... 2", "..."),
        new("names like those of git's own files", "w .gitignore x; w .gitmodules ''; w .gitattributes '* -text'; w git 1; base; w .gitignore y; w git 2; w .gitattributes '* text'", ".gitignore", "git", ".gitattributes"),
        new(".GIT", "w f 1; base; w .GIT 1", ".GIT") { Refusal = "GCT2004" },
        new(".git further down", "w f 1; base; w d/.git x", "d/.git") { Refusal = "GCT2004" },
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
