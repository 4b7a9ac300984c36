using CliWrap.Buffered;

namespace GitCommitTasks.Specs.Committing;

/// <summary>Signers for a test, each with a key of its own and no person to ask. An agent they start ends with them.</summary>
internal sealed class Signers(TemporaryFolder folder, IReadOnlyDictionary<string, string> environment) : IDisposable
{
    private bool hasAgent;

    /// <summary>The environment in which gpg finds its throw-away keys. Both dates are given, so that two commits can be the same.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>(environment)
    {
        ["GNUPGHOME"] = folder["gnupg"],
        ["GIT_AUTHOR_DATE"] = "@1700000000 +0100",
        ["GIT_COMMITTER_DATE"] = "@1700000060 +0100",
    };

    /// <summary>The configuration for signing in a format; makes the key.</summary>
    public string[] Configure(string format) => format switch
    {
        "openpgp" => OpenPgp(),
        "ssh" => Ssh(),
        _ => X509(),
    };

    /// <summary>A program that signs in the X.509 format of git, after having run <paramref name="before"/>.</summary>
    public string Fake(string before = "")
    {
        var program = folder["signer"];
        File.WriteAllText(program, $"""
            #!/bin/sh
            {before}
            echo >&2
            echo '[GNUPG:] SIG_CREATED ' >&2
            echo '-----BEGIN SIGNED MESSAGE-----'
            echo "by $* of $(sha1sum)"
            echo '-----END SIGNED MESSAGE-----'
            """);
        Run("chmod", "+x", program);
        return program;
    }

    public void Dispose()
    {
        if (hasAgent)
            Run("gpgconf", "--homedir", folder["gnupg"], "--kill", "all");
    }

    private string[] OpenPgp()
    {
        RequiredTool.Need("gpg", "gnupg");
        hasAgent = true;
        Directory.CreateDirectory(folder["gnupg"]);
        Run("chmod", "700", folder["gnupg"]);
        Run("gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", "Tester <tester@example.invalid>", "ed25519", "sign", "never");
        return [];
    }

    private string[] Ssh()
    {
        RequiredTool.Need("ssh-keygen", "openssh-client");
        var key = folder["key"];
        if (!File.Exists(key))
            Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key);
        File.WriteAllText(folder["allowed"], "tester@example.invalid " + File.ReadAllText(key + ".pub"));
        return ["gpg.format=ssh", $"user.signingKey={key}", $"gpg.ssh.allowedSignersFile={folder["allowed"]}"];
    }

    private string[] X509() => ["gpg.format=x509", $"gpg.x509.program={Fake()}", "user.signingKey=nobody"];

    private void Run(string program, params string[] arguments)
    {
        var result = CliWrap.Cli.Wrap(program).WithArguments(arguments).WithWorkingDirectory(folder.Path).WithValidation(CliWrap.CommandResultValidation.None)
            .WithEnvironmentVariables(Environment!).ExecuteBufferedAsync().GetAwaiter().GetResult();
        result.ExitCode.ShouldBe(0, $"{program}: {result.StandardError}");
    }
}
