using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Security;

/// <summary>A repository's configuration runs no command that the same <c>git commit</c> would not have run.</summary>
[Trait("Category", "Slow")]
public sealed class ForeignConfigurationSpecs : IDisposable
{
    /// <summary>Every setting by which git runs a command, in whichever of its commands.</summary>
    private static readonly string[] Settings =
    [
        "core.fsmonitor", "core.pager", "pager.log", "pager.var", "pager.config", "core.editor", "sequence.editor", "core.sshCommand", "core.askPass", "core.gitProxy", "core.alternateRefsCommand",
        "diff.external", "diff.evil.textconv", "diff.evil.command", "merge.evil.driver", "filter.unused.clean", "filter.unused.process", "credential.helper", "interactive.diffFilter",
        "alias.commit", "alias.log", "alias.var", "alias.config", "alias.hook", "alias.cat-file", "alias.hash-object", "alias.commit-tree", "alias.check-attr", "alias.update-ref",
        "gpg.program", "gpg.openpgp.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand", "gpg.x509.program", "trailer.evil.command", "trailer.evil.cmd",
        "uploadpack.packObjectsHook", "remote.origin.uploadpack", "remote.origin.receivepack", "submodule.evil.update", "hook.evil.command", "tar.evil.command", "man.evil.cmd", "browser.evil.cmd",
    ];

    private readonly Twins twins = new();

    [Theory]
    [InlineData(null, "")]
    [InlineData("git", "")]
    [InlineData(null, "trailer")]
    [InlineData("git", "trailer")]
    [InlineData(null, "author")]
    [InlineData(null, "date")]
    [InlineData(null, "sign")]
    [InlineData("git", "sign")]
    [InlineData(null, "hook")]
    public void it_runs_nothing_that_git_commit_does_not_run(string? engine, string asks)
    {
        twins.Both(Plant);
        if (asks == "hook")
            twins.Both(r => r.Shell("printf '#!/bin/sh\\nexit 0\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit"));
        var environment = twins.Ours.EnvironmentWith(("GIT_TERMINAL_PROMPT", "0"));
        if (engine is not null)
            environment["GIT_SCOPED_ENGINE"] = engine;

        var result = (twins.Ours.Request("f.txt") with
        {
            Environment = environment,
            Trailers = asks == "trailer" ? ["evil: x"] : [],
            Author = asks == "author" ? "tester" : null,
            Date = asks == "date" ? "yesterday" : null,
            Sign = asks == "sign" ? true : null,
        }).Run();
        string[] options = asks switch { "trailer" => ["--trailer=evil: x"], "author" => ["--author=tester"], "date" => ["--date=yesterday"], "sign" => ["-S"], _ => [] };
        var told = twins.Gits.TryGit(["commit", "-q", "--only", "-m", "scoped", .. options, "f.txt"]);

        (result.Outcome == CommitOutcome.Committed).ShouldBe(told.ExitCode == 0, told.StandardError + string.Join("; ", result.Diagnostics.Select(d => d.Message)));
        Marks(twins.Ours).Except(Marks(twins.Gits)).ShouldBeEmpty($"git ran {string.Join(", ", Marks(twins.Gits))}");
        if (asks is "trailer" or "sign")
            Marks(twins.Ours).ShouldNotBeEmpty("what was asked for runs what is configured for it, as with git: the markers work");
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("git")]
    public void looking_runs_nothing_at_all(string engine)
    {
        Plant(twins.Ours);
        twins.Ours.Git("config", "scoped.engine", engine);
        twins.Ours.Write("new.txt", "1\n");

        twins.Ours.Scoped("status").ExitCode.ShouldBe(0);
        twins.Ours.Scoped("validate", "HEAD", "--scope", "f.txt").ExitCode.ShouldBe(0);
        twins.Ours.Scoped("repair").ExitCode.ShouldBe(0);
        twins.Ours.Scoped("edit", "begin", "--owner", "o", "f.txt", "new.txt").ExitCode.ShouldBe(0);

        Marks(twins.Ours).ShouldBeEmpty();
    }

    public void Dispose() => twins.Dispose();

    /// <summary>Puts a command that leaves a mark behind each of the settings.</summary>
    private static void Plant(TemporaryRepository repository)
    {
        repository.GitCommit(("f.txt", "1\n"), (".gitattributes", "*.txt diff=evil merge=evil\n"));
        var mark = repository.Outside["mark"];
        File.WriteAllText(mark, $"#!/bin/sh\necho \"$1\" >> '{repository.Outside["marks"]}'\nexit 1\n");
        repository.Shell($"chmod +x '{mark}'");
        foreach (var setting in Settings)
            repository.Git("config", setting, setting.StartsWith("alias.", StringComparison.Ordinal) || setting.EndsWith(".update", StringComparison.Ordinal) ? $"!{mark} {setting}" : $"{mark} {setting}");
        // What is run without a shell has no arguments of its own.
        foreach (var setting in Settings.Where(s => s.StartsWith("gpg.", StringComparison.Ordinal) && s.EndsWith(".program", StringComparison.Ordinal)).Append("gpg.program"))
            repository.Git("config", setting, mark);
        repository.Write("f.txt", "2\n");
        File.Delete(repository.Outside["marks"]);
    }

    private static string[] Marks(TemporaryRepository repository) =>
        File.Exists(repository.Outside["marks"]) ? [.. File.ReadAllLines(repository.Outside["marks"]).Distinct().Order(StringComparer.Ordinal)] : [];
}
