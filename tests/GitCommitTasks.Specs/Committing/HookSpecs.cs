using GitCommitTasks.Diagnostics;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9: hooks run as <c>git commit --only</c> runs them, and nobody waits for a slow one.</summary>
public sealed class HookSpecs : IDisposable
{
    /// <summary>Notes the hook, its arguments, what it finds staged, and the variables git sets, less the names of private files.</summary>
    private const string Note = """
        { echo "$(basename "$0") $* in $(pwd | sed 's|.*/||')"
          env | grep -E '^GIT_(AUTHOR|COMMITTER|EDITOR|PREFIX|INDEX_FILE|DIR|WORK_TREE|LITERAL|CONFIG_PAR)' | sort
          git diff --cached --name-status
        } | sed -E 's#[^ =]*(next-index-[0-9]+\.lock|scoped/tmp/[0-9a-f]+-1$)#PRIVATE-INDEX#; s#\.git/scoped/tmp/[0-9a-f]+-[0-9]+/#.git/#' >> "$HOME/notes"
        """;

    private readonly TemporaryRepository repository = new();

    public HookSpecs()
    {
        // A date of its own, so that two runs note the same.
        repository.GitCommit(("f", "1\n"), ("g", "1\n"));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("sub/deep")]
    public void hooks_run_in_the_order_with_the_arguments_environment_and_index_of_git(string directory)
    {
        string[] hooks = ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"];
        foreach (var hook in hooks)
            Hook(hook, Note);
        repository.Write("sub/deep/keep", "");
        Dictionary<string, string> dated = new(repository.Environment) { ["GIT_AUTHOR_DATE"] = "@1700000000 +0100" };
        repository.Write("g", "staged by others\n");
        repository.Git("add", "g");

        repository.Write("f", "2\n");
        repository.GitWith(dated, "-C", directory, "commit", "-q", "--only", "-m", "x", "--", Path.GetRelativePath(repository[directory], repository["f"]));
        var expected = Notes();
        repository.Write("f", "3\n");
        var result = (repository.Request(repository["f"]) with { Directory = repository[directory], Environment = dated, Message = "x" }).Run();

        result.Codes().ShouldBeEmpty();
        Notes().ShouldBe(expected);
        expected.Split('\n').Count(l => l.Contains(" in tree", StringComparison.Ordinal)).ShouldBe(hooks.Length, "each ran, at the top");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pre-commit", true)]
    [InlineData("prepare-commit-msg", false)]
    [InlineData("commit-msg", true)]
    public void a_hook_that_fails_refuses_the_commit_with_its_words(string hook, bool skippedByNoVerify)
    {
        Hook(hook, "echo first; echo 'line 3: no' >&2; exit 7");
        repository.Write("f", "2\n");
        var before = repository.Snapshot();
        List<string> heard = [];

        var result = (repository.Request("f") with { OnOutput = heard.Add }).Run();

        result.Outcome.ShouldBe(CommitOutcome.Refused);
        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe($"the hook '{hook}' refused the commit with exit code 7: line 3: no. Nothing was committed; mend what it names.");
        heard.ShouldBe(["first", "line 3: no"], "what hooks say goes where git lets it go");
        repository.Snapshot().ShouldBe(before);
        repository.Leftovers().ShouldBeEmpty();
        (repository.Request("f") with { NoVerify = true }).Run().Outcome.ShouldBe(skippedByNoVerify ? CommitOutcome.Committed : CommitOutcome.Refused, "as git has --no-verify");
    }

    [Fact]
    public void the_hooks_of_the_message_change_it_and_it_is_cleaned_behind_them()
    {
        Hook("prepare-commit-msg", "printf 'prefix: %s\\n\\n\\n\\n' \"$(cat \"$1\")\" > \"$1.new\"; mv \"$1.new\" \"$1\"");
        Hook("commit-msg", "echo 'Change-Id: I1   ' >> \"$1\"");
        repository.Write("f", "2\n");

        repository.Commit("f").Outcome.ShouldBe(CommitOutcome.Committed);

        repository.Git("log", "-1", "--format=%B").ShouldBe("prefix: scoped\n\nChange-Id: I1\n\n");
    }

    [Fact]
    public void a_message_that_a_hook_empties_is_refused()
    {
        Hook("commit-msg", ": > \"$1\"");
        repository.Write("f", "2\n");

        repository.Commit("f").Codes().ShouldBe(["GCT2002"]);
    }

    [Fact]
    public void what_a_formatter_stages_inside_the_scope_is_committed_and_the_index_is_truthful()
    {
        Hook("pre-commit", "for f in $(git diff --cached --name-only); do tr a-z A-Z < $f > $f.new; mv $f.new $f; git add $f; done");
        repository.Write("f", "two\n");
        repository.Write("new", "three\n");

        var result = repository.Commit("f", "new");

        result.Names().ShouldBe(["Modified:f", "Added:new"]);
        repository.Git("show", "HEAD:f", "HEAD:new").ShouldBe("TWO\nTHREE\n");
        repository.Status().ShouldBeEmpty("git commit --only would show its own formatting as a staged reversal");
        result.Codes().ShouldBeEmpty();
    }

    [Fact]
    public void what_a_hook_stages_outside_of_the_scope_is_kept_out_and_said()
    {
        Hook("pre-commit", "echo side > side; echo 2 > g; git add side g");
        repository.Write("f", "2\n");

        var result = repository.Commit("f");

        result.Names().ShouldBe(["Modified:f"]);
        result.Codes().ShouldBe(["GCT2021", "GCT2021"]);
        repository.Status().Select(l => l[^1]).ShouldBe(['g', 'e'], "they are in the working tree, and not staged");
        repository.Git("diff", "--cached").ShouldBeEmpty();
    }

    [Fact]
    public void what_a_hook_edits_without_staging_is_not_committed()
    {
        Hook("pre-commit", "echo edited > f");
        repository.Write("f", "2\n");

        repository.Commit("f").Codes().ShouldBe(["GCT4001"]);

        repository.Git("show", "HEAD:f").ShouldBe("2\n", "as git has it");
        repository.Status().Single().ShouldEndWith(" f");
        repository.Git("diff", "--cached").ShouldBeEmpty();
    }

    [Fact]
    public void a_file_that_a_hook_unstages_is_deleted_from_the_commit()
    {
        Hook("pre-commit", "git rm -q --cached f");
        repository.Write("f", "2\n");

        repository.Commit("f").Names().ShouldBe(["Deleted:f"]);

        repository.Status().ShouldBe(["? f"]);
    }

    [Fact]
    public void only_pre_commit_runs_when_nothing_is_to_be_committed()
    {
        foreach (var hook in (string[])["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"])
            Hook(hook, "basename \"$0\" >> \"$HOME/notes\"");

        repository.Commit("f").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        var ours = Notes();
        repository.TryGit("commit", "-q", "--only", "-m", "x", "--", "f").ExitCode.ShouldBe(1);

        ours.ShouldBe("pre-commit\n");
        Notes().ShouldBe(ours);
    }

    [Fact]
    public void a_hook_can_make_something_to_commit_of_nothing()
    {
        Hook("pre-commit", "echo made > f; git add f");

        repository.Commit("f").Names().ShouldBe(["Modified:f"], "as git commit --only would");
    }

    [Fact]
    public void hooks_run_on_an_unborn_branch_and_without_an_index()
    {
        using TemporaryRepository unborn = new(firstCommit: false);
        unborn.Shell("mkdir -p .git/hooks; printf '#!/bin/sh\\ngit diff --cached --name-status > ../notes\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit");
        unborn.Write("f", "1\n");

        unborn.Commit("f").Codes().ShouldBeEmpty();

        File.ReadAllText(unborn.Outside["notes"]).ShouldBe("A\tf\n");
    }

    [Fact]
    public void a_hook_that_is_not_executable_is_none()
    {
        repository.Write("f", "2\n");
        repository.Shell("mkdir -p .git/hooks; echo 'exit 1' > .git/hooks/pre-commit");

        repository.Commit("f").Outcome.ShouldBe(CommitOutcome.Committed, "git ignores it as well");
    }

    [Theory]
    [InlineData("h")]
    [InlineData("~/h")]
    public void a_hook_is_looked_for_where_core_hooksPath_says(string directory)
    {
        repository.Write("f", "2\n");
        repository.Shell($"mkdir -p {directory}; printf '#!/bin/sh\\nexit 1\\n' > {directory}/pre-commit; chmod +x {directory}/pre-commit; git config core.hooksPath '{directory}'");

        repository.Commit("f").Codes().ShouldBe(["GCT2020"]);
    }

    [Fact]
    public void neither_index_lock_nor_the_commit_lock_is_held_while_a_hook_runs()
    {
        Hook("pre-commit", "ls .git/index.lock .git/scoped/lock.json 2>/dev/null >> \"$HOME/notes\"; if [ ! -e .git/in ]; then : > .git/in; echo 3 > g; unset GIT_INDEX_FILE; git commit -q --no-verify --only -m plain -- g; fi; :");
        repository.Write("f", "2\n");

        repository.Commit("f").Codes().ShouldBeEmpty();

        Notes().ShouldBeEmpty();
        repository.Git("log", "--format=%s", "-2").ShouldBe("scoped\nplain\n", "somebody committed while the hook ran");
    }

    [Fact]
    public void hooks_run_again_only_when_somebody_committed_in_the_scope()
    {
        Hook("pre-commit", "echo run >> \"$HOME/notes\"");
        repository.Write("f", "2\n");

        repository.CommitWhile(CommitStep.Prepared, () => Plain("g", "other\n"), "f").Codes().ShouldBeEmpty();
        Notes().ShouldBe("run\nrun\n"[4..], "another path moved the tip");
        repository.Write("f", "4\n");
        repository.CommitWhile(CommitStep.Prepared, () => Plain("f", "3\n", then: "4\n"), "f").Codes().ShouldBeEmpty();

        Notes().ShouldBe("run\nrun\n", "the content that they judged has another parent now");
        repository.Git("show", "HEAD:f").ShouldBe("4\n");
    }

    [Fact]
    public void hooks_that_run_again_do_so_without_the_lock_and_from_the_message_as_given()
    {
        Hook("prepare-commit-msg", "echo \"$(cat \"$1\")!\" > \"$1\"; ls .git/scoped/lock.json >> \"$HOME/notes\" 2>/dev/null; :");
        repository.Write("f", "4\n");

        repository.CommitWhile(CommitStep.LockAcquired, () => Plain("f", "3\n", then: "4\n"), "f").Codes().ShouldBeEmpty();

        Notes().ShouldBeEmpty("the lock was freed before they ran again");
        repository.Git("log", "-1", "--format=%s").ShouldBe("scoped!\n", "once, not twice");
    }

    [Fact]
    public void an_edge_that_keeps_moving_comes_to_an_end_under_the_lock()
    {
        var moves = 0;
        Hook("pre-commit", "ls .git/scoped/lock.json >> \"$HOME/notes\" 2>/dev/null; :");
        repository.Write("f", "mine\n");
        var request = repository.Request("f") with
        {
            AtStep = step =>
            {
                if (step == CommitStep.LockAcquired && ++moves < 50)
                    Plain("f", $"move {moves}\n", then: "mine\n");
            },
        };

        request.Run().Outcome.ShouldBe(CommitOutcome.Committed);

        moves.ShouldBeLessThan(10);
        Notes().ShouldNotBeEmpty("the last time they ran under the lock");
    }

    [Fact]
    public void a_hook_behind_the_commit_that_fails_is_a_warning()
    {
        Hook("post-commit", "echo 'cannot notify' >&2; exit 3");
        repository.Write("f", "2\n");

        var result = repository.Commit("f");

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        result.Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Warning).Message
            .ShouldBe("the commit is made, and the hook 'post-commit' behind it ended with exit code 3: cannot notify.");
    }

    [Fact]
    public void post_index_change_runs_when_the_index_is_published()
    {
        Hook("post-index-change", "echo \"$*\" >> \"$HOME/notes\"; git diff --cached --quiet && git diff --quiet || echo dirty >> \"$HOME/notes\"");
        repository.Write("f", "2\n");

        repository.Commit("f").Codes().ShouldBeEmpty();

        Notes().ShouldBe("0 0\n");
    }

    [Fact]
    public void post_index_change_hears_nothing_of_indexes_that_are_ours_alone()
    {
        repository.Shell("git config filter.x.clean cat; echo '* filter=x' > .git/info/attributes");
        Hook("post-index-change", "echo \"$*\" >> \"$HOME/notes\"");
        Hook("pre-commit", "exit 0");
        repository.Write("f", "2\n");

        repository.Commit("f").Codes().ShouldBeEmpty();

        Notes().ShouldBe("0 0\n", "not that of the hooks, nor that of the conversion");
    }

    [Fact]
    public void reference_transaction_sees_what_it_sees_of_git_commit()
    {
        const string note = """
            [ "$1" = aborted ] && exit 0
            said=$(cat)
            case "$said" in *" AUTO_MERGE") exit 0;; esac
            { echo "$* in $(basename $(pwd))"; env | grep -E '^GIT_(AUTHOR|COMMITTER|EDITOR|PREFIX|INDEX_FILE|DIR|WORK_TREE|LITERAL|CONFIG_PAR)' | sort
              echo "$said" | while read old new ref; do echo "$(git log -1 --format=%s $old) > $(git log -1 --format=%s $new) $ref"; done; } >> "$HOME/notes"
            """;
        Hook("reference-transaction", note);
        Dictionary<string, string> dated = new(repository.Environment) { ["GIT_AUTHOR_DATE"] = "@1700000000 +0100" };
        var before = repository.Head;
        repository.Write("f", "2\n");
        repository.GitWith(dated, "commit", "-q", "--only", "-m", "scoped", "--", "f");
        var expected = Notes();
        repository.Git("-c", "core.hooksPath=/nowhere", "reset", "-q", "--soft", before);

        (repository.Request("f") with { Environment = dated }).Run().Codes().ShouldBeEmpty();

        Notes().ShouldBe(expected);
        expected.ShouldContain("plain > scoped refs/heads/main");
        repository.Git("reflog", "-1", "--format=%gs").ShouldBe("commit: scoped\n");
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void reference_transaction_can_refuse()
    {
        Hook("reference-transaction", "[ \"$1\" != prepared ] || { echo frozen >&2; exit 1; }");
        repository.Write("f", "2\n");
        var before = repository.Snapshot();

        var result = repository.Commit("f");

        result.Codes().ShouldBe(["GCT3004"]);
        result.Diagnostics.ShouldContain(d => d.Message.Contains("frozen", StringComparison.Ordinal));
        repository.Snapshot().ShouldBe(before);
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void a_commit_inside_of_a_hook_before_the_commit_is_refused_at_once()
    {
        Hook("pre-commit", "echo \"$GIT_INDEX_FILE\" > \"$HOME/notes\"");
        repository.Write("f", "2\n");
        repository.Commit("f").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.Write("g", "2\n");
        Dictionary<string, string> inside = new(repository.Environment) { ["GIT_INDEX_FILE"] = Notes().Trim() };

        (repository.Request("g") with { Environment = inside }).Run().Codes().ShouldBe(["GCT9015"], "no recursion and no wait");
    }

    [Fact]
    public void a_hook_that_commits_under_a_lock_that_a_build_holds_does_not_wait_for_it()
    {
        Hook("post-commit", $"test -e .git/again || {{ : > .git/again; dotnet '{ScopedTool.Program}' commit --lock-timeout 20 -m inner -- g; }}");
        repository.Write("f", "2\n");
        repository.Write("g", "2\n");
        using var session = LockSession.TryAcquire(
            repository.Top, "build", new LockSettings(), lockEnabled: true, repository.Environment, null, out _, cancellation: TestContext.Current.CancellationToken)!;

        var result = session.Commit(repository.Request("f"), null, TestContext.Current.CancellationToken);

        result.Codes().ShouldBeEmpty();
        repository.Git("log", "-2", "--format=%s").ShouldBe("inner\nscoped\n");
    }

    [Fact]
    public void a_hook_is_ended_by_a_cancellation()
    {
        using CancellationTokenSource cancellation = new();
        Hook("pre-commit", "echo begun; exec sleep 600");
        repository.Write("f", "2\n");
        var request = repository.Request("f") with { OnOutput = _ => cancellation.Cancel() };

        var result = ScopedCommit.Run(request, cancellation: cancellation.Token);

        result.Outcome.ShouldBe(CommitOutcome.Cancelled);
        repository.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void what_a_hook_says_has_no_credentials()
    {
        List<string> heard = [];
        Hook("pre-commit", "echo push to https://user:secret@host/x; exit 1");
        repository.Write("f", "2\n");

        var result = (repository.Request("f") with { OnOutput = heard.Add }).Run();

        string.Join(' ', [.. heard, .. result.Diagnostics.Select(d => d.Message)]).ShouldNotContain("secret");
    }

    public void Dispose() => repository.Dispose();

    private void Hook(string name, string script)
    {
        var path = Path.Combine(repository.GitDirectory, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        repository.Shell($"chmod +x '.git/hooks/{name}'");
    }

    /// <summary>A plain commit by somebody else, without hooks.</summary>
    private void Plain(string path, string content, string? then = null)
    {
        repository.Write(path, content);
        repository.Git("-c", "core.hooksPath=/nowhere", "commit", "-q", "--only", "-m", "plain", "--", path);
        if (then is not null)
            repository.Write(path, then);
    }

    private string Notes()
    {
        var file = Path.Combine(repository.Outside["home"], "notes");
        var text = File.Exists(file) ? File.ReadAllText(file) : "";
        File.Delete(file);
        return text;
    }
}
