using GitCommitTasks.Locking;
using Microsoft.Extensions.Time.Testing;

namespace GitCommitTasks.Specs.Locking;

public sealed class StaleRecordSpecs : IDisposable
{
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(4), Old = TimeSpan.FromMinutes(6);

    private readonly LockFixture fixture = new();
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    [Fact]
    public void a_dead_holders_record_is_removed_however_young()
    {
        fixture.Leave(LockFixture.OfThisProcess() with { Pid = LockFixture.DeadPid(), Command = "git scoped run" });

        ShouldBreak("does not run any more");
        fixture.Diagnostics.All[0].Message.ShouldStartWith($"removed the stale lock record '{fixture.RecordFile}' of 'git scoped run' (pid ");
    }

    [Fact]
    public void a_live_holders_record_is_never_removed_however_old()
    {
        fixture.Leave(LockFixture.OfThisProcess() with { AcquiredAt = DateTimeOffset.UtcNow.AddYears(-1) });

        ShouldWait("GCT1007");
    }

    [Fact]
    public void a_reused_process_id_counts_as_dead()
    {
        var record = LockFixture.OfThisProcess();
        fixture.Leave(record with { StartTicks = record.StartTicks - 1, StartTime = record.StartTime!.Value.AddSeconds(-0.01) });

        ShouldBreak("is another one now");
    }

    [Fact]
    public void a_reused_process_id_is_told_by_the_wall_clock_where_ticks_are_missing()
    {
        var record = LockFixture.OfThisProcess() with { StartTicks = null };
        fixture.Leave(record with { StartTime = record.StartTime!.Value.AddSeconds(-1) });
        ShouldWait("GCT1007");

        fixture.Leave(record with { StartTime = record.StartTime!.Value.AddSeconds(-3) });
        fixture.Try(time: time).Handle.ShouldNotBeNull("more than the two seconds that rounding can make").Dispose();
    }

    [Fact]
    public void a_record_from_before_a_restart_is_of_a_dead_holder()
    {
        fixture.Leave(LockFixture.OfThisProcess() with { BootId = "another" });

        ShouldBreak("the machine was restarted since");
    }

    [Theory]
    [InlineData("host")]
    [InlineData("namespace")]
    [InlineData("no host")]
    [InlineData("no pid")]
    public void a_holder_that_cannot_be_told_alive_or_dead_is_stale_by_age_alone(string unknown)
    {
        var record = LockFixture.OfThisProcess() with { Pid = LockFixture.DeadPid() };
        record = unknown switch
        {
            "host" => record with { Host = "elsewhere" },
            "namespace" => record with { PidNamespace = "pid:[1]" },
            "no host" => record with { Host = null },
            _ => record with { Pid = null },
        };
        fixture.Leave(record with { AcquiredAt = time.GetUtcNow() - Young });
        ShouldWait("GCT1001");

        fixture.Leave(record with { AcquiredAt = time.GetUtcNow() - Old });
        fixture.Try(time: time).Handle.ShouldNotBeNull().Dispose();

        fixture.Codes.ShouldBe(["GCT1001", "GCT1003"]);
        fixture.Diagnostics.All.Single(d => d.Code == "GCT1003").Message.ShouldContain("it is 6 min old, more than 5 min");
    }

    [Fact]
    public void where_the_system_does_not_say_which_processes_run_the_age_decides()
    {
        var blind = new ProcessIdentity(fixture["no-proc"]);
        var record = LockFixture.OfThisProcess() with { Pid = LockFixture.DeadPid(), BootId = null, PidNamespace = null };
        fixture.Leave(record with { AcquiredAt = time.GetUtcNow() - Young });
        fixture.Try(time: time, processes: blind).Outcome.ShouldBe(LockOutcome.TimedOut, "it may be alive");

        fixture.Leave(record with { AcquiredAt = time.GetUtcNow() - Old });
        fixture.Try(time: time, processes: blind).Handle.ShouldNotBeNull().Dispose();

        fixture.Codes.ShouldBe(["GCT1001", "GCT1003"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(" 2147483647\n")]
    [InlineData("{ \"pid\": 4711, \"acquiredAt\": \"2020-01-01T00:00:00Z\" }")]
    public void what_a_lock_holds_but_no_holder_that_can_be_judged_is_stale_by_age(string content)
    {
        File.WriteAllText(fixture.RecordFile, content);
        File.SetLastWriteTimeUtc(fixture.RecordFile, (time.GetUtcNow() - Young).UtcDateTime);
        if (!content.StartsWith('{'))
            fixture.Try(time: time).Outcome.ShouldBe(LockOutcome.TimedOut);

        File.SetLastWriteTimeUtc(fixture.RecordFile, (time.GetUtcNow() - Old).UtcDateTime);
        fixture.Try(time: time).Handle.ShouldNotBeNull().Dispose();

        fixture.Codes[^1].ShouldBe("GCT1003");
    }

    [Theory]
    [InlineData("precious\n")]
    [InlineData("whatever a script wrote")]
    [InlineData("ref: refs/heads/main\n")]
    [InlineData("{ half a rec")]
    [InlineData("{ \"name\": \"a package\", \"host\": \"here\", \"format\": 1 }")]
    [InlineData("{ \"pid\": 2147483647, \"url\": \"of a server's own file\" }")]
    public void a_file_that_no_lock_would_be_is_never_removed_however_old(string content)
    {
        File.WriteAllText(fixture.RecordFile, content);
        File.SetLastWriteTimeUtc(fixture.RecordFile, time.GetUtcNow().AddYears(-1).UtcDateTime);

        fixture.Try(time: time).Outcome.ShouldBe(LockOutcome.TimedOut);
        var breaker = new LockBreaker(fixture.Directory, null, TimeSpan.FromMinutes(5), time, fixture.Diagnostics);
        breaker.Break(force: false).ShouldBe(BreakOutcome.Refused);
        breaker.Break(force: true).ShouldBe(BreakOutcome.Refused);

        File.ReadAllText(fixture.RecordFile).ShouldBe(content);
        fixture.Codes.ShouldBe(["GCT1015", "GCT1001", "GCT1010", "GCT1010"]);
        fixture.Diagnostics.All[1].Message.ShouldContain("holds what no lock does, so it is never removed by itself");
        fixture.Diagnostics.All[2].Message.ShouldEndWith("name another lock file (--lock-file, scoped.lockFile).", Case.Sensitive, "to force it would not help");
        fixture.Diagnostics.All[3].Message.ShouldBe(fixture.Diagnostics.All[2].Message);
        fixture.Status(time).State.ShouldBe(LockState.Held);
    }

    [Fact]
    public void a_time_of_acquisition_in_the_future_gives_way_to_the_files_own()
    {
        fixture.Leave(LockFixture.OfThisProcess() with { Host = "elsewhere", AcquiredAt = time.GetUtcNow().AddYears(1) });
        ShouldWait("GCT1001");

        File.SetLastWriteTimeUtc(fixture.RecordFile, (time.GetUtcNow() - Old).UtcDateTime);
        fixture.Try(time: time).Handle.ShouldNotBeNull().Dispose();
    }

    [Fact]
    public async Task a_record_becomes_stale_while_somebody_waits_for_it()
    {
        fixture.Leave(LockFixture.OfThisProcess() with { Host = "elsewhere", AcquiredAt = time.GetUtcNow() - Young });
        var waiter = fixture.Start(new LockOptions { Timeout = TimeSpan.FromHours(1), ProgressAfter = TimeSpan.FromHours(1) }, time);
        await fixture.Waiting(1);

        await Until.True(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return waiter.IsCompleted;
        });

        var attempt = await waiter;
        attempt.Outcome.ShouldBe(LockOutcome.Acquired);
        attempt.Wait.ShouldBeGreaterThan(TimeSpan.FromSeconds(59), "the record was four minutes old");
        attempt.BrokeStale.ShouldBeTrue();
        attempt.Handle!.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void a_fresh_record_that_replaced_the_stale_one_is_never_removed(bool sameFile)
    {
        fixture.Leave(LockFixture.OfThisProcess() with { Pid = LockFixture.DeadPid() });
        var seen = RecordSighting.TryRead(fixture.RecordFile)!;
        var fresh = LockFixture.OfThisProcess();
        if (!sameFile)
            File.Move(fixture.RecordFile, fixture["moved away, so that its inode is not used again"]);
        fixture.Leave(fresh);

        StaleRecord.Remove(seen, "its holder is dead", fixture.Diagnostics).ShouldBe(Removal.Changed);

        RecordSighting.TryRead(fixture.RecordFile)!.Record!.Nonce.ShouldBe(fresh.Nonce);
        fixture.Codes.ShouldBeEmpty();
    }

    [Fact]
    public void another_file_with_the_same_content_is_another_record()
    {
        File.WriteAllText(fixture.RecordFile, "4711\n");
        var seen = RecordSighting.TryRead(fixture.RecordFile)!;
        File.Move(fixture.RecordFile, fixture["old"]);
        File.WriteAllText(fixture.RecordFile, "4711\n");

        StaleRecord.Remove(seen, "", fixture.Diagnostics).ShouldBe(Removal.Changed);
    }

    [Fact]
    public void a_symbolic_link_is_a_foreign_holder_that_is_never_followed_and_removed_only_when_it_leads_nowhere()
    {
        File.WriteAllText(fixture["precious"], "kept");
        File.CreateSymbolicLink(fixture.RecordFile, fixture["precious"]);

        fixture.Try(time: time).Outcome.ShouldBe(LockOutcome.TimedOut);
        time.Advance(Old);
        fixture.Try(time: time).Outcome.ShouldBe(LockOutcome.TimedOut);
        File.ReadAllText(fixture["precious"]).ShouldBe("kept");

        File.Move(fixture["precious"], fixture["elsewhere"]);
        fixture.Try(time: time).Handle.ShouldNotBeNull("scripts lock with links whose text is their process id").Dispose();
        fixture.Codes.ShouldBe(["GCT1015", "GCT1001", "GCT1015", "GCT1001", "GCT1003"]);
    }

    public void Dispose() => fixture.Dispose();

    private void ShouldBreak(string reason)
    {
        var attempt = fixture.Try(time: time);
        attempt.Outcome.ShouldBe(LockOutcome.Acquired);
        attempt.BrokeStale.ShouldBeTrue();
        attempt.Handle!.Dispose();
        fixture.Codes.ShouldBe(["GCT1003"], "every removal is reported");
        fixture.Diagnostics.All[0].Message.ShouldContain(reason);
    }

    private void ShouldWait(string code)
    {
        fixture.Try(time: time).Outcome.ShouldBe(LockOutcome.TimedOut);
        fixture.Codes.ShouldBe([code]);
        File.Exists(fixture.RecordFile).ShouldBeTrue("it is not ours to remove");
    }
}
