namespace GitCommitTasks.Differential;

/// <summary>Repositories in formats that not every library reads.</summary>
public sealed class FormatSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Sha256 = "rm -rf .git; git init -q --template= -b main --object-format=sha256; mkdir .git/info; ";

    private static readonly Scenario[] All =
    [
        new("objects named by SHA-256", Sha256 + "w f 1; w d/g 1; base; w f 2; w d/g 2", "f"),
        new("objects named by SHA-256, and a directory", Sha256 + "w d/f 1; w d/e/g 1; base; w d/f 2; rm d/e/g; w d/h 1", "d") { IsAddedFirst = true },
        new("objects named by SHA-256, on an unborn branch", Sha256 + "w f 1; git add f", "f"),
        new("objects named by SHA-256, beside staged files", Sha256 + "w f 1; w g 1; base; w f 2; w g 2; git add g; w new 1; git add -N new", "f"),
        new("objects named by SHA-256, with hooks", Sha256 + "w f 1; base; w f 2; hook pre-commit; hook commit-msg; hook reference-transaction", "f"),
        new("a split index", "w f 1; w g 1; w h 1; base; git update-index --split-index; w f 2", "f"),
        new("a split index with changes in its own part", "w f 1; w g 1; w h 1; base; git update-index --split-index; w g 2; git add g; git rm -q h; w f 2", "f"),
        new("a split index, and a new file", "w f 1; w g 1; base; git update-index --split-index; w new 1", "new") { IsAddedFirst = true },
        new("core.splitIndex", "git config core.splitIndex true; w f 1; w g 1; base; w f 2", "f"),
        new("a sparse checkout by directories", "w a/f 1; w b/f 1; w f 1; base; git sparse-checkout set --cone a; w a/f 2; w f 2", "a", "f"),
        new("a sparse checkout by patterns", "w a/f 1; w b/f 1; w f 1; base; git sparse-checkout set --no-cone '/*' '!/b/'; w a/f 2", "a"),
        new("a file that lies outside of a sparse checkout, and is there", "w a/f 1; w b/f 1; base; git sparse-checkout set --cone a; w b/f 2; w a/f 2", "b/f", "a/f"),
        new("the whole tree of a sparse checkout", "w a/f 1; w b/f 1; base; git sparse-checkout set --cone a; w a/f 2", "."),
        new("a file that a sparse checkout left out, named", "w a/f 1; w b/f 1; base; git sparse-checkout set --cone a", "b/f") { IsNothing = true },
        new("a file that a sparse checkout left out, beside one that changed", "w a/f 1; w b/f 1; base; git sparse-checkout set --cone a; w a/f 2", "b/f", "a/f"),
        new("a new file outside of a sparse checkout", "w a/f 1; w b/f 1; base; git sparse-checkout set --cone a; w b/new 1", "b/new") { IsAddedFirst = true, Refusal = "GCT2024" },
        new("a new file outside of a sparse checkout by patterns", "w a/f 1; w b/f 1; base; git sparse-checkout set --no-cone '/*' '!/b/'; w b/new 1", "b/new") { IsAddedFirst = true, Refusal = "GCT2024" },
        new("a new file inside of a sparse checkout", "w a/f 1; w b/f 1; base; git sparse-checkout set --cone a; w a/new 1; w new 1", "a/new", "new") { IsAddedFirst = true },
        new("new files inside and outside of a sparse checkout, in a directory that is named", "w a/f 1; w b/f 1; base; git sparse-checkout set --cone a; w a/new 1; w a/f 2; w b/new 1; w \"b/it's\" 1", ".") { IsAddedFirst = true },
        new("a new file outside of a sparse checkout that git add --sparse has added", "w a/f 1; w b/f 1; base; git sparse-checkout set --cone a; w b/new 1; git add --sparse b/new", "b/new"),
        new("a new file in a sparse checkout without patterns", "w a/f 1; base; git config core.sparseCheckout true; w b/new 1", "b/new") { IsAddedFirst = true },
        new("a new file outside of a sparse checkout whose index is sparse", "w a/f 1; w b/c/f 1; base; git sparse-checkout set --cone --sparse-index a; w b/new 1", "b/new") { IsAddedFirst = true, Refusal = "GCT2024" },
        new("a sparse index", "w a/f 1; w b/f 1; w c/d/f 1; base; git sparse-checkout set --cone --sparse-index a; w a/f 2", "a/f"),
        new("a sparse index beside staged files", "w a/f 1; w a/g 1; w b/f 1; base; git sparse-checkout set --cone --sparse-index a; w a/g 2; git add a/g; w a/f 2", "a/f"),
        new("a partial clone", "w f 1; w d/g 1; base; git config uploadpack.allowFilter true; git clone -q --filter=blob:none \"file://$PWD\" ../partial; rm -rf .git; mv ../partial/.git .; mkdir -p .git/info; w f 2", "f"),
        new("core.sharedRepository", "w f 1; base; git config core.sharedRepository group; w f 2", "f"),
        new("relative worktrees", "w f 1; base; git config core.repositoryFormatVersion 1; git config extensions.noop true; w f 2", "f"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
