using GitCommitTasks.Locking;
using Microsoft.Extensions.Time.Testing;

namespace GitCommitTasks.Specs.Locking;

public sealed class LockBreakerSpecs : IDisposable
{
    private readonly LockFixture fixture = new();

    [Fact]
    public void a_free_lock_leaves_nothing_to_break()
    {
        Break(force: false).ShouldBe(BreakOutcome.Nothing);
        Break(force: true).ShouldBe(BreakOutcome.Nothing);
        fixture.Codes.ShouldBe(["GCT1011", "GCT1011"]);
    }

    [Fact]
    public async Task a_dead_holders_record_is_removed()
    {
        using var holder = ContenderProcess.Start("abandon", fixture.GitDirectory);
        await holder.Ended();

        Break(force: false).ShouldBe(BreakOutcome.RecordRemoved);

        File.Exists(fixture.RecordFile).ShouldBeFalse();
        fixture.Codes.ShouldBe(["GCT1003"]);
    }

    [Fact]
    public async Task a_live_holder_is_not_touched_without_force()
    {
        using var holder = ContenderProcess.Start("hold", fixture.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");

        Break(force: false).ShouldBe(BreakOutcome.Refused);

        fixture.Codes.ShouldBe(["GCT1010"]);
        fixture.Diagnostics.All[0].Message.ShouldContain($"pid {holder.Id}");
        holder.GoOn();
        (await holder.Says()).ShouldBe("released", "it went on undisturbed");
    }

    [Fact]
    public async Task force_ends_exactly_the_holder_and_says_whom()
    {
        using var holder = ContenderProcess.Start("hold", fixture.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");
        using var waiter = ContenderProcess.Start("hold", fixture.GitDirectory, "--owner", "task-307");
        await fixture.Waiting(1);

        Break(force: true).ShouldBe(BreakOutcome.HolderEnded);

        await holder.Ended();
        (await waiter.Says()).ShouldBe("held", "the next in line has it now");
        fixture.Codes[0].ShouldBe("GCT1012");
        fixture.Diagnostics.All[0].Message.ShouldContain($"(pid {holder.Id} on {Environment.MachineName}, owner 'task-306')");
        fixture.Status().Holder!.Record.Owner.ShouldBe("task-307");
    }

    [Fact]
    public async Task a_holder_that_ignores_the_polite_signal_is_killed_after_five_seconds()
    {
        using var holder = ContenderProcess.Start("hold", fixture.GitDirectory, "--ignore-term", "yes");
        (await holder.Says()).ShouldBe("held");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);

        var breaking = OwnThread.Run(() => Break(force: true, time));
        await Until.True(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return breaking.IsCompleted;
        });

        (await breaking).ShouldBe(BreakOutcome.HolderEnded);
        (await holder.Ended()).ShouldBe(128 + 9, "killed");
        File.Exists(fixture.RecordFile).ShouldBeFalse();
        fixture.Codes.ShouldBe(["GCT1012", "GCT1003"]);
    }

    [Theory]
    [InlineData("namespace")]
    [InlineData("host")]
    [InlineData("no start")]
    [InlineData("init")]
    public void force_refuses_when_the_process_is_not_proved_to_be_the_holder(string doubt)
    {
        using var bystander = ContenderProcess.StartProgram("sleep", "60");
        var self = LockFixture.OfThisProcess();
        var seen = ProcessIdentity.Default.Look(bystander.Id);
        var record = self with { Pid = bystander.Id, StartTicks = seen.StartTicks, StartTime = seen.StartTime };
        var init = ProcessIdentity.Default.Look(1);
        fixture.Leave(doubt switch
        {
            "namespace" => record with { PidNamespace = "pid:[1]" },
            "host" => record with { Host = "elsewhere" },
            "no start" => record with { StartTicks = null, StartTime = null },
            _ => record with { Pid = 1, StartTicks = init.StartTicks, StartTime = init.StartTime },
        });

        Break(force: true).ShouldBe(BreakOutcome.Refused);

        bystander.HasExited.ShouldBeFalse();
        fixture.Codes.ShouldBe(["GCT1010"]);
        File.Exists(fixture.RecordFile).ShouldBeTrue();
    }

    [Fact]
    public void a_process_that_has_the_holders_id_but_started_later_is_not_ended()
    {
        using var bystander = ContenderProcess.StartProgram("sleep", "60");
        var seen = ProcessIdentity.Default.Look(bystander.Id);
        fixture.Leave(LockFixture.OfThisProcess() with { Pid = bystander.Id, StartTicks = seen.StartTicks - 1, StartTime = seen.StartTime });

        Break(force: true).ShouldBe(BreakOutcome.RecordRemoved, "the holder is dead, its id was reused");

        bystander.HasExited.ShouldBeFalse();
        fixture.Codes.ShouldBe(["GCT1003"]);
    }

    [Fact]
    public void this_very_process_is_never_ended()
    {
        using var handle = fixture.Try().Handle;

        Break(force: true).ShouldBe(BreakOutcome.Refused);

        fixture.Codes.ShouldBe(["GCT1010"]);
    }

    public void Dispose() => fixture.Dispose();

    private BreakOutcome Break(bool force, TimeProvider? time = null) =>
        new LockBreaker(fixture.Directory, null, TimeSpan.FromMinutes(5), time ?? TimeProvider.System, fixture.Diagnostics).Break(force);
}
