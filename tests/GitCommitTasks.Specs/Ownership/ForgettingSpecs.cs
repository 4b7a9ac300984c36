using GitCommitTasks.Locking;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>What is known of paths stays bounded, and nobody is ever robbed of a lock for it.</summary>
public sealed class ForgettingSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public ForgettingSpecs() => repository.GitCommit((SharedFileEdits.Shared, "one\n"));

    [Fact]
    public void of_a_file_that_a_window_was_open_on_and_nobody_changed_nothing_is_kept()
    {
        repository.InWindow("306", () => { });

        Directory.Exists(repository.ProvenanceFolder()).ShouldBeFalse();
    }

    [Fact]
    public void what_is_committed_is_remembered_a_while_and_then_forgotten()
    {
        repository.Edit("306", text => text + "306\n");
        repository.CommitAs("306").Outcome.ShouldBe(CommitOutcome.Committed);

        Upkeep(TimeSpan.FromDays(29)).ShouldBeEmpty();
        Directory.Exists(repository.ProvenanceFolder()).ShouldBeTrue();
        Upkeep(TimeSpan.FromDays(31)).ShouldBe([SharedFileEdits.Shared]);
        Directory.Exists(repository.ProvenanceFolder()).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(Path.Combine(repository.GitDirectory, "scoped", "tmp")).ShouldBeEmpty("nothing is left of it");
    }

    [Fact]
    public void what_is_uncommitted_is_never_forgotten_and_a_file_that_is_long_gone_is()
    {
        repository.Edit("306", text => text + "306\n");
        Upkeep(TimeSpan.FromDays(400)).ShouldBeEmpty();

        File.Delete(repository[SharedFileEdits.Shared]);
        repository.Git("rm", "--quiet", "--cached", SharedFileEdits.Shared);
        repository.Git("commit", "--quiet", "-m", "gone");
        Upkeep(TimeSpan.FromDays(400)).ShouldBe([SharedFileEdits.Shared]);
    }

    [Fact]
    public void of_many_paths_the_last_used_are_remembered()
    {
        repository.Edit("306", text => text + "306\n");
        repository.CommitAs("306");
        var paths = Path.GetDirectoryName(repository.ProvenanceFolder())!;
        for (var i = 0; i < ProvenanceUpkeep.MostPaths; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(paths, $"{i}")).FullName;
            File.WriteAllText(Path.Combine(folder, "provenance"), "");
            File.SetLastWriteTimeUtc(Path.Combine(folder, "provenance"), DateTime.UtcNow.AddDays(1));
        }

        Upkeep(TimeSpan.Zero).ShouldBe([SharedFileEdits.Shared]);
    }

    [Fact]
    public void who_waits_for_a_path_and_an_open_window_keep_it()
    {
        repository.Begin("306");
        Upkeep(TimeSpan.FromDays(31)).ShouldBeEmpty("a window is open");
        repository.End("306").ShouldBe(1);
        repository.Edit("306", text => text + "306\n");
        repository.CommitAs("306");

        using (var turn = repository.InWorkspace(w => OwnedFile.TakeTurn(w, new RepositoryPath(SharedFileEdits.Shared), new LockOptions(), TestContext.Current.CancellationToken).Handle))
            Upkeep(TimeSpan.FromDays(31)).ShouldBeEmpty("somebody waits");
        Upkeep(TimeSpan.FromDays(31)).ShouldBe([SharedFileEdits.Shared]);
    }

    [Fact]
    public void a_commit_does_it_at_most_once_a_day()
    {
        repository.Edit("306", text => text + "306\n");
        repository.CommitAs("306");
        var other = Path.Combine(Path.GetDirectoryName(repository.ProvenanceFolder())!, "0123");
        Directory.CreateDirectory(other);
        Directory.SetLastWriteTimeUtc(other, DateTime.UtcNow.AddDays(-31));
        repository.Edit("306", text => text + "more\n");
        repository.CommitAs("306");
        Directory.Exists(other).ShouldBeTrue("the first commit has done it for today");

        File.SetLastWriteTimeUtc(Path.Combine(repository.GitDirectory, "scoped", "upkeep"), DateTime.UtcNow.AddDays(-2));
        repository.Edit("306", text => text + "and more\n");
        repository.CommitAs("306");
        Directory.Exists(other).ShouldBeFalse("nothing is known of it");
    }

    /// <summary>Else what was changed would be forgotten at the moment in which it is noted, by a commit of somebody else.</summary>
    [Fact]
    public void a_path_of_which_something_is_about_to_be_stored_for_the_first_time_is_not_forgotten()
    {
        repository.InWorkspace(w =>
        {
            using var file = OwnedFile.TryLock(w, new RepositoryPath(SharedFileEdits.Shared), TestContext.Current.CancellationToken);
            return file is not null;
        }).ShouldBeTrue();

        Upkeep(TimeSpan.Zero).ShouldBeEmpty();
        Directory.Exists(repository.ProvenanceFolder()).ShouldBeTrue();
        Upkeep(TimeSpan.FromDays(31)).ShouldBeEmpty();
        Directory.Exists(repository.ProvenanceFolder()).ShouldBeFalse("nothing was");
    }

    /// <summary>Without the look at the path after locking, two hold the lock of one path at once; without beginning anew, the loser fails.</summary>
    [Fact]
    public async Task however_often_it_is_taken_away_two_never_hold_the_lock_of_a_path_at_once()
    {
        var (holders, most, taken, forgotten) = (0, 0, 0, 0);
        void Work()
        {
            for (var i = 0; i < 150; i++)
            {
                repository.InWorkspace(w =>
                {
                    using var file = OwnedFile.TryLock(w, new RepositoryPath(SharedFileEdits.Shared), TestContext.Current.CancellationToken).ShouldNotBeNull("it is only a matter of waiting");
                    var now = Interlocked.Increment(ref holders);
                    InterlockedMax(ref most, now);
                    Interlocked.Increment(ref taken);
                    Thread.Yield();
                    Interlocked.Decrement(ref holders);
                    if (file.TryForget())
                        Interlocked.Increment(ref forgotten);
                    return true;
                });
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning)));

        (most, taken).ShouldBe((1, 600));
        forgotten.ShouldBeGreaterThan(0);
    }

    /// <summary>Names are small, but of a file that a thousand sessions edit they would be a thousand.</summary>
    [Fact]
    public void of_the_many_owners_of_one_file_the_last_are_remembered_and_those_with_changes()
    {
        var file = FileProvenance.Of(Text("base"));
        file.Capture(Text("base\nfirst"), "first", isObserved: true);
        for (var i = 0; i < 600; i++)
        {
            file.Capture(Text($"base {i}\nfirst"), $"owner {i}", isObserved: true);
            file.Committed($"owner {i}", Text($"base {i}"), $"owner {i}");
        }

        file.Owners.Count.ShouldBe(500);
        file.Committing("first").ShouldBe("first", "its line waits to be committed");
        file.Committing("owner 599").ShouldBe("owner 599");
        file.Committing("owner 0").ShouldBeNull("it is forgotten");
    }

    private static FileState Text(string text) => new(EntryMode.File, System.Text.Encoding.ASCII.GetBytes(text + "\n"));

    public void Dispose() => repository.Dispose();

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value)
            Interlocked.CompareExchange(ref target, value, seen);
    }

    private string[] Upkeep(TimeSpan later)
    {
        var time = new LaterClock(later);
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings(), repository.Environment, time, new())!;
        return [.. new ProvenanceUpkeep(workspace).Run().Select(p => p.ToString())];
    }
}
