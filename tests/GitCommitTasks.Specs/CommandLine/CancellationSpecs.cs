using System.Diagnostics;
using GitCommitTasks.Specs.Locking;

namespace GitCommitTasks.Specs.CommandLine;

public sealed class CancellationSpecs : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;

    /// <summary>Much shorter than the second in which a signal is taken for a repeat, and longer than it takes to end.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(300);

    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task a_signal_ends_a_wait_at_once_with_130_and_leaves_nothing(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        repository.Write("a.txt", "a\n");
        var head = repository.Head;
        using var holder = ContenderProcess.Start("hold", repository.GitDirectory);
        (await holder.Says()).ShouldBe("held");
        using var waiter = repository.StartScoped("commit", "--json", "-m", "x", "a.txt");
        await Until.True(() => Tickets().Length == 2);

        waiter.Signal(signal);

        (await waiter.Ended()).ShouldBe(130);
        (await waiter.Says())!.ShouldStartWith("{\"outcome\":\"cancelled\"");
        (await waiter.Errors).ShouldStartWith("git-scoped : error GCT9012: ");
        Tickets().Length.ShouldBe(1, "the holder's own");
        repository.Head.ShouldBe(head);
        holder.GoOn();
        (await holder.Says()).ShouldBe("released", "the record was the holder's all the time");
        File.Exists(Path.Combine(repository.GitDirectory, "scoped", "lock.json")).ShouldBeFalse();
    }

    /// <summary>As git does: it sends on to us what a terminal has sent to its whole group.</summary>
    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task a_signal_that_is_repeated_at_once_cancels_all_the_same(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        repository.Write("a.txt", "a\n");
        using var holder = ContenderProcess.Start("hold", repository.GitDirectory);
        (await holder.Says()).ShouldBe("held");
        for (var i = 0; i < 3; i++)
        {
            using var waiter = repository.StartScoped("commit", "--json", "-m", "x", "a.txt");
            await Until.True(() => Tickets().Length == 2);

            await SignalAtOnce(waiter, signal);

            (await waiter.Ended()).ShouldBe(130);
            (await waiter.Says())!.ShouldStartWith("{\"outcome\":\"cancelled\"");
            (await waiter.Says()).ShouldBeNull("one object");
        }
    }

    [Fact]
    public async Task a_signal_that_is_repeated_at_once_reaches_the_command_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        using var run = repository.StartScoped(
            "lock", "run", "--", "sh", "-c", "n=0; trap 'n=$((n+1))' TERM; echo started; until test -e enough; do sleep 0.01; done; echo $n");
        (await run.Says()).ShouldBe("started");

        await SignalAtOnce(run, Terminate);
        repository.Write("enough", "");

        (await run.Says()).ShouldBe("1");
        (await run.Ended()).ShouldBe(0);
    }

    [Fact]
    public async Task a_signal_that_ended_the_command_and_arrives_again_leaves_the_json_whole()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        for (var i = 0; i < 3; i++)
        {
            using var run = repository.StartScoped("lock", "run", "--json", "--", "sh", "-c", "touch started; exec sleep 60");
            await Until.True(() => File.Exists(repository["started"]));

            await Until.True(() =>
            {
                run.Signal(Terminate);
                return run.HasExited;
            });

            (await run.Ended()).ShouldBe(143, "COMMAND's own end");
            (await run.Says())!.ShouldStartWith("{\"exitCode\":143,");
            File.Delete(repository["started"]);
        }
    }

    [Theory]
    [InlineData(Interrupt, 130)]
    [InlineData(Terminate, 143)]
    public async Task a_signal_goes_to_the_command_and_the_lock_is_released_when_that_has_ended(int signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        using var run = repository.StartScoped("lock", "run", "--", "sh", "-c", "echo started; exec sleep 60");
        (await run.Says()).ShouldBe("started");

        run.Signal(signal);

        (await run.Ended()).ShouldBe(code, "COMMAND's own end");
        repository.Scoped("lock", "status").StandardOutput.ShouldBe("the commit lock is free\n");
    }

    [Fact]
    public async Task a_command_that_handles_the_signal_decides_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        using var run = repository.StartScoped("lock", "run", "--", "sh", "-c", "trap 'echo caught; exit 5' TERM; echo started; while :; do sleep 0.05; done");
        (await run.Says()).ShouldBe("started");

        run.Signal(Terminate);

        (await run.Says()).ShouldBe("caught");
        (await run.Ended()).ShouldBe(5);
    }

    [Fact]
    public async Task a_signal_ends_the_reading_of_stdin()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals");
        using var reader = repository.StartScoped("commit", "--json", "-F", "-", "a.txt");
        await Until.True(() => IsReading(reader.Id));

        reader.Signal(Interrupt);

        (await reader.Ended()).ShouldBe(130);
        (await reader.Says())!.ShouldStartWith("{\"outcome\":\"cancelled\"");
    }

    public void Dispose() => repository.Dispose();

    /// <summary>Again and again for a while, in which it may end; the system may take several for one.</summary>
    private static async Task SignalAtOnce(ContenderProcess process, int signal)
    {
        var watch = Stopwatch.StartNew();
        await Until.True(() =>
        {
            process.Signal(signal);
            return process.HasExited || watch.Elapsed > AtOnce;
        });
    }

    private string[] Tickets()
    {
        var queue = Path.Combine(repository.GitDirectory, "scoped", "queue");
        return Directory.Exists(queue) ? Directory.GetFiles(queue) : [];
    }

    /// <summary>Whether its first thread is in read(2), system call 0 on x64 and 63 on arm64, of what its stdin is (.NET reads a duplicate).</summary>
    private static bool IsReading(int pid)
    {
        if (File.ReadAllText($"/proc/{pid}/syscall").Split(' ') is not ["0" or "63", var descriptor, ..])
            return false;
        var number = Convert.ToInt32(descriptor, 16);
        return new FileInfo($"/proc/{pid}/fd/{number}").LinkTarget == new FileInfo($"/proc/{pid}/fd/0").LinkTarget;
    }
}
