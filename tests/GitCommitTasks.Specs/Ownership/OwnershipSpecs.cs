using GitCommitTasks.Diagnostics;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

public sealed class OwnershipSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public OwnershipSpecs()
    {
        repository.Write("TODO.md", "# To do\n\n- [ ] 306 plan\n- [ ] 307 build\n- [ ] 308 ship\n");
        repository.Git("add", "TODO.md");
        repository.Git("commit", "--quiet", "-m", "base");
    }

    /// <summary>I2, I3, I4: three tasks in one file, all uncommitted at once.</summary>
    [Fact]
    public void each_owner_commits_its_own_lines_of_a_shared_file_and_the_rest_stays()
    {
        Edit("306", text => text.Replace("- [ ] 306 plan\n", "- [x] 306 plan, revised\n"));
        Edit("307", text => text.Replace("- [ ] 307 build\n", "- [x] 307 build: done\n"));
        Edit("312", text => text + "- [ ] 312 follow up\n");
        var disk = Read();

        var first = Commit("307");
        first.Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["-- [ ] 307 build", "+- [x] 307 build: done"]);
        first.Isolation.LeftOut.Select(l => (l.Owner, l.Lines)).ShouldBe([("306", 2), ("312", 1)], ignoreOrder: true);
        Read().ShouldBe(disk, "a commit changes no working file");

        Commit("312").Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["+- [ ] 312 follow up"]);
        repository.Git("diff").Split('\n').Where(IsChange).ShouldBe(["-- [ ] 306 plan", "+- [x] 306 plan, revised"], "the shared index shows what is still uncommitted");
        repository.Git("diff", "--cached").ShouldBeEmpty();

        Commit("306").Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["-- [ ] 306 plan", "+- [x] 306 plan, revised"]);
        repository.Status().ShouldBeEmpty("HEAD is the working tree");
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public void what_was_changed_outside_of_any_window_is_unattributed_and_nobody_elses()
    {
        repository.Write("TODO.md", "a person's line\n" + Read());
        Edit("306", text => text + "306\n");

        Commit("306").Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["+306"]);
        Commit(null).Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["+a person's line"]);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void two_owners_on_one_line_are_entangled_and_the_commit_says_so()
    {
        Edit("306", text => text.Replace("308 ship", "308 ship it"));
        Edit("307", text => text.Replace("308 ship it", "308 ship it now"));

        var result = Commit("307");

        result.Isolation.Entangled.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Owner.ShouldBe("306"), e => e.Lines.ShouldBe([5]), e => e.Unit.ShouldBe("line"));
        result.Codes().ShouldBe(["GCT6001"]);
        result.Diagnostics.Single(d => d.Code == "GCT6001").Message.ShouldBe("'TODO.md': what was committed overwrote or moved uncommitted changes of '306', or stands inside of them (line 5); both were committed together.");
        Commit("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void entangled_changes_are_refused_when_asked_for()
    {
        Edit("306", text => text.Replace("308 ship", "308 ship it"));
        Edit("307", text => text.Replace("308 ship it", "308 ship it now"));
        var head = repository.Head;

        var result = ScopedCommit.Run(
            repository.Request("TODO.md") with { Owner = "307", RefuseEntangled = true }, cancellation: TestContext.Current.CancellationToken);

        result.Outcome.ShouldBe(CommitOutcome.Refused);
        result.Codes().ShouldBe(["GCT6002"]);
        result.Isolation.Entangled.ShouldHaveSingleItem().Owner.ShouldBe("306", "a script need not read the message");
        result.Diagnostics.Single(d => d.Code == "GCT6002").Message.ShouldBe("'TODO.md': what was to be committed overwrote or moved uncommitted changes of '306', or stands inside of them (line 5), and --refuse-entangled is given. Nothing was committed.");
        repository.Head.ShouldBe(head);
    }

    [Fact]
    public void a_commit_beside_an_open_window_takes_the_last_closed_capture()
    {
        Edit("306", text => text + "306\n");
        Begin("307");
        repository.Write("TODO.md", Read() + "307 is just wri");

        Commit("306").Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["+306"]);

        repository.Write("TODO.md", Read() + "ting\n");
        End("307");
        Commit("307").Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["+307 is just writing"]);
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void stash_and_pop_and_garbage_collection_leave_each_line_to_its_owner()
    {
        Edit("306", text => "306\n" + text);
        Edit("307", text => text + "307\n");
        repository.Git("stash", "--quiet");
        Commit("306").Outcome.ShouldBe(CommitOutcome.NothingToCommit);
        repository.Git("stash", "pop", "--quiet");
        repository.Git("gc", "--quiet", "--prune=now");

        Commit("307").Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["+307"]);
        Commit("306").Outcome.ShouldBe(CommitOutcome.Committed);
        Diff().ShouldBe(["+306"]);
    }

    public void Dispose() => repository.Dispose();

    private static bool IsChange(string line) => line.Length > 0 && line[0] is '+' or '-' && !line.StartsWith("+++", StringComparison.Ordinal) && !line.StartsWith("---", StringComparison.Ordinal);

    private string Read() => File.ReadAllText(repository["TODO.md"]);

    private IEnumerable<string> Diff() => repository.Git("show", "--format=", "--unified=0", "HEAD").Split('\n').Where(IsChange);

    private void Edit(string owner, Func<string, string> change)
    {
        Begin(owner);
        repository.Write("TODO.md", change(Read()));
        End(owner);
    }

    private void Begin(string owner) => InWorkspace(w => new EditWindows(w)
        .TryBegin(w.ResolveScope(["TODO.md"])!, owner, isLease: true, TestContext.Current.CancellationToken).ShouldNotBeNull());

    private void End(string owner) => InWorkspace(w => new EditWindows(w).End(null, owner, TestContext.Current.CancellationToken).Count.ShouldBe(1));

    private void InWorkspace(Action<Workspace> action)
    {
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, TimeProvider.System, new DiagnosticBag())!;
        action(workspace);
    }

    private CommitResult Commit(string? owner) => ScopedCommit.Run(repository.Request("TODO.md") with { Owner = owner });
}
