using System.Globalization;
using CliWrap.Buffered;
using GitCommitTasks.Objects;
using GitCommitTasks.Specs.Locking;
using GitCommitTasks.Specs.Ownership;

namespace GitCommitTasks.Specs.Committing;

/// <summary>A repository in which nobody but us commits is packed now and then, as by <c>git commit</c>, and no commit waits for that.</summary>
public sealed class MaintenanceSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("1", "true", 2, true)]
    [InlineData("1", "true", 1, false)]
    [InlineData("256", "true", 2, true)]
    [InlineData("257", "true", 2, false)]
    [InlineData("257", "true", 3, true)]
    [InlineData("1k", "true", 4, false)]
    [InlineData("1k", "true", 5, true)]
    [InlineData("0", "true", 9, false)]
    [InlineData("-1", "true", 9, false)]
    [InlineData(null, "true", 27, false)]
    [InlineData(null, "true", 28, true)]
    [InlineData("1", "false", 9, false)]
    public void it_is_due_where_git_finds_it_due(string? threshold, string isWanted, int objects, bool isDue)
    {
        Arrange(threshold, isWanted, objects);
        // The hook is asked when git would go on, and says no.
        WriteHook("touch ../asked; exit 1");

        repository.InWorkspace(workspace => new Maintenance(workspace.Repository).IsDue()).ShouldBe(isDue);

        repository.Write("f", "1\n");
        repository.Git("add", "f");
        repository.Git("-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false", "commit", "-q", "-m", "plain");
        File.Exists(repository.Outside["asked"]).ShouldBe(isDue, "git commit says the same");
    }

    [Fact]
    public async Task a_commit_has_git_pack_what_is_loose()
    {
        Arrange("1", "true", 2);
        repository.Write("f", "1\n");

        repository.Commit("f").Codes().ShouldBeEmpty();

        await Until.True(() => Directory.GetFiles(Path.Combine(repository.GitDirectory, "objects", "pack"), "*.pack").Length == 1);
        string[] locks = ["gc.pid", "gc.log.lock", "objects/maintenance.lock"];
        await Until.True(() => !locks.Any(l => File.Exists(Path.Combine(repository.GitDirectory, l))));
        repository.Fsck().ShouldBeEmpty();
    }

    [Fact]
    public async Task a_commit_does_not_wait_for_it_nor_does_whoever_reads_what_it_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "mkfifo");
        Arrange("1", "true", 2);
        repository.Shell("mkfifo ../gate");
        WriteHook("touch ../asked; read x < ../gate; touch ../passed; exit 1");
        repository.Write("f", "1\n");

        // Only one that waits reaches the limit.
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        var said = await repository.ScopedCommand("commit", "--json", "-m", "x", "f").ExecuteBufferedAsync(limit.Token);
        said.StandardOutput.ShouldStartWith("{\"outcome\":\"committed\"");

        await Until.True(() => File.Exists(repository.Outside["asked"]));
        File.Exists(repository.Outside["passed"]).ShouldBeFalse("the commit and its output came to their end before");
        repository.Shell("echo > ../gate");
        await Until.True(() => File.Exists(repository.Outside["passed"]));
    }

    public void Dispose() => repository.Dispose();

    private void Arrange(string? threshold, string isWanted, int objects)
    {
        repository.Git("config", "--unset", "gc.auto");
        repository.Git("config", "maintenance.auto", isWanted);
        if (threshold is not null)
            repository.Git("config", "gc.auto", threshold);
        var sample = Directory.CreateDirectory(Path.Combine(repository.GitDirectory, "objects", "17")).FullName;
        var format = repository.Head.Length == 40 ? ObjectFormat.Sha1 : ObjectFormat.Sha256;
        for (var (number, left) = (0, objects - Directory.GetFiles(sample).Length); left > 0; number++)
        {
            var content = number.ToString(CultureInfo.InvariantCulture);
            if (!format.OfBlob(System.Text.Encoding.ASCII.GetBytes(content)).Hex.StartsWith("17", StringComparison.Ordinal))
                continue;
            repository.Shell($"printf {content} | git hash-object -w --stdin");
            left--;
        }
    }

    private void WriteHook(string body)
    {
        var hook = Path.Combine(repository.GitDirectory, "hooks", "pre-auto-gc");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
