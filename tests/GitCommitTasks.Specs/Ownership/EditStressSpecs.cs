using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>I2, I3, I7 under load: processes that edit one file and commit, killed at random steps. <c>GCT_STRESS=full</c> runs 16 × 25; a slice runs always.</summary>
[Trait("Category", "Slow")]
public sealed class EditStressSpecs
{
    private static readonly (int Owners, int Edits, int Kills) Size = RunSize.IsFull ? (16, 25, 40) : (6, 8, 6);

    /// <summary>At full size each step waits for fifteen others on the machine's cores.</summary>
    private static readonly TimeSpan? LongestSilence = RunSize.IsFull ? TimeSpan.FromMinutes(10) : null;

    [Fact]
    public async Task owners_that_edit_one_file_and_are_killed_at_any_step_make_clean_commits_and_converge()
    {
        using var repository = new TemporaryRepository();
        repository.GitCommit((SharedFileEdits.Shared, string.Concat(Enumerable.Range(0, 20).Select(n => $"base {n % 7}\n"))));
        string[] owners = [.. Enumerable.Range(0, Size.Owners).Select(n => $"owner{n}")];
        var random = new Random(20);

        var lives = owners.Select((owner, n) => Live(repository, owner, n, new(Enumerable.Range(0, Size.Kills).Where(k => k % Size.Owners == n).Select(_ => random.Next(20)))));
        await Task.WhenAll(lives);

        foreach (var owner in owners.Append(null))
            repository.CommitAs(owner).Outcome.ShouldBeOneOf(CommitOutcome.Committed, CommitOutcome.NothingToCommit);
        foreach (var draft in Directory.EnumerateFiles(repository.Top, "*.draft"))
            File.Delete(draft);
        repository.Status().ShouldBeEmpty("everybody has committed");
        repository.Fsck().ShouldBeEmpty();
        CheckCommits(repository);
        CheckLines(repository, owners);
    }

    /// <summary>Runs the owner's process, killing it when it has said as many steps as are given, and starting it again.</summary>
    private static async Task Live(TemporaryRepository repository, string owner, int number, Queue<int> kills)
    {
        for (var life = 0; ; life++)
        {
            using var process = ContenderProcess.StartWith(repository.Environment,
                "edit-commit", repository.Top, SharedFileEdits.Shared, owner, $"{Size.Edits}", $"{(100 * number) + life}", Ledger(repository, owner));
            var steps = kills.TryDequeue(out var some) ? some : int.MaxValue;
            while (await process.Says(LongestSilence) is not null)
            {
                if (steps-- == 0)
                    process.Signal(9);
            }

            var code = await process.Ended();
            if (steps >= 0)
            {
                code.ShouldBe(0, await process.Errors);
                return;
            }
        }
    }

    private static void CheckCommits(TemporaryRepository repository)
    {
        foreach (var commit in repository.Git("log", "--format=%x01%s", "--unified=0", "--patch", "HEAD").Split('\u0001').Where(c => c.StartsWith("by owner", StringComparison.Ordinal)))
        {
            var lines = commit.Split('\n');
            lines.Skip(1).Where(l => l.StartsWith("+owner", StringComparison.Ordinal) || l.StartsWith("-owner", StringComparison.Ordinal))
                .Where(l => l[1..].Split('.')[0] != lines[0]["by ".Length..])
                .ShouldBeEmpty($"a commit {lines[0]} holds nothing of another owner");
        }
    }

    /// <summary>Each line whose edit was recorded is there once, unless its writer took it away.</summary>
    private static void CheckLines(TemporaryRepository repository, string[] owners)
    {
        var ledger = owners.Select(o => Ledger(repository, o)).Where(File.Exists).SelectMany(File.ReadAllLines).ToList();
        var gone = ledger.Where(l => l[0] == '-').Select(l => l[1..]).ToHashSet();
        var there = File.ReadAllLines(repository[SharedFileEdits.Shared]);

        there.Where(l => l.StartsWith("owner", StringComparison.Ordinal)).ShouldBeUnique();
        ledger.Where(l => l[0] == '+').Select(l => l[1..]).Where(l => !gone.Contains(l)).Except(there).ShouldBeEmpty("no line is lost");
        there.Count(l => l.StartsWith("base", StringComparison.Ordinal)).ShouldBe(20);
    }

    private static string Ledger(TemporaryRepository repository, string owner) => repository.Outside[owner + ".ledger"];
}
