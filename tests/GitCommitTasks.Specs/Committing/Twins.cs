namespace GitCommitTasks.Specs.Committing;

/// <summary>One scenario in two repositories: one commits with us, its twin with <c>git add -A</c> and <c>git commit --only</c>. Git is the oracle (I9).</summary>
internal sealed class Twins : IDisposable
{
    public TemporaryRepository Ours { get; } = new();

    public TemporaryRepository Gits { get; } = new();

    /// <summary>Does the same in both.</summary>
    public Twins Both(Action<TemporaryRepository> change)
    {
        change(Ours);
        change(Gits);
        return this;
    }

    /// <summary>Commits the paths in both, each its own way.</summary>
    public CommitResult Commit(params string[] paths)
    {
        var result = Ours.Commit(paths);
        result.Outcome.ShouldBe(CommitOutcome.Committed, string.Join('\n', result.Diagnostics.Select(d => d.Message)));
        // 'add' does not know a path that is deleted from the index already.
        Gits.TryGit(["--literal-pathspecs", "add", "-A", "--", .. paths]);
        // 'commit --only' fails where a directory took a file's place; then all that is staged is the scope.
        if (Gits.TryGit(["--literal-pathspecs", "commit", "--quiet", "--only", "-m", "scoped", "--", .. paths]).ExitCode != 0)
            Gits.Git("commit", "--quiet", "-m", "scoped");
        return result;
    }

    /// <summary>The two hold the same tree, the same index, and nothing is left to say of either.</summary>
    public void ShouldAgree()
    {
        Ours.Git("ls-tree", "-r", "-z", "HEAD").ShouldBe(Gits.Git("ls-tree", "-r", "-z", "HEAD"), "the commit holds what git's would");
        Ours.Git("rev-parse", "HEAD^{tree}").ShouldBe(Gits.Git("rev-parse", "HEAD^{tree}"), "down to the byte");
        Ours.Git("ls-files", "-s", "-z").ShouldBe(Gits.Git("ls-files", "-s", "-z"), "the index is as git leaves it (I5)");
        Ours.Git("status", "--porcelain=v2", "-z").ShouldBe(Gits.Git("status", "--porcelain=v2", "-z"), "the index is truthful (I5)");
        Ours.Fsck().ShouldBeEmpty();
        Ours.Leftovers().ShouldBeEmpty();
    }

    public void Dispose()
    {
        Ours.Dispose();
        Gits.Dispose();
    }
}
