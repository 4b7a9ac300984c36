namespace GitCommitTasks.Differential;

/// <summary>A scope that is read from a file.</summary>
public sealed class PathListSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Change = "w a 1; w b 1; w c 1; base; w a 2; w b 2; w c 2";

    private static readonly Scenario[] All =
    [
        new("a list of paths", Change + "; printf 'a\\nb\\n' > ../list") { Options = ["--pathspec-from-file=../list"] },
        new("a list without a last line end", Change + "; printf 'a\\nb' > ../list") { Options = ["--pathspec-from-file", "../list"] },
        new("a list with carriage returns", Change + "; printf 'a\\r\\nb\\r\\n' > ../list") { Options = ["--pathspec-from-file=../list"] },
        new("a list with NULs", Change + "; printf 'a\\0b\\0' > ../list") { Options = ["--pathspec-from-file=../list", "--pathspec-file-nul"] },
        new("a list with quoted names", Change + "; w 'a b\"' 1; git add .; printf '\"a b\\\\\"\"\\n\"\\\\141\"\\n' > ../list") { Options = ["--pathspec-from-file=../list"] },
        new("a list with NULs and quotes, which are literal", Change + "; w '\"a\"' 1; git add .; printf '\"a\"\\0' > ../list") { Options = ["--pathspec-from-file=../list", "--pathspec-file-nul"] },
        new("a list with a badly quoted name", Change + "; printf '\"a\\n' > ../list") { Options = ["--pathspec-from-file=../list"], Refusal = "GCT2019" },
        new("a list that is not there", Change) { Options = ["--pathspec-from-file=../list"], Refusal = "GCT2019" },
        new("an empty list", Change + "; : > ../list") { Options = ["--pathspec-from-file=../list"], Refusal = "GCT2001" },
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
