using GitCommitTasks.Objects;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What is said to an owner whose changes plain git committed, or anybody else who does not go by owners.</summary>
public sealed class CommittedByOthersSpecs : IDisposable
{
    private const string Base = "one\ntwo\nthree\nfour\n", Shared = SharedFileEdits.Shared;
    private readonly TemporaryRepository repository = new();

    public CommittedByOthersSpecs() => repository.GitCommit((Shared, Base), ("other.txt", "1\n"));

    [Fact]
    public void whose_changes_a_plain_commit_took_is_told_by_his_next_commit_and_once()
    {
        Append("306");
        CommitAll("somebody else");
        repository.GitCommit(("other.txt", "2\n"));

        var result = repository.CommitAs("306");

        result.Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        Told(result).ShouldBe([Shared]);
        result.Diagnostics.Single(d => d.Code == "GCT4002").Message.ShouldStartWith(
            $"'{Shared}' was not staged because it is unchanged: commit {repository.Git("rev-parse", "--short=10", "HEAD~1").Trim()} 'somebody else' took it ");
        result.Validation.NotStaged.ShouldBe([Shared]);
        SaysNothing("306");
    }

    [Fact]
    public void each_of_those_whose_changes_it_took_is_told_whoever_looked_first()
    {
        Append("306");
        repository.Edit("307", text => "307\n" + text);
        CommitAll();

        repository.Edit("308", text => text.Replace("two\n", ""));
        repository.CommitAs("308").Codes().ShouldBeEmpty("it has its own");
        Told(repository.CommitAs("307")).ShouldBe([Shared]);
        repository.CommitAs(null).Codes().ShouldBeEmpty();
        Told(repository.CommitAs("306")).ShouldBe([Shared]);
        SaysNothing("306", "307", "308");
    }

    [Theory]
    [InlineData("state.json", "{\n  \"a\": 1\n}\n", "{\n  \"a\": 2\n}\n")]
    [InlineData("state.json", "[1, 2]\n", "[1, 2, 3]\n")]
    [InlineData("d/new", null, "new\n")]
    [InlineData("d/binary", "\0", "\0\0")]
    [InlineData("d/long", "1", "1\n")]
    public void it_is_found_in_a_directory_and_in_files_of_any_kind(string path, string? before, string after)
    {
        if (before is not null)
            repository.GitCommit((path, before));
        repository.EditIn("306", () => repository.Write(path, after), path);
        CommitAll();

        Told(Commit("307", ".")).ShouldBeEmpty();
        Told(Commit("306", ".")).ShouldBe([path]);
        Told(Commit("306", ".")).ShouldBeEmpty("it is said once");
    }

    /// <summary>What such a window brought is not known any more, and HEAD may have moved for anything.</summary>
    [Theory]
    [InlineData("git switch -q other")]
    [InlineData("git merge -q other")]
    public void a_switch_or_merge_while_a_window_is_open_is_no_commit_of_its_owners_changes(string script)
    {
        repository.Shell($"git switch -qc other; echo 2 >> {Shared}; git commit -qam other; git switch -q main");
        repository.InWindow("306", () => repository.Shell(script));

        repository.CommitAs("306").Codes().ShouldBeEmpty();
    }

    [Fact]
    public void own_commits_while_the_window_is_open_do_not()
    {
        repository.Begin("306");
        repository.Write(Shared, Base + "306\n");
        repository.CommitAs("306").Codes().ShouldBeEmpty();
        repository.End("306").ShouldBe(1);

        SaysNothing("306");
    }

    [Fact]
    public void a_file_that_was_made_executable_counts_too()
    {
        repository.EditIn("306", () => repository.Shell($"chmod +x {Shared}"), Shared);
        CommitAll();

        Told(repository.CommitAs("306")).ShouldBe([Shared]);
    }

    [Fact]
    public void it_is_said_beside_what_is_committed_of_other_files()
    {
        Append("306");
        CommitAll();
        repository.EditIn("306", () => repository.Write("other.txt", "306\n"), "other.txt");

        var result = Commit("306", "other.txt", Shared);

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        (result.Validation.Ok, Told(result).Single()).ShouldBe((false, Shared));
        SaysNothing("306");
    }

    [Fact]
    public void a_commit_that_is_made_again_for_another_finding_keeps_this_one()
    {
        Append("306");
        CommitAll();
        repository.Write("other.txt", "2\n");
        var request = repository.Request("other.txt", Shared) with { Owner = "306", Lock = new LockSettings { Retries = 1 } };

        var result = request.At(CommitStep.Prepared, () => repository.Write("other.txt", "3\n")).Run();

        result.Codes().ShouldBe(["GCT4001", "GCT4002"]);
        repository.Git("show", "HEAD:other.txt").ShouldBe("3\n");
        (result.Validation.Ok, result.Validation.Missing.Count, result.Validation.NotStaged.Single()).ShouldBe((false, 0, Shared));
    }

    [Fact]
    public void who_has_begun_to_edit_since_is_told_once()
    {
        var began = DateTimeOffset.UtcNow;
        Append("306");
        CommitAll();

        (repository.Request(Shared) with { Owner = "306", EditedSince = began }).Run().Codes().ShouldBe(["GCT4002"]);
    }

    [Fact]
    public void the_status_does_not_take_the_news_away()
    {
        Append("306");
        CommitAll();
        var stored = File.ReadAllText(Path.Combine(repository.ProvenanceFolder(), "provenance"));

        repository.Scoped("status").ExitCode.ShouldBe(0);

        File.ReadAllText(Path.Combine(repository.ProvenanceFolder(), "provenance")).ShouldBe(stored);
        repository.Scoped("commit", "--owner", "306", "--strict", "-m", "mine", Shared).ExitCode.ShouldBe(4);
    }

    [Fact]
    public void who_has_committed_himself_is_told_nothing()
    {
        Append("306");
        repository.CommitAs("306").Codes().ShouldBeEmpty();
        SaysNothing("306");

        repository.GitCommit((Shared, repository.Text() + "more\n"));
        SaysNothing("306");
        repository.Git("reset", "--quiet", "--soft", "HEAD~2");
        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.Committed, "its line is uncommitted again");
        SaysNothing("306");
    }

    [Theory]
    [InlineData("git checkout -q -- .")]
    [InlineData("git reset -q --hard")]
    [InlineData("git reset -q --hard HEAD~1")]
    [InlineData("git stash -q")]
    [InlineData("git stash -q; git switch -q -c elsewhere; echo 1 > other.txt; git commit -qam elsewhere")]
    [InlineData("git commit -qam took; git reset -q --hard HEAD~1")]
    [InlineData("git commit -qam took; git switch -q -c elsewhere HEAD~1")]
    public void where_the_changes_are_not_in_HEAD_nothing_is_said(string script)
    {
        repository.GitCommit(("other.txt", "2\n"));
        Append("306");
        repository.Shell(script);

        SaysNothing("306");
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void nor_is_it_when_it_had_been_known_before_they_went()
    {
        Append("306");
        CommitAll();
        repository.CommitAs(null).Codes().ShouldBeEmpty();
        repository.Git("switch", "--quiet", "--create", "elsewhere", "HEAD~1");

        SaysNothing("306");
    }

    [Fact]
    public void what_a_stash_gave_back_is_still_to_be_committed()
    {
        Append("306");
        repository.Git("stash", "--quiet");
        SaysNothing("306");
        repository.Git("stash", "pop", "--quiet");
        repository.CommitAs(null).Codes().ShouldBeEmpty("it is 306's again");
        CommitAll();

        Told(repository.CommitAs("306")).ShouldBe([Shared]);
    }

    [Fact]
    public void whose_changes_went_with_a_whole_file_is_told_by_whom_and_not_twice()
    {
        Append("306");
        (repository.Request(Shared) with { Owner = "307", Isolation = Isolation.Files }).Run().Outcome.ShouldBe(CommitOutcome.Committed);

        repository.CommitAs("306").Codes().ShouldBe(["GCT6008"]);
        SaysNothing("306", "307");
    }

    [Fact]
    public void commits_that_follow_each_other_before_they_are_noted_are_their_owners()
    {
        Append("306");
        repository.Edit("307", text => "307\n" + text);

        var first = (repository.Request(Shared) with { Owner = "306" }).At(CommitStep.LockReleased, () => repository.CommitAs("307").Codes().ShouldBeEmpty()).Run();

        first.Codes().ShouldBeEmpty();
        SaysNothing("306", "307");
    }

    [Fact]
    public void a_look_that_is_older_than_a_commit_does_not_make_it_somebody_elses()
    {
        Append("306");
        repository.CommitAs("306").Codes().ShouldBeEmpty();
        repository.InWorkspace(w =>
        {
            // Who had read HEAD before.
            using var file = OwnedFile.TryLock(w, new(Shared), TestContext.Current.CancellationToken)!;
            file.Save(file.Load(new FileStates(w).InTree(w.TreeOf(Oid.Parse(repository.Git("rev-parse", "HEAD~1").Trim())), new(Shared))));
            return true;
        });

        SaysNothing("306");
    }

    public void Dispose() => repository.Dispose();

    private void Append(string owner) => repository.Edit(owner, text => text + owner + "\n");

    private void CommitAll(string message = "plain") => repository.Shell($"git add -A; git commit -qm '{message}'");

    private CommitResult Commit(string owner, params string[] paths) => (repository.Request(paths) with { Owner = owner }).Run();

    private void SaysNothing(params string[] owners)
    {
        foreach (var owner in owners)
        {
            var result = repository.CommitAs(owner);
            (result.Outcome, result.Codes().Length).ShouldBe((CommitOutcome.NothingToCommit, 0), owner);
        }
    }

    private static string[] Told(CommitResult result)
    {
        var told = result.Diagnostics.Where(d => d.Code == "GCT4002").Select(d => d.Message.Split('\'')[1]).ToArray();
        result.Codes().ShouldBe(told.Select(_ => "GCT4002"));
        result.Validation.NotStaged.Intersect(told).ShouldBe(told);
        return told;
    }
}
