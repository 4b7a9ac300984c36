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

    public void Dispose() => fixture.Dispose();
}
