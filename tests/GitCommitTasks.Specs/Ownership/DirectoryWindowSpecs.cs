using GitCommitTasks.Diagnostics;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>A window on a directory covers everything below it: what is there, what appears, what goes.</summary>
public sealed class DirectoryWindowSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public DirectoryWindowSpecs() => repository.GitCommit(("gen/keep", "keep\n"), ("gen/deep/file", "one\ntwo\n"), ("other/file", "other\n"));

    [Theory]
    [InlineData("gen", "gen")]
    [InlineData("gen", "gen/deep")]
    [InlineData("gen/deep", "gen")]
    [InlineData("gen", "gen/deep/file")]
    [InlineData("gen/deep/file", "gen")]
    [InlineData("gen", "gen/not/there")]
    [InlineData("gen/not/there", "gen")]
    [InlineData(".", "gen/keep")]
    [InlineData("gen/keep", ".")]
    [InlineData("new", "new/below")]
    [InlineData("new/below", "new")]
    public void windows_that_cover_one_path_exclude_each_other(string first, string second)
    {
        Begin("306", first).ShouldBeEmpty();

        Begin("307", second).ShouldBe(["GCT6005"]);
        End("306", first);
        Begin("307", second).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gen", "other")]
    [InlineData("gen/deep", "gen/keep")]
    [InlineData("gen/deep", "gen/deep-er")]
    public void windows_beside_each_other_are_open_at_once(string first, string second)
    {
        Begin("306", first).ShouldBeEmpty();
        Begin("307", second).ShouldBeEmpty();
    }

    [Fact]
    public void what_is_changed_made_and_deleted_below_it_is_its_owners()
    {
        repository.EditIn("306", () =>
        {
            repository.Write("gen/new/a", "new\n");
            repository.Write("gen/deep/file", "one\ntwo of 306\n");
            File.Delete(repository["gen/keep"]);
        }, "gen");

        Commit("307", ".").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        Commit("306", ".").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.FilesOf("HEAD").ShouldBe(["M\tgen/deep/file", "D\tgen/keep", "A\tgen/new/a"]);
        repository.Status().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("307")]
    [InlineData(null)]
    public void a_commit_beside_an_open_one_takes_nothing_that_was_changed_in_it(string? committer)
    {
        repository.Write("gen/before", "of a person\n");
        Begin("306", "gen").ShouldBeEmpty();
        repository.Write("gen/new", "half an edit\n");
        repository.Write("gen/before", "of a person\nhalf an edit\n");
        repository.Write("gen/keep", "half an edit\n");
        repository.Write("beside", "beside\n");

        var result = Commit(committer, ".");

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        repository.FilesOf("HEAD").ShouldBe(["A\tbeside", "A\tgen/before"]);
        repository.Git("show", "HEAD:gen/before").ShouldBe("of a person\n");
        result.Isolation.LeftOut.Select(l => (l.Path, l.Owner)).ShouldBe([("gen/before", "306"), ("gen/keep", "306"), ("gen/new", "306")], ignoreOrder: true);
        End("306", "gen");
        Commit("306", ".").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.FilesOf("HEAD").ShouldBe(["M\tgen/before", "M\tgen/keep", "A\tgen/new"]);
    }

    [Fact]
    public void what_was_there_before_it_was_opened_stays_what_it_was()
    {
        repository.EditIn("307", () => repository.Write("gen/deep/file", "one\ntwo\nof 307\n"), "gen/deep/file");
        repository.Write("gen/deep/file", "of a person\none\ntwo\nof 307\n");
        repository.Write("gen/by-hand", "of a person\n");

        repository.EditIn("306", () =>
        {
            repository.Write("gen/deep/file", "of a person\none\ntwo\nof 307\nof 306\n");
            repository.Write("gen/by-hand", "of a person\nof 306\n");
        }, "gen");

        Commit("306", ".").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.Git("show", "HEAD:gen/deep/file").ShouldBe("one\ntwo\nof 306\n");
        repository.Git("show", "HEAD:gen/by-hand").ShouldBe("of 306\n");
        Commit("307", ".").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.Git("show", "HEAD:gen/deep/file").ShouldBe("one\ntwo\nof 307\nof 306\n");
    }

    [Fact]
    public void the_owners_commit_from_within_takes_his_changes_and_the_end_the_rest()
    {
        repository.Write("gen/deep/file", "of a person\none\ntwo\n");
        Begin("306", "gen").ShouldBeEmpty();
        repository.Write("gen/deep/file", "of a person\none\ntwo\nof 306\n");
        Commit("306", "gen/deep").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.Write("gen/deep/file", "of a person\none\ntwo\nof 306\nmore of 306\n");
        End("306", "gen").ShouldBe(["gen/deep/file"]);

        Commit("306", "gen").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.FilesOf("HEAD").ShouldBe(["M\tgen/deep/file"]);
        repository.Git("show", "HEAD:gen/deep/file").ShouldBe("one\ntwo\nof 306\nmore of 306\n");
    }

    [Fact]
    public void who_ends_without_having_begun_is_refused_and_gets_nothing()
    {
        repository.Write("gen/by-hand", "of a person\n");

        repository.InWorkspace(w =>
        {
            new EditWindows(w).End(w.ResolveScope(["gen"]), "306", TestContext.Current.CancellationToken).ShouldBeEmpty();
            return w.Diagnostics.All.Select(d => d.Code).ToArray();
        }).ShouldBe(["GCT6006"]);

        Commit(null, "gen").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.FilesOf("HEAD").ShouldBe(["A\tgen/by-hand"]);
    }

    [Fact]
    public void a_directory_that_is_deleted_in_it_is_its_owners_deletion()
    {
        repository.EditIn("306", () => Directory.Delete(repository["gen"], recursive: true), "gen");

        Commit("306", "gen").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.FilesOf("HEAD").ShouldBe(["D\tgen/deep/file", "D\tgen/keep"]);
    }

    [Fact]
    public void a_directory_may_become_a_file_and_a_file_a_directory()
    {
        repository.EditIn("306", () =>
        {
            Directory.Delete(repository["gen"], recursive: true);
            repository.Write("gen", "a file now\n");
            File.Delete(repository["other/file"]);
            repository.Write("other/file/below", "a directory now\n");
        }, "gen", "other/file");

        Commit("306", ".").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.FilesOf("HEAD").ShouldBe(["A\tgen", "D\tgen/deep/file", "D\tgen/keep", "D\tother/file", "A\tother/file/below"], ignoreOrder: true);
        Windows().ShouldBeEmpty();
    }

    [Fact]
    public void who_puts_a_file_in_the_place_of_a_directory_takes_along_what_another_deleted_there_and_says_so()
    {
        repository.EditIn("306", () => Directory.Delete(repository["gen"], recursive: true), "gen/keep");
        repository.EditIn("307", () => repository.Write("gen", "a file now\n"), "gen");

        var result = Commit("307", "gen");

        repository.FilesOf("HEAD").ShouldBe(["A\tgen", "D\tgen/deep/file", "D\tgen/keep"], ignoreOrder: true);
        result.Files.Select(f => f.Path).ShouldBe(["gen", "gen/deep/file", "gen/keep"], ignoreOrder: true);
        result.Isolation.LeftOut.ShouldBeEmpty("nothing stays behind");
        result.Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Path.ShouldBe("gen/keep"), e => e.Owner.ShouldBe("306"), e => e.Unit.ShouldBe("file"));
        result.Codes().ShouldContain("GCT6001");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void who_puts_a_directory_in_the_place_of_a_file_takes_along_that_another_deleted_it_and_says_so(bool isRefused)
    {
        repository.EditIn("306", () => File.Delete(repository["gen/keep"]), "gen/keep");
        repository.EditIn("307", () => repository.Write("gen/keep/below", "a directory now\n"), "gen/keep/below");

        var result = ScopedCommit.Run(
            repository.Request("gen/keep/below") with { Owner = "307", RefuseEntangled = isRefused }, cancellation: TestContext.Current.CancellationToken);

        result.Codes().ShouldContain(isRefused ? "GCT6002" : "GCT6001");
        result.Outcome.ShouldBe(isRefused ? CommitOutcome.Refused : CommitOutcome.Committed);
        if (isRefused)
            return;
        result.Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Path.ShouldBe("gen/keep"), e => e.Owner.ShouldBe("306"));
        result.Isolation.LeftOut.ShouldBeEmpty();
        result.Files.Select(f => f.Path).ShouldBe(["gen/keep", "gen/keep/below"], ignoreOrder: true);
    }

    [Fact]
    public void a_directory_that_is_not_there_yet_can_be_made_in_it()
    {
        repository.EditIn("306", () => repository.Write("made/deep/file", "new\n"), "made");

        Commit("307", ".").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        Commit("306", "made").Outcome.ShouldBe(CommitOutcome.Committed);
    }

    [Fact]
    public void a_file_that_goes_in_it_leaves_no_window_behind()
    {
        repository.Write("gen/untracked", "soon gone\n");
        repository.EditIn("306", () => File.Delete(repository["gen/untracked"]), "gen");

        Windows().ShouldBeEmpty();
        Begin("307", "gen/untracked").ShouldBeEmpty();
    }

    [Fact]
    public void the_end_on_a_directory_closes_the_windows_below_it()
    {
        Begin("306", "gen/keep").ShouldBeEmpty();
        Begin("306", "gen/deep").ShouldBeEmpty();
        repository.Write("gen/keep", "of 306\n");

        End("306", "gen").ShouldBe(["gen/keep"]);

        Windows().ShouldBeEmpty();
    }

    [Fact]
    public void beginning_again_prolongs_it_and_what_was_there_first_still_counts()
    {
        repository.Write("gen/by-hand", "of a person\n");
        Begin("306", "gen").ShouldBeEmpty();
        repository.Write("gen/by-hand", "of a person\nof 306\n");
        Begin("306", "gen").ShouldBeEmpty();
        End("306", "gen").ShouldBe(["gen/by-hand"]);

        Commit("306", "gen").Outcome.ShouldBe(CommitOutcome.Committed);
        repository.Git("show", "HEAD:gen/by-hand").ShouldBe("of 306\n");
    }

    [Fact]
    public void an_abandoned_one_is_closed_by_whoever_comes_next_and_what_was_changed_in_it_is_nobodys()
    {
        Begin("306", "gen").ShouldBeEmpty();
        repository.Write("gen/new", "half an edit\n");
        var later = new LaterClock(EditWindow.LeaseTime + TimeSpan.FromSeconds(1));

        DiagnosticBag diagnostics = new();
        using (var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, later, diagnostics)!)
            new EditWindows(workspace).TryBegin(workspace.ResolveScope(["gen/deep/file"])!, "307", isLease: true, TestContext.Current.CancellationToken).ShouldNotBeNull();

        diagnostics.All.Select(d => d.Code).ShouldBe(["GCT6004"]);
        Windows().ShouldBe(["gen/deep/file"]);
        Commit("306", "gen/new").Outcome.ShouldBe(CommitOutcome.Committed, "unattributed: whoever commits it has it");
    }

    [Fact]
    public async Task two_generators_of_one_directory_each_commit_what_they_made()
    {
        var first = repository.ScopedCommand("run", "--owner", "306", "-m", "306", "--scope", "gen", "--", "sh", "-c", "echo 306 > gen/a; echo 306 >> gen/keep; touch begun; until [ -e gone-on ]; do sleep 0.01; done");
        var running = first.ExecuteAsync(TestContext.Current.CancellationToken);
        while (!File.Exists(repository["begun"]))
            await Task.Delay(10, TestContext.Current.CancellationToken);
        var second = repository.ScopedCommand("run", "--owner", "307", "-m", "307", "--scope", "gen", "--", "sh", "-c", "echo 307 > gen/b; echo 307 >> gen/keep").ExecuteAsync(TestContext.Current.CancellationToken);
        repository.Write("gone-on", "");

        (await running).ExitCode.ShouldBe(0);
        (await second).ExitCode.ShouldBe(0);

        // The second edits after the first; which of them is the first to commit is open.
        repository.FilesOf(Of("306")).ShouldBe(["A\tgen/a", "M\tgen/keep"]);
        repository.FilesOf(Of("307")).ShouldBe(["A\tgen/b", "M\tgen/keep"]);
        repository.Git("show", "HEAD:gen/keep").ShouldBe("keep\n306\n307\n");

        string Of(string subject) => repository.Git("log", "--format=%H", "-1", $"--grep=^{subject}$").Trim();
    }

    public void Dispose() => repository.Dispose();

    private string[] Begin(string owner, string path)
    {
        DiagnosticBag diagnostics = new();
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings { Timeout = TimeSpan.Zero }, repository.Environment, TimeProvider.System, diagnostics)!;
        new EditWindows(workspace).TryBegin(workspace.ResolveScope([path])!, owner, isLease: true, TestContext.Current.CancellationToken);
        return [.. diagnostics.All.Select(d => d.Code)];
    }

    private string[] End(string owner, string path) => repository.InWorkspace(w =>
        new EditWindows(w).End(w.ResolveScope([path])!, owner, TestContext.Current.CancellationToken).SelectMany(c => c.Changed).Select(p => p.ToString()).ToArray());

    private string[] Windows() => repository.InWorkspace(w => OwnedFile.Windows(w).Select(o => o.Path).ToArray());

    private CommitResult Commit(string? owner, string scope) =>
        ScopedCommit.Run(repository.Request(scope) with { Owner = owner, Message = $"by {owner}" }, cancellation: TestContext.Current.CancellationToken);
}
