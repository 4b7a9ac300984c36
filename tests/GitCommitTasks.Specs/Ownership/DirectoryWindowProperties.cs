using CsCheck;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Random histories of several files in nested directories, with windows on files and on directories, some of which stay open while others commit.</summary>
[Trait("Category", "Slow")]
public sealed class DirectoryWindowProperties
{
    private static readonly string[] Owners = ["306", "307", "312"], Files = ["a/x", "a/y", "a/deep/x", "b/x", "x"], Scopes = [".", "a", "a/deep", "b"];

    private static readonly Gen<Step> AnyStep = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Bool, (kind, owner, file, scope, wide) => new Step(kind, owner, file, scope, wide));

    /// <summary>I2, I3, I4, I5.</summary>
    [Fact]
    public void no_commit_holds_a_line_of_another_owner_and_all_together_make_HEAD_the_disk() =>
        AnyStep.List[0, 14].Sample(steps => Play(steps), iter: RunSize.IsFull ? 200 : 10);

    private static void Play(List<Step> steps)
    {
        using var repository = new TemporaryRepository();
        repository.GitCommit(("a/x", "base\n"), ("a/deep/x", "base\n"), ("b/x", "base\n"));
        var (number, open) = (0, default(OpenedWindow));
        foreach (var step in steps)
        {
            var owner = Owners[step.Owner];
            switch (step.Kind)
            {
                case < 10 when Begin(repository, owner, "."):
                    Move(repository, Files[step.File], Files[(step.File + step.Scope + 1) % Files.Length]);
                    if (open?.Owner != owner)
                        End(repository, owner, ".");
                    break;
                case >= 10 and < 40 when Begin(repository, owner, step.Window):
                    Append(repository, Files[step.File], owner, ref number);
                    // A second opening prolonged the one that is to stay open.
                    if (open?.Owner != owner)
                        End(repository, owner, step.Window);
                    break;
                case < 55 when open is null && Begin(repository, owner, step.Window):
                    open = new OpenedWindow(owner, step.Window);
                    Append(repository, Files[step.File], owner, ref number);
                    break;
                case < 65 when open is not null:
                    End(repository, open.Owner, null);
                    open = null;
                    break;
                case < 75 when open is null:
                    Append(repository, Files[step.File], "nobody", ref number);
                    break;
                default:
                    Commit(repository, owner, Scopes[step.Scope]);
                    break;
            }
        }

        if (open is not null)
            End(repository, open.Owner, null);
        foreach (var owner in (string?[])[.. Owners, null])
            Commit(repository, owner, ".");
        repository.Status().ShouldBeEmpty("everybody has committed");
        repository.Fsck().ShouldBeEmpty();
        repository.InWorkspace(w => OwnedFile.Windows(w).Count()).ShouldBe(0);
    }

    private static void Append(TemporaryRepository repository, string file, string owner, ref int number)
    {
        var path = repository[file];
        repository.Write(file, (File.Exists(path) ? File.ReadAllText(path) : "") + $"{owner}:{number++}\n");
    }

    private static void Move(TemporaryRepository repository, string from, string to)
    {
        if (!File.Exists(repository[from]) || File.Exists(repository[to]))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(repository[to])!);
        File.Move(repository[from], repository[to]);
    }

    private static void Commit(TemporaryRepository repository, string? owner, string scope)
    {
        var disk = Files.Select(f => File.Exists(repository[f]) ? File.ReadAllText(repository[f]) : null).ToArray();
        if (scope != "." && !Directory.Exists(repository[scope]))
            return;
        var result = ScopedCommit.Run(repository.Request(scope) with { Owner = owner, Message = $"by {owner}" });

        result.Outcome.ShouldBeOneOf(CommitOutcome.Committed, CommitOutcome.NothingToCommit);
        Files.Select(f => File.Exists(repository[f]) ? File.ReadAllText(repository[f]) : null).ShouldBe(disk, "the working tree never changes");
        string[] named = [owner ?? "nobody", "nobody", "base", .. result.Isolation.Entangled.Where(e => !e.IsLoss).Select(e => e.Owner ?? "nobody")];
        if (result.Outcome != CommitOutcome.Committed)
            return;
        // What is committed may be moved by anybody.
        string[] committed = repository.Git("grep", "-h", "", "HEAD^").Split('\n');
        repository.LastDiff().Where(line => line[0] == '+').Select(line => line[1..]).Except(committed).Select(line => line.Split(':')[0]).ShouldBeSubsetOf(named);
    }

    private static bool Begin(TemporaryRepository repository, string owner, string path)
    {
        using var workspace = Workspace.TryOpen(repository.Top, new LockSettings { Timeout = TimeSpan.Zero }, repository.Environment, TimeProvider.System, new DiagnosticBag())!;
        return new EditWindows(workspace).TryBegin(workspace.ResolveScope([path])!, owner, isLease: true, CancellationToken.None) is not null;
    }

    private static void End(TemporaryRepository repository, string owner, string? path) =>
        repository.InWorkspace(w => new EditWindows(w).End(path is null ? null : w.ResolveScope([path]), owner, CancellationToken.None)).ShouldNotBeEmpty();

    private sealed record OpenedWindow(string Owner, string Path);

    private sealed record Step(int Kind, int Owner, int File, int Scope, bool IsWide)
    {
        /// <summary>The file itself, or one of the directories above it.</summary>
        public string Window => !IsWide ? Files[File] : Files[File].Contains('/', StringComparison.Ordinal) && Scope > 0 ? Files[File].Split('/')[0] : ".";
    }
}
