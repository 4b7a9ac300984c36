using System.Text.Json;
using CliWrap.Buffered;

namespace GitCommitTasks.UnderWine;

/// <summary>What the command line built for Windows does, seen under Wine: its own locks, file identities, renames and ways to ask for processes. It runs no git there.</summary>
/// <remarks>No part of the solution, so no part of <c>dotnet test</c>: Wine is large, and slow to start. <b>Does not show</b> what NTFS does otherwise than Wine does on this machine's file system.</remarks>
public sealed class WindowsSpecs(WineTool wine) : IClassFixture<WineTool>, IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Fact]
    public async Task a_commit_holds_the_named_files_only_and_leaves_what_others_staged()
    {
        Tracked(("a.txt", "a\n"), ("b.txt", "b\n"), ("d/c.txt", "c\n"));
        repository.Write("a.txt", "changed\n");
        repository.Write("b.txt", "staged\n");
        repository.Git("add", "b.txt");
        repository.Write("d/new.txt", "new\n");
        File.Delete(repository["d/c.txt"]);

        Succeeds(await wine.Scoped(repository, "commit", "-m", "named", "a.txt", "d"));

        repository.FilesOf("HEAD").ShouldBe(["M\ta.txt", "D\td/c.txt", "A\td/new.txt"]);
        repository.Git("status", "--porcelain").ShouldBe("M  b.txt\n");
        repository.Fsck().ShouldBeEmpty();
        NothingStays();
    }

    [Fact]
    public async Task writers_side_by_side_lose_no_commit_and_take_nothing_of_each_other()
    {
        const int writers = 6, commits = 5;
        Tracked([.. Enumerable.Range(0, writers).Select(w => ($"own/{w}.txt", "0\n"))]);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(async w =>
        {
            for (var i = 1; i <= commits; i++)
            {
                repository.Write($"own/{w}.txt", $"{i}\n");
                Succeeds(await wine.Scoped(repository, "commit", "-m", $"{w}", $"own/{w}.txt"));
            }
        }));

        var made = repository.Git("log", "--format=%H %s", $"-{writers * commits}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        made.Select(l => l.Split(' ')[1]).GroupBy(w => w).ShouldAllBe(g => g.Count() == commits);
        foreach (var line in made)
            repository.FilesOf(line.Split(' ')[0]).ShouldBe([$"M\town/{line.Split(' ')[1]}.txt"]);
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        NothingStays();
    }

    [Fact]
    public async Task a_holder_is_named_to_whoever_waits_in_vain_and_one_that_was_killed_holds_nobody_up()
    {
        Tracked(("a.txt", "a\n"));
        repository.Write("a.txt", "changed\n");
        var holder = await wine.Start(repository, "lock", "run", "--", "cmd", "/c", "ping -n 100 127.0.0.1 > nul");
        while (!File.Exists(Path.Combine(repository.GitDirectory, "scoped", "lock.json")))
            await Task.Delay(50, TestContext.Current.CancellationToken);

        var status = JsonDocument.Parse((await wine.Scoped(repository, "lock", "status", "--json")).StandardOutput).RootElement;
        status.GetProperty("holder").GetProperty("liveness").GetString().ShouldBe("alive");
        var waiter = await wine.Scoped(repository, "commit", "-m", "in vain", "--lock-timeout", "0", "a.txt");
        waiter.ExitCode.ShouldBe(3);
        waiter.StandardError.ShouldContain("GCT1001");
        waiter.StandardError.ShouldContain("git-scoped lock run");
        holder.Dispose();
        var next = await wine.Scoped(repository, "commit", "-m", "after it", "a.txt");

        Succeeds(next);
        next.StandardError.ShouldContain("GCT1003");
        NothingStays();
    }

    [Fact]
    public async Task each_owner_commits_its_own_lines_and_values()
    {
        Tracked(("t.md", "one\n"), ("s.json", "{\n  \"a\": 1\n}\n"));
        foreach (var owner in (string[])["306", "307"])
        {
            Succeeds(await wine.Scoped(repository, "edit", "begin", "--owner", owner, "t.md", "s.json"));
            repository.Write("t.md", File.ReadAllText(repository["t.md"]) + $"of {owner}\n");
            repository.Write("s.json", File.ReadAllText(repository["s.json"]).Replace("\n}", $",\n  \"k{owner}\": 1\n}}", StringComparison.Ordinal));
            Succeeds(await wine.Scoped(repository, "edit", "end", "--owner", owner));
        }

        Succeeds(await wine.Scoped(repository, "commit", "-m", "307", "--owner", "307", "t.md", "s.json"));
        repository.Git("show", "HEAD:t.md").ShouldBe("one\nof 307\n");
        repository.Git("show", "HEAD:s.json").ShouldBe("{\n  \"a\": 1,\n  \"k307\": 1\n}\n");
        Succeeds(await wine.Scoped(repository, "commit", "-m", "306", "--owner", "306", "t.md", "s.json"));
        repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task an_index_that_another_program_has_open_is_waited_for()
    {
        Tracked(("a.txt", "a\n"));
        repository.Write("a.txt", "changed\n");
        // It has the file open in a way in which Windows lets nobody replace it, for about half a second from its second line on.
        var reader = wine.Cmd(repository, "(echo open> open.txt & ping -n 1 -w 500 127.0.0.1 > nul) < .git\\index");
        while (!File.Exists(repository["open.txt"]) && !reader.IsCompleted)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        Succeeds(await wine.Scoped(repository, "commit", "-m", "beside a reader", "a.txt"));

        await reader;
        repository.Git("status", "--porcelain", "--untracked-files=no").ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();

    private void Tracked(params (string Path, string Content)[] files)
    {
        // Windows has no such bit, and Git for Windows says so in each repository it makes.
        repository.Git("config", "core.filemode", "false");
        foreach (var (path, content) in files)
            repository.Write(path, content);
        repository.Git("add", ".");
        repository.Git("commit", "--quiet", "-m", "base");
    }

    private static void Succeeds(BufferedCommandResult result) => result.ExitCode.ShouldBe(0, result.StandardOutput + result.StandardError);

    private void NothingStays()
    {
        var scoped = Path.Combine(repository.GitDirectory, "scoped");
        foreach (var folder in (string[])["queue", "journal", "tmp"])
            Directory.GetFileSystemEntries(Path.Combine(scoped, folder)).ShouldBeEmpty(folder);
        Directory.GetFiles(repository.GitDirectory, "*.lock").ShouldBeEmpty();
        File.Exists(Path.Combine(scoped, "lock.json")).ShouldBeFalse("the record");
    }
}
