namespace GitCommitTasks.Differential;

/// <summary>Which mode a file gets.</summary>
public sealed class ModeSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private static readonly Scenario[] All =
    [
        new("a file that became executable", "w f 1; base; chmod +x f", "f"),
        new("a file that is no longer executable", "w f 1; chmod +x f; base; chmod -x f", "f"),
        new("a file changed and made executable", "w f 1; base; w f 2; chmod +x f", "f"),
        new("a file whose group may write", "w f 1; base; chmod g+w f; w g 1", "f") { IsNothing = true },
        new("an executable bit of the group only", "w f 1; base; chmod 654 f", "f") { IsNothing = true },
        new("a new executable", "w f 1; base; w x 1; chmod +x x", "x") { IsAddedFirst = true },
        new("core.fileMode=false and a bit on disk", "w f 1; base; git config core.fileMode false; w f 2; chmod +x f", "f"),
        new("core.fileMode=false and only a bit on disk", "w f 1; base; git config core.fileMode false; chmod +x f", "f") { IsNothing = true },
        new("core.fileMode=false and an executable whose bit is gone", "w f 1; chmod +x f; base; git config core.fileMode false; w f 2; chmod -x f", "f"),
        new("core.fileMode=false and a bit in the index", "w f 1; base; git config core.fileMode false; git update-index --chmod=+x f", "f")
        {
            Differs = new("An executable bit that only the index has, with `core.fileMode=false`",
                "-outcome: nothing-to-commit",
                "+outcome: committed",
                "-tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tf",
                "+tree: 100755 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tf",
                "-status: 1 M. N... 100644 100755 100755 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d f"),
        },
        new("core.fileMode=false and a bit in the index, with a change", "w f 1; base; git config core.fileMode false; git update-index --chmod=+x f; w f 2", "f")
        {
            Differs = new("An executable bit that only the index has, with `core.fileMode=false`",
                "-tree: 100644 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\tf",
                "+tree: 100755 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\tf",
                "-status: 1 M. N... 100644 100755 100755 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f f"),
        },
        new("a bit in the index that the disk does not have", "w f 1; base; git update-index --chmod=+x f; w f 2", "f"),
        new("core.fileMode=false and a new executable", "w f 1; base; git config core.fileMode false; w x 1; chmod +x x", "x") { IsAddedFirst = true },
        new("core.symlinks=false and a link as a file", "ln -s a l; base; git config core.symlinks false; rm l; printf b > l", "l"),
        new("core.symlinks=false and an unchanged link as a file", "ln -s a l; base; git config core.symlinks false; rm l; printf a > l", "l") { IsNothing = true },
        new("core.symlinks=false and a real link", "ln -s a l; base; git config core.symlinks false; ln -sf b l", "l"),
        new("core.symlinks=false and a changed file", "w f 1; base; git config core.symlinks false; w f 2", "f"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
