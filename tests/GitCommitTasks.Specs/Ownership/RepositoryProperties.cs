using System.Text;
using CsCheck;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>The histories of <see cref="ProvenanceProperties"/> on real repositories, through windows and commits, with plain git in between.</summary>
public sealed class RepositoryProperties
{
    /// <summary>I2, I3, I4, I5.</summary>
    [Theory]
    [InlineData("plain")]
    [InlineData("core.autocrlf=true")]
    [InlineData("eol=crlf")]
    public void on_a_real_repository_too_every_history_converges_commit_by_clean_commit(string conversion) =>
        History.OfUniqueLines(most: 8).Sample(h => Play(h, conversion), iter: RunSize.IsFull ? 200 : 5);

    private static void Play(History history, string conversion)
    {
        using var repository = new TemporaryRepository();
        if (conversion.StartsWith("core", StringComparison.Ordinal))
            repository.Git("config", "core.autocrlf", "true");
        if (conversion == "eol=crlf")
            repository.GitCommit((".gitattributes", "*.txt text=auto eol=crlf\n"));
        Write(repository, history.Head);
        repository.GitCommitAll();
        var number = 0;
        foreach (var step in history.Steps)
            Do(repository, step, (owner, n) => $"{owner ?? "nobody"}:{number++}");
        foreach (var owner in history.Order)
            Commit(repository, owner);

        repository.Status().ShouldBeEmpty("everybody has committed");
        repository.Fsck().ShouldBeEmpty();
    }

    private static void Do(TemporaryRepository repository, HistoryStep step, Func<string?, int, string> line)
    {
        var owner = ProvenanceModel.Owners[step.Owner];
        void Edit() => Apply(repository, step.Edit, n => line(owner, n));
        switch (step.Kind)
        {
            case < 55 when owner is not null:
                repository.InWindow(owner, Edit);
                break;
            case < 55:
                Edit();
                break;
            case < 80:
                Commit(repository, owner);
                break;
            case < 84:
                repository.GitCommitAll();
                break;
            case < 91:
                repository.Git("stash", "--quiet");
                if (repository.Git("stash", "list").Length > 0)
                    repository.Git("stash", "pop", "--quiet");
                break;
            case < 95 when repository.TryGit("rev-parse", "--quiet", "--verify", "HEAD~2").ExitCode == 0:
                repository.Git("reset", "--quiet", "HEAD~1");
                break;
            default:
                repository.TryGit("checkout", "--", SharedFileEdits.Shared);
                break;
        }
    }

    /// <summary>As an editor does, which keeps a file's line ends: a carriage return left alone at the end would make every line another one.</summary>
    private static void Apply(TemporaryRepository repository, FileEdit edit, Func<int, string> line)
    {
        var file = Read(repository);
        var text = Encoding.Latin1.GetString(file.Content);
        var hasReturns = text.Contains("\r\n", StringComparison.Ordinal);
        var edited = edit.Apply(hasReturns ? WithContent(file, text.Replace("\r\n", "\n", StringComparison.Ordinal)) : file, line);
        Write(repository, hasReturns ? WithContent(edited, Encoding.Latin1.GetString(edited.Content).Replace("\n", "\r\n", StringComparison.Ordinal)) : edited);
    }

    private static FileState WithContent(FileState file, string text) => file with { Content = Encoding.Latin1.GetBytes(text) };

    private static void Commit(TemporaryRepository repository, string? owner)
    {
        var (disk, head) = (repository.Bytes(), repository.Head);

        var result = repository.CommitAs(owner);

        repository.Bytes().ShouldBe(disk, "a commit changes no working file");
        if (result.Outcome == CommitOutcome.Refused)
        {
            result.Codes().ShouldBe(
                ["GCT2006", .. result.Isolation.Entangled.Where(e => e.IsLoss).Select(_ => "GCT6008")], "what is neither in HEAD nor on disk is not known, and whose it was is told who deleted it");
            return;
        }

        result.Outcome.ShouldBeOneOf(CommitOutcome.Committed, CommitOutcome.NothingToCommit);
        repository.TryGit("diff", "--cached", "--exit-code", "--", SharedFileEdits.Shared).ExitCode.ShouldBe(0, "the index shows what HEAD has");
        if (repository.Head == head)
            return;
        string[] named = [owner ?? "nobody", .. result.Isolation.Entangled.Where(e => !e.IsLoss).Select(e => e.Owner ?? "nobody")];
        // One without recorded edits commits what is unattributed.
        var diff = repository.LastDiff();
        // A line that only gets its line feed, as another's comes behind it, is in the diff twice.
        var added = diff.Where(l => l[0] == '+').Select(l => l[1..]).Except(diff.Where(l => l[0] == '-').Select(l => l[1..])).Where(l => l.Contains(':'));
        added.Where(l => !named.Append("nobody").Contains(WriterOf(l))).ShouldBeEmpty($"{owner}: {string.Join(" | ", diff)}");
    }

    private static string WriterOf(string line) => line.Split(':')[0].Split(' ')[^1];

    private static FileState Read(TemporaryRepository repository)
    {
        var path = repository[SharedFileEdits.Shared];
        return new FileInfo(path) switch
        {
            { LinkTarget: { } target } => new FileState(EntryMode.SymbolicLink, Encoding.UTF8.GetBytes(target)),
            { Exists: false } => FileState.Missing,
            _ => new FileState(IsExecutable(path) ? EntryMode.Executable : EntryMode.File, File.ReadAllBytes(path)),
        };
    }

    private static void Write(TemporaryRepository repository, FileState file)
    {
        var path = repository[SharedFileEdits.Shared];
        File.Delete(path);
        if (file.Mode == EntryMode.SymbolicLink)
            File.CreateSymbolicLink(path, Encoding.UTF8.GetString(file.Content).Trim());
        else if (file.Exists)
            File.WriteAllBytes(path, file.Content);
        if (!OperatingSystem.IsWindows() && file.Mode == EntryMode.Executable)
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
    }

    private static bool IsExecutable(string path) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);
}
