using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.Locking;

/// <summary>A proc file system of our own: what a holder may look like there.</summary>
public sealed class LivenessSpecs : IDisposable
{
    /// <summary>Above the largest process id that Linux gives (2^22): kill(2) says that it does not exist.</summary>
    private const int Nobody = 5_000_000;

    private readonly TemporaryFolder proc = new();

    public LivenessSpecs()
    {
        File.WriteAllText(proc["stat"], "cpu 1 2 3\nbtime 1700000000\nprocesses 5\n");
        Directory.CreateDirectory(proc["sys/kernel/random"]);
        File.WriteAllText(proc["sys/kernel/random/boot_id"], "boot-1\n");
        Directory.CreateDirectory(proc["self/ns"]);
        File.CreateSymbolicLink(proc["self/ns/pid"], "pid:[42]");
    }

    private ProcessIdentity Processes => new(proc.Path);

    private LockRecord Record => new()
    {
        Pid = Nobody,
        Host = Environment.MachineName,
        BootId = "boot-1",
        PidNamespace = "pid:[42]",
        StartTicks = 12345,
        StartTime = DateTimeOffset.FromUnixTimeSeconds(1700000000).AddSeconds(123.45),
    };

    [Fact]
    public void the_same_process_is_alive()
    {
        Put("S", 12345);
        Verdict(Record).ShouldBe(Liveness.Alive);
    }

    [Theory]
    [InlineData("Z")]
    [InlineData("X")]
    public void a_zombie_is_dead(string state)
    {
        Put(state, 12345);
        Verdict(Record).ShouldBe(Liveness.Dead);
    }

    [Fact]
    public void a_process_whose_first_thread_alone_has_ended_is_alive()
    {
        Put("Z", 12345, threads: 2);
        Verdict(Record).ShouldBe(Liveness.Alive, "its other threads still hold its locks");
    }

    [Fact]
    public void a_process_that_started_at_another_tick_is_another_one()
    {
        Put("S", 12346);
        Verdict(Record).ShouldBe(Liveness.Dead);
    }

    [Fact]
    public void ticks_decide_even_when_the_clock_was_set()
    {
        Put("S", 12345);
        Verdict(Record with { StartTime = DateTimeOffset.UnixEpoch }).ShouldBe(Liveness.Alive, "only the wall clock differs");
    }

    [Fact]
    public void a_process_id_nobody_has_is_dead() => Verdict(Record).ShouldBe(Liveness.Dead);

    [Fact]
    public void a_process_that_proc_hides_is_unknown()
    {
        // It exists (kill says so), but this proc does not show it.
        Verdict(Record with { Pid = Environment.ProcessId }).ShouldBe(Liveness.Unknown);
    }

    [Fact]
    public void a_process_whose_start_is_not_in_the_record_is_alive_as_long_as_its_id_is()
    {
        Put("S", 1);
        Verdict(Record with { StartTicks = null, StartTime = null }).ShouldBe(Liveness.Alive);
    }

    [Fact]
    public void the_host_name_is_compared_without_case() =>
        Verdict(Record with { Host = Environment.MachineName.ToUpperInvariant() }).ShouldBe(Liveness.Dead);

    [Fact]
    public void a_bare_process_id_is_alive_or_unknown_but_never_dead()
    {
        HolderVerdict.OfBarePid(Nobody, Processes).Liveness.ShouldBe(Liveness.Unknown, "it may be of another machine");
        Put("S", 1);
        HolderVerdict.OfBarePid(Nobody, Processes).Liveness.ShouldBe(Liveness.Alive);
    }

    public void Dispose() => proc.Dispose();

    private Liveness Verdict(LockRecord record) => HolderVerdict.Of(record, Processes).Liveness;

    private void Put(string state, long ticks, int threads = 1)
    {
        Directory.CreateDirectory(proc[$"{Nobody}"]);
        File.WriteAllText(proc[$"{Nobody}/stat"], $"{Nobody} (a) name (b) {state} {string.Join(' ', Enumerable.Repeat("0", 16))} {threads} 0 {ticks} 0 0\n");
    }
}
