using GitCommitTasks.Specs.Ownership;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9: every step of a commit, and everything built on commits, works where git itself has to do some or all of it.</summary>
[Trait("Category", "Slow")]
public sealed class RepositoryKindSpecs : IDisposable
{
    private readonly List<IDisposable> opened = [];

    public static TheoryData<string> Kinds => [.. RepositoryKind.All];

    public static TheoryData<string, string> KindsAndSteps
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (var kind in RepositoryKind.All)
            {
                foreach (var step in Enum.GetNames<CommitStep>())
                    all.Add(kind, step);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void the_commit_is_the_one_git_makes(string kind)
    {
        var (ours, gits) = (Create(kind), Create(kind));
        foreach (var repository in (TemporaryRepository[])[ours, gits])
        {
            repository.GitCommit(("d/changed", "1\n"), ("d/gone", "1\n"), ("d/tool", "1\n"), ("kept", "1\n"), ("named gone", "1\n"));
            repository.Write(".gitignore", "*.log\n");
            repository.Write("d/new/.gitignore", "*\n!f\n!link\n");
            repository.Write("staged", "theirs\n");
            repository.Git("add", "staged");
            repository.Shell("echo 2 > d/changed; rm d/gone 'named gone'; chmod +x d/tool; echo 1 > d/new/f; echo 1 > d/new/x; ln -s f d/new/link; echo 2 > kept");
        }

        var result = ours.Commit("d", "named gone");

        result.Outcome.ShouldBe(CommitOutcome.Committed, string.Join('\n', result.Diagnostics.Select(d => d.Message)));
        result.Codes().ShouldBeEmpty();
        gits.Git("add", "-A", "--", "d", "named gone");
        gits.Git("commit", "--quiet", "--only", "-m", "scoped", "--", "d", "named gone");
        ours.Git("ls-tree", "-r", "HEAD").ShouldBe(gits.Git("ls-tree", "-r", "HEAD"));
        ours.Git("rev-parse", "HEAD^{tree}").ShouldBe(gits.Git("rev-parse", "HEAD^{tree}"));
        ours.Git("ls-files", "-s", "-v").ShouldBe(gits.Git("ls-files", "-s", "-v"));
        ours.Git("status", "--porcelain=v2").ShouldBe(gits.Git("status", "--porcelain=v2"));
        ours.Git("log", "-g", "-1", "--format=%gs").ShouldBe("commit: scoped\n");
        ours.Git("log", "-g", "-1", "--format=%gs", "main").ShouldBe("commit: scoped\n");
        ours.ShouldBeSound(kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void commits_follow_each_other_and_plain_git_goes_on_from_there(string kind)
    {
        var repository = Create(kind);
        for (var round = 1; round <= 3; round++)
        {
            repository.Write("a/f", $"{round}\n");
            repository.Write("g", $"{round}\n");
            repository.Commit("a").Codes().ShouldBeEmpty();
            repository.GitCommit(("g", $"plain {round}\n"));
        }

        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Git("log", "--format=%s").ShouldBe("plain\nscoped\nplain\nscoped\nplain\nscoped\nfirst\n");
        repository.FilesOf("HEAD~").ShouldBe(["M\ta/f"]);
        repository.ShouldBeSound(kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void the_first_commit_of_a_branch_has_no_parent(string kind)
    {
        var repository = Create(kind, firstCommit: false);
        repository.Write("d/f", "1\n");

        var result = repository.Commit("d");

        result.Codes().ShouldBeEmpty();
        result.Parent.ShouldBeNull();
        repository.Git("log", "-g", "--format=%gs", "main").ShouldBe("commit (initial): scoped\n");
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void a_linked_worktree_and_a_detached_HEAD_commit_too(string kind)
    {
        var repository = Create(kind);
        repository.Git("worktree", "add", "--quiet", "--detach", "../side");
        var side = repository.Outside["side"];
        File.WriteAllText(Path.Combine(side, "f"), "side\n");

        var result = (repository.Request("f") with { Directory = side }).Run();

        result.Codes().ShouldBeEmpty();
        result.Branch.ShouldBe("HEAD");
        repository.Git("-C", side, "rev-parse", "HEAD").Trim().ShouldBe(result.Commit);
        repository.Git("-C", side, "status", "--porcelain").ShouldBeEmpty();
        repository.Git("log", "--format=%s", "main").ShouldBe("first\n");
        repository.ShouldBeSound(kind);
    }

    [Theory]
    [MemberData(nameof(KindsAndSteps))]
    public async Task killed_at_a_step_the_next_commit_finishes_what_was_left(string kind, string step)
    {
        var repository = Create(kind);
        repository.GitCommit(("f", "1\n"), ("g", "1\n"));
        repository.Shell("echo 2 > f; echo 2 > g; echo theirs > staged; git add staged");
        using (var contender = ContenderProcess.StartWith(repository.Environment, "commit", repository.Top, "f", "--die-at", step))
            (await contender.Ended()).ShouldBe(137, await contender.Errors);
        var happened = Enum.Parse<CommitStep>(step) >= CommitStep.RefSwapped;

        repository.Commit("g").Outcome.ShouldBe(CommitOutcome.Committed);

        repository.Git("status", "--porcelain").ShouldBe(happened ? "A  staged\n" : " M f\nA  staged\n", "no phantom reversal (I5)");
        repository.FilesOf("HEAD").ShouldBe(["M\tg"]);
        repository.ShouldBeSound(kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void what_a_racing_commit_put_back_is_healed_by_the_next_commit_and_by_repair(string kind)
    {
        foreach (var byRepair in (bool[])[true, false])
        {
            var repository = Create(kind);
            repository.GitCommit(("f", "1\n"), ("gone", "1\n"), ("g", "1\n"));
            var index = File.ReadAllBytes(Path.Combine(repository.GitDirectory, "index"));
            repository.Shell("echo 2 > f; rm gone; echo 1 > new");
            repository.Commit("f", "gone", "new").Codes().ShouldBeEmpty();
            repository.Git("update-ref", "HEAD", repository.Git("commit-tree", "-p", "HEAD", "-m", "foreign", "HEAD^{tree}").Trim());
            File.WriteAllBytes(Path.Combine(repository.GitDirectory, "index"), index);

            if (byRepair)
            {
                Repair(repository).Select(a => a.Kind).ShouldBe(["index-healed", "index-healed", "index-healed"]);
            }
            else
            {
                repository.Write("g", "2\n");
                repository.Commit("g").Codes().ShouldBe(["GCT5006", "GCT5006", "GCT5006"]);
            }

            repository.Git("status", "--porcelain").ShouldBeEmpty();
            repository.ShouldBeSound(kind);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void each_owner_commits_its_own_lines_of_a_shared_file(string kind)
    {
        var repository = Create(kind);
        repository.GitCommit((SharedFileEdits.Shared, "one\ntwo\nthree\n"));
        repository.Edit("306", text => text.Replace("one", "ONE"));
        repository.Edit("307", text => text.Replace("three", "THREE"));

        repository.CommitAs("307").Codes().ShouldBeEmpty();

        repository.LastDiff().ShouldBe(["-three", "+THREE"]);
        repository.CommitAs("306").Codes().ShouldBeEmpty();
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void a_commit_is_found_by_name_and_validated(string kind)
    {
        var repository = Create(kind);
        repository.GitCommit(("d/f", "1\n"), ("out", "1\n"));

        var result = CommitCheck.Run(new CheckRequest(repository.Top, "HEAD", ["d"], new LockSettings(), repository.Environment), null, null, TestContext.Current.CancellationToken);

        result.Commit.ShouldBe(repository.Head);
        result.Report.Unexpected.ShouldBe(["out"]);
        CommitCheck.Run(new CheckRequest(repository.Top, "no-such", ["d"], new LockSettings(), repository.Environment), null, null, TestContext.Current.CancellationToken)
            .Diagnostics.Select(d => d.Code).ShouldBe(["GCT4007"]);
    }

    public void Dispose() => opened.ForEach(r => r.Dispose());

    private TemporaryRepository Create(string kind, bool firstCommit = true)
    {
        var repository = RepositoryKind.Create(kind, firstCommit);
        opened.Add(repository);
        return repository;
    }

    private static IReadOnlyList<RepairAction> Repair(TemporaryRepository repository)
    {
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, TimeProvider.System, new());
        return new Recovery(workspace!).Repair(TestContext.Current.CancellationToken);
    }
}
