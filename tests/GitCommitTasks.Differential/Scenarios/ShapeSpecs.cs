namespace GitCommitTasks.Differential;

/// <summary>What becomes of a path when a file, a directory and a link take each other's place.</summary>
public sealed class ShapeSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private static readonly Scenario[] All =
    [
        new("a file that became a link", "w f 1; w g 1; base; rm f; ln -s g f", "f"),
        new("a link that became a file", "w g 1; ln -s g f; base; rm f; w f 2", "f"),
        new("a link that names something else", "w g 1; w h 1; ln -s g f; base; ln -sf h f", "f"),
        new("a link to nowhere", "w g 1; ln -s g f; base; ln -sf nowhere f", "f"),
        new("a link out of the tree", "ln -s g f; base; ln -sf /etc/hostname f", "f"),
        new("a link to a directory", "w d/x 1; ln -s g f; base; ln -sfn d f", "f"),
        new("a new link that is added first", "w d/x 1; base; ln -s d l", "l") { IsAddedFirst = true },
        new("a deleted link", "ln -s x l; w g 1; base; rm l", "l"),
        new("a directory that became a link", "w d/x 1; w e/x 1; base; rm -r d; ln -s e d", "d") { IsAddedFirst = true },
        new("a directory that became a file", "w d/x 1; w d/y/z 1; w e 1; base; rm -r d; w d 1", "d") { IsAddedFirst = true },
        new("a file that became a directory", "w d 1; w e 1; base; rm d; w d/x 1", "d")
        {
            IsAddedFirst = true,
            Differs = new("A file, a directory or a link took the place of something else",
                "-outcome: refused",
                "+outcome: committed",
                "-index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\td",
                "+index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\td/x",
                "-status: 1 .D N... 100644 100644 000000 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d",
                "-status: ? d/x",
                "-tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\td",
                "+tree: 040000 tree 1808145eca0a3bc7bbbd9ec1645e022e830c05eb\td",
                "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\td/x"),
        },
        new("a file that became an empty directory", "w d 1; w e 1; base; rm d; mkdir d", "d")
        {
            Differs = new("A file, a directory or a link took the place of something else",
                "-outcome: refused",
                "+outcome: committed",
                "-tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\td",
                "-index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\td",
                "-index: flags: 0",
                "-status: 1 .D N... 100644 100644 000000 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d"),
        },
        new("a file below what was a file", "w d 1; w e 1; base; rm d; w d/x 1", "d/x") { IsAddedFirst = true },
        new("a link that became a directory", "ln -s e d; w e/x 1; base; rm d; w d/x 1", "d")
        {
            IsAddedFirst = true,
            Differs = new("A file, a directory or a link took the place of something else",
                "-outcome: refused",
                "+outcome: committed",
                "-index: H 120000 9cbe6ea56f225388ae614c419249bfc6d734cc30 0\td",
                "+index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\td/x",
                "-status: 1 .D N... 120000 120000 000000 9cbe6ea56f225388ae614c419249bfc6d734cc30 9cbe6ea56f225388ae614c419249bfc6d734cc30 d",
                "-status: ? d/x",
                "-tree: 120000 blob 9cbe6ea56f225388ae614c419249bfc6d734cc30\td",
                "+tree: 040000 tree 1808145eca0a3bc7bbbd9ec1645e022e830c05eb\td",
                "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\td/x"),
        },
        new("files below a directory that became a link", "w d/x 1; w e/x 2; base; rm -r d; ln -s e d", "d/x")
        {
            Differs = new("A path beyond a symbolic link",
                "-outcome: committed",
                "+outcome: refused",
                "-tree: 040000 tree 1168b65cc4804aa14b9ab05da96f090e333bb7ff\td",
                "-tree: 100644 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\td/x",
                "+tree: 040000 tree 1808145eca0a3bc7bbbd9ec1645e022e830c05eb\td",
                "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\td/x",
                "-index: H 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0\td/x",
                "+index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\td/x",
                "-status: 1 .D N... 100644 100644 000000 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f d/x",
                "+status: 1 .D N... 100644 100644 000000 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d/x"),
        },
        new("a directory that became a link, by the whole tree", "w d/x 1; w e/x 1; base; rm -r d; ln -s e d", ".")
        {
            IsAddedFirst = true,
            Differs = new("A file, a directory or a link took the place of something else",
                "-outcome: nothing-to-commit",
                "+outcome: committed",
                "-index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\td/x",
                "+index: H 120000 9cbe6ea56f225388ae614c419249bfc6d734cc30 0\td",
                "-status: 1 .D N... 100644 100644 000000 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d/x",
                "-status: ? d",
                "-tree: 040000 tree 1808145eca0a3bc7bbbd9ec1645e022e830c05eb\td",
                "-tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\td/x",
                "+tree: 120000 blob 9cbe6ea56f225388ae614c419249bfc6d734cc30\td"),
        },
        new("a directory in which nothing is", "w f 1; base; mkdir d; w f 2", "d", "f")
        {
            Differs = new("A directory in which nothing is tracked or new",
                "-outcome: refused",
                "+outcome: committed",
                "-index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\tf",
                "+index: H 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0\tf",
                "-status: 1 .M N... 100644 100644 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d f",
                "-tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tf",
                "+tree: 100644 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\tf"),
        },
        new("an empty directory beside it", "w d/x 1; base; w d/x 2; mkdir d/empty", "d"),
        new("a file of a directory that became a repository", "w d/f 1; w g 1; base; git init -q d; w d/f 2", "d/f"),
        new("a file of a directory that became a repository, with commits of its own", "w d/f 1; base; git init -q d; git -C d commit -q --allow-empty -m inner; w d/f 2", "d/f"),
        new("a new file in a directory that became a repository", "w d/f 1; base; git init -q d; w d/new 1", "d/new") { IsAddedFirst = true },
        new("a file of a repository in the working tree", "w f 1; base; git init -q e; git -C e commit -q --allow-empty -m inner; w e/new 1", "e/new") { IsAddedFirst = true, Refusal = "GCT2010" },
        new("a new file beside a .git that is no repository", "w f 1; base; mkdir -p d/.git; w d/new 1", "d/new") { IsAddedFirst = true },
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
