using System.Globalization;
using System.Text.RegularExpressions;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for signatures: where git would sign, the commit is signed as git signs it, or there is none.</summary>
public sealed partial class SigningSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();
    private readonly Signers signers;

    public SigningSpecs()
    {
        signers = new Signers(repository.Outside, repository.Environment);
        repository.Write("f", "1\n");
    }

    [Theory]
    [InlineData("openpgp", null)]
    [InlineData("openpgp", "tester@example.invalid")]
    [InlineData("ssh", null)]
    [InlineData("ssh", "key.pub")]
    [InlineData("x509", null)]
    [InlineData("x509", "some one")]
    public void a_signed_commit_is_the_one_of_git(string format, string? key)
    {
        Configure(signers.Configure(format));
        key = key == "key.pub" ? repository.Outside[key] : key;

        Request(true, key).Run().Codes().ShouldBeEmpty();
        var ours = repository.Head;
        repository.Git("reset", "--soft", "HEAD~");
        repository.GitWith(signers.Environment, "commit", "-q", "--only", key is null ? "-S" : "-S" + key, "-m", "scoped", "f");

        Unsigned(ours).ShouldBe(Unsigned("HEAD"), "all but the signature, to the byte");
        Content(ours).ShouldContain("\ngpgsig -----BEGIN ");
        if (format == "openpgp")
            repository.GitWith(signers.Environment, "verify-commit", ours);
        else
            ours.ShouldBe(repository.Head, "these signatures hold no time");
        if (format == "ssh")
            repository.GitWith(signers.Environment, "verify-commit", ours);
        repository.Fsck().ShouldBeEmpty();
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void the_key_can_come_from_a_command()
    {
        Configure(signers.Configure("ssh"));
        Configure("gpg.ssh.defaultKeyCommand=echo key::$(cat ../key.pub)", "gpg.ssh.program=../with-key");
        repository.Git("config", "--unset", "user.signingKey");
        File.WriteAllText(repository.Outside["with-key"], "#!/bin/sh\nfor last; do :; done\nexec ssh-keygen -Y sign -n git -f ../key \"$last\"\n");
        repository.Shell("chmod +x ../with-key");

        Request(true).Run().Codes().ShouldBeEmpty();

        Content("HEAD").ShouldContain("\ngpgsig -----BEGIN SSH SIGNATURE");
    }

    [Theory]
    [InlineData("true", null, true)]
    [InlineData("true", false, false)]
    [InlineData("false", null, false)]
    [InlineData("false", true, true)]
    [InlineData("1", null, true)]
    public void commit_gpgSign_asks_and_the_option_has_the_last_word(string configured, bool? option, bool isSigned)
    {
        Configure([.. signers.Configure("x509"), $"commit.gpgSign={configured}"]);

        Request(option).Run().Codes().ShouldBeEmpty();

        Content("HEAD").Contains("\ngpgsig ", StringComparison.Ordinal).ShouldBe(isSigned);
    }

    [Fact]
    public void the_first_commit_of_a_branch_is_signed_in_its_encoding()
    {
        Configure([.. signers.Configure("x509"), "i18n.commitEncoding=latin1"]);
        repository.Git("switch", "-q", "--orphan", "fresh");
        repository.Write("f", "1\n");

        (Request(true) with { MessageBytes = new byte[] { 0xfc } }).Run().Codes().ShouldBeEmpty();
        var ours = repository.Head;
        repository.Git("update-ref", "-d", "HEAD");
        File.WriteAllBytes(repository.Outside["message"], [0xfc]);
        repository.GitWith(signers.Environment, "commit", "-q", "--only", "-S", "-F", "../message", "f");

        ours.ShouldBe(repository.Head);
    }

    [Fact]
    public void a_signer_that_fails_leaves_nothing_behind()
    {
        Configure("gpg.format=ssh", "user.signingKey=no/such/key", "commit.gpgSign=true");
        var before = repository.Snapshot();

        var result = Request(null).Run();

        result.Outcome.ShouldBe(CommitOutcome.Refused);
        result.Codes().ShouldBe(["GCT9030"]);
        result.Diagnostics.Single(d => d.Code == "GCT9030").Message.ShouldContain("no/such/key", customMessage: "the signer's own words");
        repository.Snapshot().ShouldBe(before);
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void commit_gpgSign_that_is_neither_true_nor_false_is_refused_as_by_git()
    {
        Configure("commit.gpgSign=perhaps");

        Request(null).Run().Codes().ShouldBe(["GCT9010"], "an unsigned commit would be a silent difference");
        repository.TryGit("commit", "--only", "-m", "x", "f").ExitCode.ShouldBe(128);
    }

    [Theory]
    [InlineData(true, "1\n")]
    [InlineData(false, "first\n")]
    public void nobody_is_asked_to_sign_what_is_not_committed(bool dryRun, string content)
    {
        Configure([.. signers.Configure("x509"), $"gpg.x509.program={signers.Fake("touch ../asked")}"]);
        repository.Write("README.md", content);

        (repository.Request("README.md") with { Sign = true, DryRun = dryRun }).Run().Outcome.ShouldBe(CommitOutcome.NothingToCommit);

        File.Exists(repository.Outside["asked"]).ShouldBeFalse();
    }

    [Fact]
    public void no_lock_waits_for_a_signer()
    {
        Configure([.. signers.Configure("x509"), $"gpg.x509.program={signers.Fake("ls -A .git .git/scoped > ../seen")}"]);

        Request(true).Run().Codes().ShouldBeEmpty();

        var seen = File.ReadAllLines(repository.Outside["seen"]);
        seen.ShouldContain("HEAD");
        seen.ShouldNotContain("index.lock");
        seen.ShouldNotContain("lock.json", "the record of who holds the commit lock");
    }

    [Fact]
    public void a_commit_whose_branch_has_moved_is_signed_anew_and_nobody_waits_for_it()
    {
        Configure([.. signers.Configure("x509"), $"gpg.x509.program={signers.Fake("ls -A .git/scoped >> ../seen; echo signed >> ../seen")}"]);

        var result = Request(true).At(CommitStep.Prepared, () => repository.GitCommit(("other", "1\n"))).Run();

        result.Codes().ShouldBeEmpty();
        repository.Git("log", "-2", "--format=%s").ShouldBe("scoped\nplain\n");
        Content("HEAD").ShouldContain("\ngpgsig ");
        var seen = File.ReadAllLines(repository.Outside["seen"]);
        seen.Count(l => l == "signed").ShouldBe(2);
        seen.ShouldNotContain("lock.json");
    }

    [Fact]
    public void a_branch_that_moves_while_each_signature_is_made_comes_to_an_end()
    {
        const string move = "echo >> ../signatures; git update-ref HEAD $(git commit-tree -p HEAD -m other HEAD^{tree})";
        Configure([.. signers.Configure("x509"), $"gpg.x509.program={signers.Fake(move)}"]);

        var result = Request(true).Run();

        result.Codes().ShouldBe(["GCT3003"]);
        File.ReadAllLines(repository.Outside["signatures"]).Length.ShouldBeLessThan(20, "others wait for the lock");
        repository.Git("log", "-1", "--format=%s").ShouldBe("other\n");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void a_signer_that_takes_long_can_be_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        Configure([.. signers.Configure("x509"), $"gpg.x509.program={signers.Fake("echo $$ > ../pid.new; mv ../pid.new ../pid; exec sleep 600")}"]);
        using FileSystemWatcher watcher = new(repository.Outside.Path, "pid");
        watcher.Renamed += (_, _) => cancellation.Cancel();
        watcher.EnableRaisingEvents = true;

        var result = ScopedCommit.Run(Request(true), cancellation: cancellation.Token);

        result.Outcome.ShouldBe(CommitOutcome.Cancelled);
        var pid = int.Parse(File.ReadAllText(repository.Outside["pid"]), CultureInfo.InvariantCulture);
        SpinWait.SpinUntil(() => ProcessIdentity.Default.Look(pid).Lives == false, TimeSpan.FromSeconds(30)).ShouldBeTrue("it was ended");
        repository.Leftovers().ShouldBeEmpty();
    }

    public void Dispose()
    {
        signers.Dispose();
        repository.Dispose();
    }

    private CommitRequest Request(bool? sign, string? key = null) => repository.Request("f") with { Sign = sign, SigningKey = key, Environment = signers.Environment };

    private void Configure(params string[] settings)
    {
        foreach (var setting in settings)
            repository.Git("config", setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>In a SHA-256 repository the header has another name (commit.c, <c>gpg_sig_headers</c>).</summary>
    private string Content(string commit) => repository.Git("cat-file", "commit", commit).Replace("\ngpgsig-sha256 ", "\ngpgsig ", StringComparison.Ordinal);

    private string Unsigned(string commit) => GpgSig().Replace(Content(commit), "");

    [GeneratedRegex(@"^gpgsig .*\n( .*\n)+", RegexOptions.Multiline)]
    private static partial Regex GpgSig();
}
