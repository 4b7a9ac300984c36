namespace GitCommitTasks.Differential;

/// <summary>Whose name and date a commit has.</summary>
public sealed class IdentitySpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Change = "w f 1; base; w f 2";

    private static readonly Scenario[] All =
    [
        new("user.name and user.email of the repository", Change + "; git config user.name Other; git config user.email other@example.invalid", "f"),
        new("author.name and author.email", Change + "; git config author.name Author; git config author.email author@example.invalid", "f"),
        new("committer.name and committer.email", Change + "; git config committer.name Committer; git config committer.email committer@example.invalid", "f"),
        new("only author.name", Change + "; git config author.name Author", "f"),
        new("GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_AUTHOR_NAME"] = "Env", ["GIT_AUTHOR_EMAIL"] = "env@example.invalid" } },
        new("GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_COMMITTER_NAME"] = "Env", ["GIT_COMMITTER_EMAIL"] = "env@example.invalid" } },
        new("GIT_AUTHOR_NAME over author.name", Change + "; git config author.name Author", "f") { Environment = new Dictionary<string, string> { ["GIT_AUTHOR_NAME"] = "Env" } },
        new("EMAIL, where nothing is configured", Change + "; git config --global --unset user.email", "f") { Environment = new Dictionary<string, string> { ["EMAIL"] = "mail@example.invalid" } },
        new("EMAIL, where something is configured", Change, "f") { Environment = new Dictionary<string, string> { ["EMAIL"] = "mail@example.invalid" } },
        new("user.useConfigOnly and no name", Change + "; git config --global --remove-section user; git config user.useConfigOnly true", "f") { Refusal = "GCT9003" },
        new("user.useConfigOnly and a name", Change + "; git config user.useConfigOnly true", "f"),
        new("an empty GIT_AUTHOR_NAME", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_AUTHOR_NAME"] = "" }, Refusal = "GCT9003" },
        new("an empty GIT_AUTHOR_EMAIL", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_AUTHOR_EMAIL"] = "" } },
        new("a name of signs that are dropped", Change + "; git config user.name ',;<>'", "f") { Refusal = "GCT9003" },
        new("a name with signs that are dropped", Change + "; git config user.name ' .A <B>, C.; '", "f"),
        new("an address with signs that are dropped", Change + "; git config user.email ' <a@example.invalid>.'", "f"),
        new("a name that is not ASCII", Change + "; git config user.name 'Jürgen Weiß'", "f"),
        new("--author", Change, "f") { Options = ["--author", "A U Thor <author@example.invalid>"] },
        new("--author without a space", Change, "f") { Options = ["--author", "A<a@example.invalid>"] },
        new("--author with an empty address", Change, "f") { Options = ["--author", "A <>"] },
        new("--author over GIT_AUTHOR_NAME", Change, "f") { Options = ["--author", "A U Thor <author@example.invalid>"], Environment = new Dictionary<string, string> { ["GIT_AUTHOR_NAME"] = "Env" } },
        new("--author of no form, which names nobody", Change, "f") { Options = ["--author", "nobody"], Refusal = "GCT9010" },
        new("--date in ISO 8601", Change, "f") { Options = ["--date", "2005-04-07T22:13:13+02:00"] },
        new("--date in ISO 8601 with a space", Change, "f") { Options = ["--date", "2005-04-07 22:13:13 +0200"] },
        new("--date in RFC 2822", Change, "f") { Options = ["--date", "Thu, 07 Apr 2005 22:13:13 +0200"] },
        new("--date in seconds", Change, "f") { Options = ["--date", "@1112911993 -0130"] },
        new("--date in UTC", Change, "f") { Options = ["--date", "2005-04-07T22:13:13Z"] },
        new("--date without a zone", Change, "f") { Options = ["--date", "2005-04-07T22:13:13"] },
        new("--date that is none", Change, "f") { Options = ["--date", "nonsense"], Refusal = "GCT9010" },
        new("GIT_AUTHOR_DATE in ISO 8601", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_AUTHOR_DATE"] = "2005-04-07T22:13:13+0200" } },
        new("GIT_AUTHOR_DATE in RFC 2822", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_AUTHOR_DATE"] = "Thu, 7 Apr 2005 22:13:13 -0700" } },
        new("GIT_AUTHOR_DATE in seconds with an at sign", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_AUTHOR_DATE"] = "@1112911993 +0000" } },
        new("GIT_COMMITTER_DATE in ISO 8601", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_COMMITTER_DATE"] = "2005.04.07T22:13:13Z" } },
        new("GIT_COMMITTER_DATE with slashes", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_COMMITTER_DATE"] = "04/07/2005 22:13:13 +0200" } },
        new("GIT_AUTHOR_DATE that is none", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_AUTHOR_DATE"] = "nonsense" }, Refusal = "GCT9010" },
        new("GIT_REFLOG_ACTION", Change, "f") { Environment = new Dictionary<string, string> { ["GIT_REFLOG_ACTION"] = "generate" } },
        new("a subject of several lines in the reflog", Change, "f") { Message = "one\ntwo\tthree  four\n\nbody" },
        new("core.logAllRefUpdates=false", Change + "; git config core.logAllRefUpdates false; rm -r .git/logs", "f"),
        new("core.logAllRefUpdates=false and a log that is there", Change + "; git config core.logAllRefUpdates false", "f"),
        new("core.logAllRefUpdates=always", Change + "; git config core.logAllRefUpdates always; rm -r .git/logs", "f"),
        new("a name that is not UTF-8", Change + "; git config user.name \"$(printf 'J\\374rgen')\"", "f")
        {
            Differs = new("A name or an address that is not UTF-8",
                "-outcome: committed",
                "+outcome: refused",
                "-index: H 100644 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f 0\tf",
                "+index: H 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d 0\tf",
                "+status: 1 .M N... 100644 100644 100644 d00491fd7e5bb6fa28c517a0bb32b8b506539d4d d00491fd7e5bb6fa28c517a0bb32b8b506539d4d f",
                "-tree: 100644 blob 0cfbf08886fca9a91cb753ec8734c84fcbe52c9f\tf",
                "+tree: 100644 blob d00491fd7e5bb6fa28c517a0bb32b8b506539d4d\tf"),
        },
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
