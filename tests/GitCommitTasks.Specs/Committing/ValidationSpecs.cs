using GitCommitTasks.Diagnostics;
using GitCommitTasks.Git;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Specs.Committing;

/// <summary>What validation finds, each provoked and asserted exactly. Findings are warnings: the commit is made.</summary>
public sealed class ValidationSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();
    private readonly DiagnosticBag diagnostics = new();
    private readonly Workspace workspace;

    public ValidationSpecs() =>
        workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, TimeProvider.System, diagnostics)!;

    [Fact]
    public void a_commit_that_cannot_be_read_back_is_made_and_needs_a_look()
    {
        repository.Write("f", "1\n");

        var result = repository.CommitWhile(CommitStep.LockReleased, () => File.Delete(ObjectFile(repository.Head)), "f");

        (result.Outcome, result.NeedsLook).ShouldBe((CommitOutcome.Committed, true));
        var told = result.Diagnostics.Single(d => d.Code == "GCT4008").Message;
        told.ShouldStartWith($"commit {result.Commit![..10]} is made, but could not be validated: ");
        told.ShouldNotEndWith("..");
    }

    [Fact]
    public void a_commit_that_touches_more_than_the_scope_is_found_out()
    {
        repository.GitCommit(("d/f", "1\n"), ("other", "1\n"), ("d2", "1\n"));
        var validation = Scoped("d");

        validation.CheckContent(Oid.Parse(repository.Head), []);

        Codes.ShouldBe(["GCT4003", "GCT4003"]);
        validation.Report.Unexpected.ShouldBe(["d2", "other"], "'d' does not mean 'd2'");
        validation.Report.Ok.ShouldBeFalse();
    }

    [Fact]
    public void a_changed_path_that_the_commit_lacks_is_missing()
    {
        repository.GitCommit(("f", "1\n"));
        repository.Write("g", "2\n");
        var captured = new CapturedFile(new("g"), new(EntryMode.File, Oid.Parse(repository.Git("hash-object", "g").Trim())), default);
        var validation = Scoped("f", "g");

        validation.CheckContent(Oid.Parse(repository.Head), [captured]);

        Codes.ShouldBe(["GCT4001"]);
        validation.Report.Missing.ShouldBe(["g"]);
    }

    [Fact]
    public void a_file_that_was_written_again_since_it_was_read_is_missing_as_it_is_now()
    {
        repository.Write("f", "1\n");

        var result = repository.CommitWhile(CommitStep.Prepared, () => repository.Write("f", "2\n"), "f");

        result.Codes().ShouldBe(["GCT4001"]);
        result.Validation.Missing.ShouldBe(["f"]);
        repository.Git("show", "HEAD:f").ShouldBe("1\n");
    }

    [Fact]
    public void a_file_that_was_touched_only_is_no_finding()
    {
        repository.Write("f", "1\n");

        repository.CommitWhile(CommitStep.Prepared, () => repository.Write("f", "1\n"), "f").Codes().ShouldBeEmpty();
    }

    [Fact]
    public void with_retries_a_file_that_was_written_again_is_committed_again()
    {
        repository.Write("f", "1\n");
        var request = repository.Request("f").At(CommitStep.Prepared, () => repository.Write("f", "2\n"));

        var result = (request with { Lock = new LockSettings { Retries = 1 } }).Run();

        result.Codes().ShouldBe(["GCT4001"], "the first commit's finding");
        result.Diagnostics.ShouldContain(d => d.Code == "GCT4009");
        result.Validation.Ok.ShouldBeTrue("the second has none");
        result.Commit.ShouldBe(repository.Head);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void with_retries_a_commit_that_somebody_took_off_the_branch_is_made_again()
    {
        repository.Write("f", "1\n");
        var before = repository.Head;
        var request = repository.Request("f").At(CommitStep.LockReleased, () => repository.Git("update-ref", "HEAD", before));

        var result = (request with { Lock = new LockSettings { Retries = 1 } }).Run();

        result.Codes().ShouldBe(["GCT4004"]);
        repository.Git("log", "--format=%s").ShouldBe("scoped\nfirst\n");
        result.Commit.ShouldBe(repository.Head);
        result.Validation.Ok.ShouldBeTrue();
    }

    [Fact]
    public void retries_come_to_an_end()
    {
        var writes = 0;
        repository.Write("f", "begin\n");
        var request = repository.Request("f") with
        {
            Lock = new LockSettings { Retries = 3 },
            AtStep = step =>
            {
                if (step == CommitStep.Prepared)
                    repository.Write("f", $"{++writes}\n");
            },
        };

        var result = request.Run();

        (writes, result.Validation.Ok).ShouldBe((4, false));
        result.Codes().ShouldBe(["GCT4001", "GCT4001", "GCT4001", "GCT4001"]);
    }

    [Fact]
    public void a_deletion_that_the_commit_lacks_is_missing()
    {
        var validation = Scoped("README.md");
        repository.Git("commit", "-q", "--allow-empty", "-m", "empty");

        validation.CheckContent(Oid.Parse(repository.Head), [new CapturedFile(new("README.md"), null, default)]);

        Codes.ShouldBe(["GCT4001"]);
    }

    [Fact]
    public void another_content_than_captured_is_found_out()
    {
        var (prepared, head) = Prepared("f");
        var other = new TreeEntry(EntryMode.Executable, prepared.Changes[0].New!.Id);

        Scoped("f").CheckAsMade(prepared with { Changes = [prepared.Changes[0] with { New = other }] }, head);

        Codes.ShouldBe(["GCT4006"], "the mode counts as well");
    }

    [Fact]
    public void another_parent_than_the_expected_one_is_found_out()
    {
        var (prepared, head) = Prepared("f");

        Scoped("f").CheckAsMade(prepared with { Tip = prepared.Tip with { Commit = Oid.Parse(new string('1', 40)) } }, head);

        Codes.ShouldBe(["GCT4005"]);
    }

    [Theory]
    [InlineData("RefSwapped")]
    [InlineData("IndexPublished")]
    [InlineData("LockReleased")]
    public void a_branch_that_is_reset_behind_the_commit_is_found_out(string step)
    {
        repository.Write("f", "1\n");

        var result = repository.CommitWhile(Enum.Parse<CommitStep>(step), Reset, "f");

        result.Outcome.ShouldBe(CommitOutcome.Committed, "it was on the branch");
        result.Codes().ShouldBe(["GCT4004"]);
        result.Validation.Ok.ShouldBeFalse();
    }

    [Fact]
    public void a_commit_behind_further_ones_is_reachable()
    {
        repository.Write("f", "1\n");

        repository.CommitWhile(CommitStep.LockReleased, () => repository.GitCommit(("g", "1\n"), ("f", "2\n")), "f").Codes().ShouldBeEmpty();
    }

    [Fact]
    public void a_switch_behind_the_commit_is_no_finding()
    {
        repository.Write("f", "1\n");
        repository.Git("branch", "side");

        repository.CommitWhile(CommitStep.LockReleased, () => repository.Git("switch", "-q", "side"), "f").Codes().ShouldBeEmpty("its own branch holds it");
    }

    [Fact]
    public void findings_go_to_the_error_log_with_the_commit_and_a_good_run_adds_nothing()
    {
        repository.Write("f", "1\n");
        repository.Commit("f");
        var log = Path.Combine(repository.GitDirectory, "scoped", "errors.json");
        File.Exists(log).ShouldBeFalse();
        repository.Write("f", "2\n");

        var result = repository.CommitWhile(CommitStep.LockReleased, Reset, "f");

        File.ReadAllText(log).ShouldContain(result.Commit!);
        File.ReadAllText(log).ShouldContain("\"code\": \"GCT4004\"");
    }

    public void Dispose()
    {
        workspace.Dispose();
        repository.Dispose();
    }

    private string[] Codes => [.. diagnostics.All.Select(d => d.Code)];

    /// <summary>The branch goes back to its first commit, past index and lock.</summary>
    private void Reset() => repository.Shell("first=$(git rev-list --max-parents=0 HEAD); echo $first > .git/refs/heads/main");

    private CommitValidation Scoped(params string[] paths) => new(workspace, workspace.ResolveScope(paths)!);

    /// <summary>A commit that was made, with what was prepared for it.</summary>
    private string ObjectFile(string id) => Path.Combine(repository.GitDirectory, "objects", id[..2], id[2..]);

    private (PreparedCommit Prepared, Oid Head) Prepared(string path)
    {
        repository.Write(path, "1\n");
        var request = repository.Request(path);
        var draft = CommitMessage.TryCompose(request.MessageParts, workspace.Repository, diagnostics, CancellationToken.None)!;
        var prepared = new CommitPreparation(workspace, request, held: null, CancellationToken.None).Prepare(workspace.ResolveScope([path])!, draft)!;
        prepared.Objects.Store();
        repository.Git("update-ref", "HEAD", prepared.Commit!.Hex);
        CommitObject.Read(workspace.Repository.Objects, prepared.Commit).Subject.ShouldBe("scoped");
        return (prepared, prepared.Commit);
    }
}
