using GitCommitTasks.Files;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.Locking;

public sealed class LockStatusSpecs : IDisposable
{
    private readonly LockFixture fixture = new();

    [Fact]
    public void a_lock_nobody_ever_took_is_free_and_looking_creates_nothing()
    {
        var status = LockStatus.Read(new ScopedDirectory(fixture["fresh"]), null, TimeSpan.FromMinutes(5), TimeProvider.System);

        status.State.ShouldBe(LockState.Free);
        status.Holder.ShouldBeNull();
        status.Waiters.ShouldBeEmpty();
        Directory.Exists(fixture["fresh"]).ShouldBeFalse();
    }

    [Fact]
    public async Task a_held_lock_names_its_holder_and_its_waiters_in_order()
    {
        using var holder = ContenderProcess.Start("hold", fixture.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");
        using var first = ContenderProcess.Start("wait", fixture.GitDirectory, fixture["order"], "--owner", "task-307");
        await fixture.Waiting(1);
        using var second = ContenderProcess.Start("wait", fixture.GitDirectory, fixture["order"], "--owner", "task-308");
        await fixture.Waiting(2);

        var status = fixture.Status();

        status.State.ShouldBe(LockState.Held);
        status.Holder.ShouldNotBeNull().Record.Pid.ShouldBe(holder.Id);
        status.Holder.Record.Owner.ShouldBe("task-306");
        status.Holder.Liveness.ShouldBe(Liveness.Alive);
        status.Waiters.Select(w => (w.Position, w.Pid, w.Owner)).ShouldBe([(1, first.Id, "task-307"), (2, second.Id, "task-308")]);
        status.LockFile.ShouldBe(fixture.Directory.LockFile);
        status.RecordFile.ShouldBe(fixture.RecordFile);
    }

    [Fact]
    public async Task a_holder_that_died_leaves_a_stale_lock()
    {
        using var holder = ContenderProcess.Start("abandon", fixture.GitDirectory, "--owner", "task-306");
        await holder.Ended();

        var status = fixture.Status();

        status.State.ShouldBe(LockState.Stale);
        status.Holder.ShouldNotBeNull().Liveness.ShouldBe(Liveness.Dead);
        status.Holder.Record.Owner.ShouldBe("task-306");
    }

    [Fact]
    public void a_kernel_lock_held_without_a_ticket_is_held()
    {
        using var held = MainLock.TryTake(fixture.Directory.LockFile);

        fixture.Status().State.ShouldBe(LockState.Held);
        fixture.Status().Holder.ShouldBeNull("nothing names it");
        fixture.Try().Outcome.ShouldBe(LockOutcome.TimedOut);
        fixture.Codes.ShouldBe(["GCT1001"]);
    }

    [Fact]
    public void a_record_of_unknown_liveness_is_held_while_young_and_stale_when_old()
    {
        var record = LockFixture.OfThisProcess() with { Host = "elsewhere" };
        fixture.Leave(record);
        fixture.Status().State.ShouldBe(LockState.Held);
        fixture.Leave(record with { AcquiredAt = DateTimeOffset.UtcNow.AddMinutes(-6) });
        fixture.Status().State.ShouldBe(LockState.Stale);
    }

    public void Dispose() => fixture.Dispose();
}
