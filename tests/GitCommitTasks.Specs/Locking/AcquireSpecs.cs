using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.Locking;

public sealed class AcquireSpecs : IDisposable
{
    private readonly LockFixture fixture = new();

    [Fact]
    public void a_free_lock_is_acquired_at_once_and_its_record_names_the_holder()
    {
        var attempt = fixture.Try(new LockOptions { Owner = "task-307", Command = "git scoped commit", Build = "b1" });

        attempt.Outcome.ShouldBe(LockOutcome.Acquired);
        attempt.Position.ShouldBe(0, "nobody was before us");
        attempt.Attempts.ShouldBe(1);
        attempt.BrokeStale.ShouldBeFalse();
        using var handle = attempt.Handle.ShouldNotBeNull();
        var record = RecordSighting.TryRead(fixture.RecordFile)!.Record.ShouldNotBeNull();
        record.Pid.ShouldBe(Environment.ProcessId);
        record.Owner.ShouldBe("task-307");
        record.Nonce.ShouldBe(handle.Nonce);
        HolderVerdict.Of(record, ProcessIdentity.Default).Liveness.ShouldBe(Liveness.Alive, "it is this very process");
        fixture.Diagnostics.All.Select(d => d.Code).ShouldBe(["GCT1008"]);
    }

    [Fact]
    public void a_release_removes_record_and_ticket_and_can_be_repeated()
    {
        var handle = fixture.Try().Handle!;

        handle.Dispose();
        handle.Dispose();

        File.Exists(fixture.RecordFile).ShouldBeFalse("the record is removed on release");
        fixture.Files(fixture.Directory.Queue).ShouldBeEmpty("the ticket is removed on release");
        fixture.Files(fixture.Directory.Temporary).ShouldBeEmpty("nothing temporary is left");
        fixture.Diagnostics.All.Select(d => d.Code).ShouldBe(["GCT1008", "GCT1009"], "released once");
        handle.Confirm().ShouldBeFalse("a released lock protects nothing");
        using var again = fixture.Try().Handle.ShouldNotBeNull("it is free again");
    }

    [Fact]
    public void a_time_out_of_zero_tries_once_and_says_who_holds_it()
    {
        using var holder = fixture.Try(new LockOptions { Owner = "task-306", Command = "git scoped run" }).Handle;

        var attempt = fixture.Try();

        attempt.Outcome.ShouldBe(LockOutcome.TimedOut);
        attempt.Position.ShouldBe(1, "the holder is before us");
        fixture.Codes.ShouldBe(["GCT1007"], "the holder is this very process");
        fixture.Diagnostics.All[^1].Message.ShouldContain($"'git scoped run' (pid {Environment.ProcessId} on {Environment.MachineName}, owner 'task-306')");
        fixture.Files(fixture.Directory.Queue).Length.ShouldBe(1, "only the holder's ticket is left");
    }

    [Fact]
    public async Task a_waiter_gets_the_lock_when_the_holder_releases_it()
    {
        var holder = fixture.Try().Handle!;
        var waiter = fixture.Start();
        await fixture.Waiting(1);
        waiter.IsCompleted.ShouldBeFalse("the lock is held");

        holder.Dispose();

        var attempt = await waiter;
        attempt.Outcome.ShouldBe(LockOutcome.Acquired);
        attempt.Handle!.Dispose();
        fixture.Codes.ShouldBeEmpty();
    }

    [Fact]
    public void a_record_elsewhere_is_made_there_and_differing_paths_still_exclude_each_other()
    {
        var options = new LockOptions { RecordFile = fixture["specs/.git-commit.lock"] };

        var handle = fixture.Try(options).Handle.ShouldNotBeNull();

        File.Exists(options.RecordFile).ShouldBeTrue();
        fixture.Try(new LockOptions { RecordFile = fixture["other.lock"] }).Outcome.ShouldBe(LockOutcome.TimedOut, "the kernel lock is the same");
        handle.Dispose();
        File.Exists(options.RecordFile).ShouldBeFalse();
    }

    [Fact]
    public void a_record_is_readable_json_with_times_in_utc_and_reads_back_the_same()
    {
        var record = LockFixture.OfThisProcess() with { Owner = "Zoë's task", AcquiredAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)), StartTime = null };

        var json = System.Text.Encoding.UTF8.GetString(LockJson.Write(record));

        json.ShouldContain("\"owner\": \"Zoë's task\"");
        json.ShouldContain("\"acquiredAt\": \"2026-01-02T02:04:05.000Z\"");
        LockJson.ReadRecord(LockJson.Write(record)).ShouldBe(record);
        LockJson.ReadRecord("""{ "pid": "12", "new": [1], "acquiredAt": 5, "startTime": "soon" }"""u8)
            .ShouldBe(new LockRecord { Format = 0, Pid = 12 }, "unknown and unusable fields are skipped");
    }

    [Fact]
    public void a_wait_that_was_cancelled_before_it_began_touches_nothing()
    {
        fixture.Lock().Acquire(new CancellationToken(canceled: true)).Outcome.ShouldBe(LockOutcome.Cancelled);

        fixture.Files(fixture.Directory.Queue).ShouldBeEmpty();
        fixture.Diagnostics.All.ShouldBeEmpty();
    }

    [Fact]
    public void a_lock_is_not_left_held_when_the_one_who_listens_throws()
    {
        var bag = new GitCommitTasks.Diagnostics.DiagnosticBag(_ => throw new OperationCanceledException());

        Should.Throw<OperationCanceledException>(
            () => new CommitLock(fixture.Directory, new LockOptions(), TimeProvider.System, bag).Acquire(TestContext.Current.CancellationToken));

        fixture.Try().Handle.ShouldNotBeNull().Dispose();
    }

    [Fact]
    public void options_that_make_no_sense_are_the_callers_mistake()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LockOptions { Timeout = TimeSpan.FromSeconds(-1) });
        Should.Throw<ArgumentOutOfRangeException>(() => new LockOptions { StaleAfter = TimeSpan.FromSeconds(-1) });
        Should.Throw<ArgumentOutOfRangeException>(() => new LockOptions { Retries = -1 });
        Should.Throw<ArgumentException>(() => new LockOptions { RecordFile = "relative" });
    }

    public void Dispose() => fixture.Dispose();
}
