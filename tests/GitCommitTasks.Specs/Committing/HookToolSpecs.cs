namespace GitCommitTasks.Specs.Committing;

/// <summary>I9: the tools that people install hooks with work as they do under <c>git commit --only</c>.</summary>
[Trait("Category", "Slow")]
public sealed class HookToolSpecs : IDisposable
{
    /// <summary>A formatter: makes its files upper case, and refuses the word FORBIDDEN.</summary>
    private const string Formatter = """
        const fs = require('fs');
        for (const file of process.argv.slice(2)) {
          const text = fs.readFileSync(file, 'utf8').toUpperCase();
          if (text.includes('FORBIDDEN')) { console.error(file + ': that word'); process.exit(1); }
          fs.writeFileSync(file, text);
        }
        """;

    private readonly TemporaryRepository repository = new();

    [Fact]
    public void husky_with_lint_staged_formats_what_is_committed_and_nothing_else()
    {
        InstallHusky();
        repository.Write("f.txt", "mine\n");
        repository.Write("others.txt", "staged by others\n");
        repository.Git("add", "others.txt");

        var result = repository.Commit("f.txt");

        result.Outcome.ShouldBe(CommitOutcome.Committed, Said(result));
        result.Codes().ShouldBeEmpty();
        repository.Git("show", "HEAD:f.txt").ShouldBe("MINE\n");
        File.ReadAllText(repository["f.txt"]).ShouldBe("MINE\n");
        File.ReadAllText(repository["others.txt"]).ShouldBe("staged by others\n");
        repository.Status().ShouldHaveSingleItem().ShouldEndWith(" others.txt");
        repository.Git("diff", "--cached", "--name-only").ShouldBe("others.txt\n", "it is staged as it was");
        repository.Git("stash", "list").ShouldBeEmpty();
    }

    [Fact]
    public void husky_with_lint_staged_refuses_and_leaves_everything_as_it_was()
    {
        InstallHusky();
        repository.Write("f.txt", "forbidden\n");
        var before = repository.Snapshot();

        var result = repository.Commit("f.txt");

        result.Codes().ShouldBe(["GCT2020"]);
        repository.Snapshot().ShouldBe(before);
        File.ReadAllText(repository["f.txt"]).ShouldBe("forbidden\n");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void husky_checks_the_message()
    {
        InstallHusky();
        repository.Write(".husky/commit-msg", "grep -q '^feat: ' \"$1\" || { echo 'begin with feat:'; exit 1; }\n");
        repository.Write("f.txt", "x\n");

        repository.Commit("f.txt").Diagnostics.Select(d => d.Message).ShouldContain(m => m.Contains("the hook 'commit-msg' refused", StringComparison.Ordinal));
        (repository.Request("f.txt") with { Message = "feat: x" }).Run().Outcome.ShouldBe(CommitOutcome.Committed);
    }

    [Fact]
    public void lefthook_formats_and_stages_what_is_committed()
    {
        RequiredTool.NeedHookTools();
        repository.Write("format.js", Formatter);
        repository.Write("lefthook.yml", "pre-commit:\n  commands:\n    format:\n      glob: \"*.txt\"\n      run: node format.js {staged_files}\n      stage_fixed: true\n");
        LinkTools();
        repository.GitCommit((".gitignore", "node_modules\n"));
        repository.Shell("node_modules/.bin/lefthook install >/dev/null 2>&1");
        repository.Write("f.txt", "mine\n");
        repository.Write("others.txt", "not staged\n");

        var result = repository.Commit("f.txt");

        result.Outcome.ShouldBe(CommitOutcome.Committed, Said(result));
        repository.Git("show", "HEAD:f.txt").ShouldBe("MINE\n");
        File.ReadAllText(repository["others.txt"]).ShouldBe("not staged\n");
        repository.FilesOf("HEAD").ShouldBe(["A\tf.txt"]);
        repository.Git("diff", "--", "f.txt").ShouldBeEmpty();
        repository.Git("diff", "--cached").ShouldBeEmpty();
    }

    [Fact]
    public void pre_commit_refuses_what_it_has_to_change_and_passes_what_is_right()
    {
        RequiredTool.Need("pre-commit", "pre-commit");
        repository.GitCommit((".pre-commit-config.yaml", """
            repos:
            - repo: local
              hooks:
              - id: upper
                name: upper
                entry: sh -c 'for f in "$@"; do tr a-z A-Z < $f > $f.new; cmp -s $f $f.new && rm $f.new || mv $f.new $f; done' --
                language: system
                files: \.txt$

            """));
        repository.Shell("pre-commit install >/dev/null");
        repository.Write("f.txt", "mine\n");
        repository.Write("others.txt", "not staged\n");

        repository.Commit("f.txt").Codes().ShouldBe(["GCT2020"], "it changed the file, and says so");
        var second = repository.Commit("f.txt");

        second.Outcome.ShouldBe(CommitOutcome.Committed, Said(second));
        repository.Git("show", "HEAD:f.txt").ShouldBe("MINE\n");
        File.ReadAllText(repository["others.txt"]).ShouldBe("not staged\n");
    }

    public void Dispose() => repository.Dispose();

    private void InstallHusky()
    {
        RequiredTool.NeedHookTools();
        LinkTools();
        repository.GitCommit(
            (".gitignore", "node_modules\n"),
            ("package.json", "{ \"name\": \"x\", \"private\": true, \"lint-staged\": { \"*.txt\": \"node format.js\" } }\n"),
            ("format.js", Formatter),
            (".husky/pre-commit", "node_modules/.bin/lint-staged\n"));
        repository.Shell("node_modules/.bin/husky >/dev/null");
        repository.Git("config", "core.hooksPath").ShouldBe(".husky/_\n", "husky is installed");
    }

    private void LinkTools() => Directory.CreateSymbolicLink(repository["node_modules"], RequiredTool.HookTools);

    private static string Said(CommitResult result) => string.Join('\n', result.Diagnostics.Select(d => d.Message));
}
