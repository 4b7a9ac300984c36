namespace GitCommitTasks.Differential;

/// <summary>Content that goes through a filter or another encoding on its way.</summary>
public sealed class FilterSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Upper = "git config filter.up.clean 'tr a-z A-Z'; git config filter.up.smudge 'tr A-Z a-z'; echo '* filter=up' > .gitattributes; w f one; w g one; base; ";

    private static readonly Scenario[] All =
    [
        new("a clean filter on the whole tree", Upper + "w f two; w g two", ".") { IsAddedFirst = true },
        new("a clean filter on one path of several", Upper + "echo 'f filter=up' > .gitattributes; git add .; git commit -qm attributes; w f two; w g two", "f", "g"),
        new("a clean filter that fails and is required", "w f 1; base; echo '* filter=bad' > .gitattributes; git config filter.bad.clean false; git config filter.bad.required true; w f 2", "f") { Refusal = "GCT2011" },
        new("a required filter without a driver", "w f 1; base; echo '* filter=bad' > .gitattributes; git config filter.bad.required true; w f 2", "f") { Refusal = "GCT2011" },
        new("a filter that nobody has configured", "w f 1; base; echo '* filter=absent' > .gitattributes; w f 2", "f"),
        new("a clean filter that is told the path", "w 'a b' 1; w d/f 1; base; echo '* filter=path' > .gitattributes; git config filter.path.clean 'cat; echo %f'; w 'a b' 2; w d/f 2", "a b", "d/f"),
        new("a clean filter and an unchanged file", Upper, "f") { IsNothing = true },
        new("a clean filter that makes a change none", Upper + "w f ONE", "f") { IsNothing = true },
        new("a clean filter and line ends", Upper + "echo '* text filter=up' > .gitattributes; git add .; git commit -qm attributes; printf 'a\\r\\n' > f", "f"),
        new("a clean filter and a link", Upper + "ln -s target l; git add l; git commit -qm link; ln -sf other l", "l"),
        new("a clean filter and a deleted file", Upper + "rm f", "f"),
        new("a clean filter whose attributes are in .git/info", "w f 1; base; echo '* filter=up' > .git/info/attributes; git config filter.up.clean 'tr a-z A-Z'; w f two", "f"),
        new("a clean filter in a subdirectory", Upper + "w d/f one; git add .; git commit -qm more; w d/f two", "f") { From = "d" },
        new("a clean filter in a linked worktree", Upper + "git worktree add -q -b other ../linked; echo two > ../linked/f", "f") { From = "../linked" },
        new("working-tree-encoding UTF-16LE with a mark", "w f 1; base; echo '* working-tree-encoding=UTF-16LE-BOM' > .gitattributes; printf '\\377\\376a\\0\\n\\0' > f", "f"),
        new("working-tree-encoding UTF-16", "w f 1; base; echo '* working-tree-encoding=UTF-16' > .gitattributes; printf '\\376\\377\\0a\\0\\n' > f", "f"),
        new("working-tree-encoding UTF-16 without a mark", "w f 1; base; echo '* working-tree-encoding=UTF-16' > .gitattributes; printf '\\0a\\0\\n' > f", "f") { Refusal = "GCT2012" },
        new("working-tree-encoding Latin-1", "w f 1; base; echo '* text working-tree-encoding=ISO-8859-1' > .gitattributes; printf 'gr\\374n\\r\\n' > f", "f"),
        new("working-tree-encoding UTF-8", "w f 1; base; echo '* working-tree-encoding=UTF-8' > .gitattributes; printf 'grün\\n' > f", "f"),
        new("working-tree-encoding of an unknown kind", "w f 1; base; echo '* working-tree-encoding=nonsense' > .gitattributes; w f 2", "f") { Refusal = "GCT2012" },
        new("several keywords of ident", "w f 1; base; echo '* ident' > .gitattributes; printf '$Id: 1$ $Id: 2$\\n$Id: 3$\\n' > f", "f"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
