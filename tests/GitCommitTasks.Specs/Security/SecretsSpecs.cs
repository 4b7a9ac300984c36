using GitCommitTasks.Diagnostics;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Security;

/// <summary>Secrets in URLs and in the environment reach no log: not stderr, not the JSON, not the error log, not the lock's record.</summary>
public sealed class SecretsSpecs : IDisposable
{
    private const string Secret = "s3cr3t-value";

    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("DEPLOY_TOKEN")]
    [InlineData("github_token")]
    [InlineData("DB_PASSWORD")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("NUGET_PAT")]
    public void a_hook_that_shows_its_environment_shows_no_secret(string variable)
    {
        repository.Write("f", "1\n");
        repository.Shell($"printf '#!/bin/sh\\nset -x\\n: \"${variable}\"\\nset +x\\necho \"refused: ${variable}\" >&2\\nexit 1\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit");
        List<string> shown = [];

        var result = (repository.Request("f") with { Environment = repository.Environment.Append(new(variable, Secret)).ToDictionary(), OnOutput = shown.Add }).Run();

        result.Codes().ShouldBe(["GCT2020"]);
        result.Diagnostics.Single(d => d.Code == "GCT2020").Message.ShouldContain("refused: ***");
        string.Join('\n', shown).ShouldNotContain(Secret);
        Everything().ShouldNotContain(Secret);
    }

    [Fact]
    public void a_value_that_is_short_or_has_a_harmless_name_is_shown()
    {
        var secrets = new Secrets(new Dictionary<string, string> { ["TOKEN"] = "true", ["PATH"] = "/usr/local/bin", ["AUTHOR_PATH"] = "/home/author", ["SSH_AUTH_SOCK"] = "/run/agent" });

        secrets.Mask("true /usr/local/bin /home/author /run/agent").ShouldBe("true /usr/local/bin /home/author /run/agent");
    }

    [Fact]
    public void a_secret_that_holds_another_is_masked_whole()
    {
        new Secrets(new Dictionary<string, string> { ["A_TOKEN"] = "abcdef", ["B_TOKEN"] = "abcdefghi" }).Mask("abcdefghi abcdef").ShouldBe("*** ***");
    }

    [Theory]
    [InlineData("commit", "-m", "x", "--owner", "https://me:s3cr3t-value@host/x", "--task=ssh://s3cr3t-value@host/y", "--session=https://a:s3cr3t-value@h", "--expect-branch=https://u:s3cr3t-value@h/b", "README.md")]
    [InlineData("commit", "-m", "x", "--author", "https://me:s3cr3t-value@host/", "README.md")]
    [InlineData("commit", "-m", "x {a}", "--field=b=c", "https://me:s3cr3t-value@host/x")]
    [InlineData("commit", "-F", "https://me:s3cr3t-value@host/message", "README.md")]
    public void a_word_with_credentials_is_told_without_them(params string[] words)
    {
        var result = repository.Scoped(words);

        result.ExitCode.ShouldNotBe(0);
        result.StandardError.ShouldNotContain(Secret);
        Everything().ShouldNotContain(Secret);
    }

    [Fact]
    public void the_record_of_the_lock_and_the_tickets_hold_no_credentials()
    {
        const string url = "https://me:s3cr3t-value@host/repository";
        var settings = new LockSettings { Command = $"clone {url}", Task = url, Session = url };
        repository.Write("f", "1\n");
        var seen = "";

        (repository.Request("f") with { Lock = settings, Owner = url }).At(CommitStep.LockAcquired, () => seen = Everything()).Run().Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Message).ShouldBeEmpty();

        seen.ShouldContain("clone https://***@host/repository");
        seen.ShouldNotContain(Secret);
    }

    public void Dispose() => repository.Dispose();

    /// <summary>All that the operation keeps in files; another program reads them, for .NET respects the locks that are held.</summary>
    private string Everything() => repository.Shell("grep -rh '' .git/scoped 2> /dev/null || :");
}
