namespace GitCommitTasks.Differential;

/// <summary>What becomes of line ends and idents on their way into the object store.</summary>
public sealed class LineEndSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    /// <summary>Files with each kind of line end, committed as they are.</summary>
    private const string Before = "printf 'a\\n' > lf; printf 'a\\r\\n' > crlf; printf 'a\\r\\nb\\n' > mixed; printf 'a\\r\\n\\0' > bin; printf 'a\\rb' > cr; : > empty; git -c core.autocrlf=false add .; git commit -qm base; ";

    /// <summary>Each changed in each way, and new ones.</summary>
    private const string After = "for i in lf crlf mixed bin cr empty; do for j in lf crlf mixed bin; do cp $i $i-$j; done; done; "
        + "printf 'b\\r\\nc\\r\\n' > lf; printf 'b\\n' > crlf; printf 'b\\nc\\r\\n' > mixed; printf '\\0b\\r\\n' > bin; printf 'c\\rd\\r\\n' > cr; printf 'a\\r\\n' > empty";

    private static readonly Scenario[] All =
    [
        new("core.autocrlf unset, attribute none", Before + "" + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute text", Before + "echo '* text' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute -text", Before + "echo '* -text' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute text=auto", Before + "echo '* text=auto' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute eol=lf", Before + "echo '* eol=lf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute eol=crlf", Before + "echo '* eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute text=auto eol=crlf", Before + "echo '* text=auto eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute -text eol=crlf", Before + "echo '* -text eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute crlf", Before + "echo '* crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute -crlf", Before + "echo '* -crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute crlf=input", Before + "echo '* crlf=input' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf unset, attribute binary", Before + "echo '* binary' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute none", Before + "git config core.autocrlf true; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute text", Before + "git config core.autocrlf true; echo '* text' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute -text", Before + "git config core.autocrlf true; echo '* -text' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute text=auto", Before + "git config core.autocrlf true; echo '* text=auto' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute eol=lf", Before + "git config core.autocrlf true; echo '* eol=lf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute eol=crlf", Before + "git config core.autocrlf true; echo '* eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute text=auto eol=crlf", Before + "git config core.autocrlf true; echo '* text=auto eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute -text eol=crlf", Before + "git config core.autocrlf true; echo '* -text eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute crlf", Before + "git config core.autocrlf true; echo '* crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute -crlf", Before + "git config core.autocrlf true; echo '* -crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute crlf=input", Before + "git config core.autocrlf true; echo '* crlf=input' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf true, attribute binary", Before + "git config core.autocrlf true; echo '* binary' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute none", Before + "git config core.autocrlf input; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute text", Before + "git config core.autocrlf input; echo '* text' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute -text", Before + "git config core.autocrlf input; echo '* -text' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute text=auto", Before + "git config core.autocrlf input; echo '* text=auto' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute eol=lf", Before + "git config core.autocrlf input; echo '* eol=lf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute eol=crlf", Before + "git config core.autocrlf input; echo '* eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute text=auto eol=crlf", Before + "git config core.autocrlf input; echo '* text=auto eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute -text eol=crlf", Before + "git config core.autocrlf input; echo '* -text eol=crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute crlf", Before + "git config core.autocrlf input; echo '* crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute -crlf", Before + "git config core.autocrlf input; echo '* -crlf' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute crlf=input", Before + "git config core.autocrlf input; echo '* crlf=input' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.autocrlf input, attribute binary", Before + "git config core.autocrlf input; echo '* binary' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.eol=crlf and text", Before + "git config core.eol crlf; echo '* text' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.eol=crlf and text=auto", Before + "git config core.eol crlf; echo '* text=auto' > .gitattributes; " + After, ".") { IsAddedFirst = true },
        new("core.safecrlf=warn and a mixed file", "w f 1; base; git config core.autocrlf input; git config core.safecrlf warn; printf 'a\\r\\nb\\n' > f", "f"),
        new("attributes of a directory over those of the top", "w d/f 1; w f 1; base; echo '* text' > .gitattributes; echo '* -text' > d/.gitattributes; printf 'a\\r\\n' > d/f; printf 'a\\r\\n' > f", ".") { IsAddedFirst = true },
        new("attributes of .git/info", "w f 1; base; echo '* text' > .git/info/attributes; printf 'a\\r\\n' > f", "f"),
        new("attributes of the user", "w f 1; base; echo '* text' > ../attributes; git config core.attributesFile \"$WORLD/attributes\"; printf 'a\\r\\n' > f", "f"),
        new("attributes by a pattern", "w a.txt 1; w b.bin 1; base; printf '*.txt text\n*.bin binary\n' > .gitattributes; printf 'a\\r\\n' > a.txt; printf 'a\\r\\n' > b.bin", ".") { IsAddedFirst = true },
        new("ident and line ends", "w f 1; base; echo '* ident text' > .gitattributes; printf '$Id: 0123$\\r\\n' > f", ".") { IsAddedFirst = true },
        new("an attributes file that is committed along", "w f 1; base; echo '* text' > .gitattributes; printf 'a\\r\\n' > f", ".") { IsAddedFirst = true },
        new("an attributes file that is changed and not committed", "echo '* -text' > .gitattributes; w f 1; base; echo '* text' > .gitattributes; printf 'a\\r\\n' > f", "f"),
        new("a link under text", "echo '* text' > .gitattributes; w f 1; base; ln -s \"$(printf 'a\\r\\nb')\" l", "l") { IsAddedFirst = true },
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
