using GitCommitTasks.Specs.Ownership;

namespace GitCommitTasks.Specs.Committing;

/// <summary>A clone that lacks objects: a commit needs few of them, and git fetches those.</summary>
public sealed class PartialCloneSpecs : IDisposable
{
    private readonly TemporaryRepository upstream = new();
    private readonly string clone;

    public PartialCloneSpecs()
    {
        clone = upstream.Outside["clone"];
        upstream.Git("config", "uploadpack.allowFilter", "true");
        upstream.Git("config", "uploadpack.allowAnySHA1InWant", "true");
        upstream.GitCommit(("d/f", "1\n"), (SharedFileEdits.Shared, "one\ntwo\nthree\n"), ("e/g", "1\n"));
        upstream.GitCommit(("d/f", "2\n"), ("e/g", "2\n"));
    }

    [Theory]
    [InlineData("blob:none", "auto")]
    [InlineData("tree:0", "auto")]
    [InlineData("blob:none", "git")]
    [InlineData("tree:0", "git")]
    public void a_commit_fetches_nothing_that_git_would_not(string filter, string engine)
    {
        Clone(filter);
        var missing = Missing();
        missing.ShouldNotBeEmpty("the filter works");
        File.WriteAllText(Path.Combine(clone, "d", "f"), "3\n");

        // Who committed the named file that is unchanged is looked for in the history.
        var result = (Request("d", "e/g") with { Environment = upstream.EnvironmentWith(("GIT_SCOPED_ENGINE", engine)) }).Run();

        result.Outcome.ShouldBe(CommitOutcome.Committed);
        InClone("show", "--format=", "--name-status", "HEAD").ShouldBe("M\td/f\n");
        Missing().ShouldBe(missing, "nothing was fetched");
        InClone("status", "--porcelain").ShouldBeEmpty();
        upstream.TryGit("-C", clone, "fsck", "--strict").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void an_object_that_is_needed_and_missing_is_fetched_by_git()
    {
        Clone("blob:none", "--no-checkout");
        // As a checkout would have it, but without the content of the last commit in the object store.
        foreach (var (path, content) in (ReadOnlySpan<(string, string)>)[("README.md", "first\n"), ("d/f", "2\n"), ("e/g", "2\n"), (SharedFileEdits.Shared, "one\ntwo\nthree\n")])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, path))!);
            File.WriteAllText(Path.Combine(clone, path), content);
        }

        InClone("read-tree", "HEAD");
        var shared = Path.Combine(clone, SharedFileEdits.Shared);
        using (var workspace = Workspace.TryOpen(clone, new LockSettings(), upstream.Environment, TimeProvider.System, new())!)
        {
            var windows = new EditWindows(workspace);
            windows.TryBegin(workspace.ResolveScope([SharedFileEdits.Shared])!, "307", isLease: true, TestContext.Current.CancellationToken).ShouldNotBeNull();
            File.WriteAllText(shared, "one\ntwo\nTHREE\n");
            windows.End(null, "307", TestContext.Current.CancellationToken);
        }

        (Request(SharedFileEdits.Shared) with { Owner = "307" }).Run().Codes().ShouldBeEmpty("the lines of the last commit were needed");

        InClone("show", "HEAD:" + SharedFileEdits.Shared).ShouldBe("one\ntwo\nTHREE\n");
    }

    public void Dispose() => upstream.Dispose();

    private void Clone(string filter, params string[] more)
    {
        upstream.Git(["clone", "--quiet", $"--filter={filter}", .. more, "file://" + upstream.Top, clone]);
        InClone("config", "user.name", "Tester");
        InClone("config", "user.email", "tester@example.invalid");
    }

    private CommitRequest Request(params string[] paths) => upstream.Request(paths) with { Directory = clone };

    private string InClone(params string[] arguments) => upstream.Git(["-C", clone, .. arguments]);

    private string[] Missing() => [.. InClone("rev-list", "--objects", "--all", "--missing=print").Split('\n').Where(l => l.StartsWith('?')).Order()];
}
