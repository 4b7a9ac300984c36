namespace GitCommitTasks.Differential;

/// <summary>What git stores instead of the working file's bytes: line ends, idents, encodings, filters.</summary>
public sealed class ConversionSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Filter = "git config filter.rev.clean rev; git config filter.rev.smudge rev; git config filter.rev.required true; echo '*.key filter=rev' > .gitattributes; ";

    private static readonly Scenario[] All =
    [
        new("core.autocrlf", "git config core.autocrlf true; w f 1; base; printf 'a\\r\\nb\\r\\n' > f", "f"),
        new("core.autocrlf=input and mixed line ends", "git config core.autocrlf input; w f 1; base; printf 'a\\r\\nb\\n' > f", "f"),
        new("core.autocrlf, where CRLF is committed", "printf 'a\\r\\n' > f; base; git config core.autocrlf true; printf 'a\\r\\nb\\r\\n' > f", "f"),
        new("core.autocrlf and a binary file", "git config core.autocrlf true; w f 1; base; printf 'a\\r\\n\\0' > f", "f"),
        new("core.safecrlf=true and line ends that come back", "git config core.autocrlf true; git config core.safecrlf true; printf 'a\\r\\n' > f; base; printf 'b\\r\\n' > f", "f"),
        new("core.safecrlf=true and line ends that do not", "w f 1; base; git config core.autocrlf true; git config core.safecrlf true; printf 'a\\r\\nb\\n' > f", "f") { Refusal = "GCT2012" },
        new("text=auto", "echo '* text=auto' > .gitattributes; w f 1; base; printf 'a\\r\\n' > f", "f"),
        new("text, and eol=crlf", "echo '* text eol=crlf' > .gitattributes; w f 1; base; printf 'a\\r\\nb\\n' > f", "f"),
        new("-text under core.autocrlf", "echo 'f -text' > .gitattributes; git config core.autocrlf true; w f 1; base; printf 'a\\r\\n' > f", "f"),
        new("the old attribute crlf=input", "echo 'f crlf=input' > .gitattributes; w f 1; base; printf 'a\\r\\n' > f", "f"),
        new("ident", "echo 'f ident' > .gitattributes; w f 1; base; printf '$Id: 123 $ $Id$ $Id: a b$\\n' > f", "f"),
        new("attributes that only the index has", "echo '* text' > .gitattributes; w f 1; base; rm .gitattributes; printf 'a\\r\\n' > f", "f"),
        new("a macro of attributes", "printf '[attr]doc text ident\\nf doc\\n' > .gitattributes; w f 1; base; printf '$Id: x$\\r\\n' > f", "f"),
        new("UTF-16 with a byte order mark", "echo 'f working-tree-encoding=UTF-16' > .gitattributes; printf '\\377\\376a\\0' > f; base; printf '\\377\\376b\\0' > f", "f"),
        new("Latin-1", "echo 'f working-tree-encoding=ISO-8859-1' > .gitattributes; printf 'a' > f; base; printf '\\344' > f", "f"),
        new("an encoding the file is not in", "echo 'f working-tree-encoding=UTF-16' > .gitattributes; printf '\\377\\376a\\0' > f; base; w f 1", "f") { Refusal = "GCT2012" },
        new("a clean filter", Filter + "w a.key abc; w f 1; base; w a.key def; w f 2", "a.key", "f"),
        new("a clean filter below a directory", Filter + "w d/a.key abc; w d/b.key abc; base; w d/a.key def; rm d/b.key", "d"),
        new("a clean filter that is not required and fails", Filter + "w a.key abc; base; git config filter.rev.required false; git config filter.rev.clean false; w a.key def", "a.key"),
        new("a clean filter and an executable file", Filter + "w a.key abc; base; w a.key def; chmod +x a.key", "a.key"),
        new("a clean filter on a file that was only touched", Filter + "w a.key abc; base; touch a.key", "a.key") { IsNothing = true },
        new("a clean filter on what is staged", Filter + "w a.key abc; base; w a.key def; git add a.key; w a.key ghi", "a.key"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
