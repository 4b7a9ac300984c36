namespace GitCommitTasks.Differential;

/// <summary>Signed commits, with keys whose signatures are the same each time.</summary>
public sealed class SigningSpecs(FrontEndPool pool) : DifferentialSpecs(pool, All)
{
    private const string Key = "w f 1; base; w f 2; ssh-keygen -q -t ed25519 -N '' -C '' -f ../key; git config gpg.format ssh; git config user.signingKey \"$WORLD/key.pub\"; ";

    private static readonly Scenario[] All =
    [
        new("commit.gpgSign with an ssh key", Key + "git config commit.gpgSign true", "f"),
        new("-S with an ssh key", Key, "f") { Options = ["-S"] },
        new("-S with an ssh key that is named", Key + "git config --unset user.signingKey", "f") { Options = ["-S" + "../key.pub"] },
        new("-S with an author and a date", Key, "f") { Options = ["-S", "--author", "A U Thor <author@example.invalid>", "--date", "2005-04-07T22:13:13+02:00"] },
        new("--no-gpg-sign over commit.gpgSign", Key + "git config commit.gpgSign true", "f") { Options = ["--no-gpg-sign"] },
        new("an ssh key of the configuration, and no wish to sign", Key, "f"),
        new("a signed commit on an unborn branch", Key + "git config commit.gpgSign true; git checkout -q --orphan other", "f"),
        new("a signed commit with hooks", Key + "git config commit.gpgSign true; hook commit-msg 'echo more >> \"$1\"'", "f"),
        new("a key that is not there", Key + "git config commit.gpgSign true; rm ../key", "f") { Refusal = "GCT9030" },
        new("a signing program that fails", Key + "git config commit.gpgSign true; git config gpg.format openpgp; git config gpg.program false", "f") { Refusal = "GCT9030" },
        new("a signing program of one's own", Key + "printf '#!/bin/sh\\ncat > /dev/null; printf \"[GNUPG:] SIG_CREATED \\\\n\" >&2; echo signature' > ../sign; chmod +x ../sign; git config commit.gpgSign true; git config gpg.format openpgp; git config gpg.program \"$WORLD/sign\"", "f"),
    ];

    public static TheoryData<string> Names => [.. All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_commit_and_what_it_leaves_are_gits_for(string scenario) => ShouldBeAsGit(scenario);
}
