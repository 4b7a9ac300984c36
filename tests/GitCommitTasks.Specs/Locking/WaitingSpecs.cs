using GitCommitTasks.Locking;
using Microsoft.Extensions.Time.Testing;

namespace GitCommitTasks.Specs.Locking;

public sealed class WaitingSpecs : IDisposable
{
    private readonly LockFixture fixture = new();

    [Fact]
    public async Task waiters_are_served_in_the_order_in_which_they_came()
    {
        var holder = fixture.Try().Handle!;
        string[] names = ["a", "b", "c", "d", "e", "f"];
        var waiters = new List<ContenderProcess>();
        foreach (var name in names)
        {
            waiters.Add(ContenderProcess.Start("wait", fixture.GitDirectory, fixture["order"], "--owner", name));
            await fixture.Waiting(waiters.Count);
        }

        fixture.Status().Waiters.Select(w => w.Owner).ShouldBe(names);
        holder.Dispose();

        foreach (var waiter in waiters)
            (await waiter.Ended()).ShouldBe(0);
        File.ReadAllLines(fixture["order"]).ShouldBe(names, "first come, first served");
        fixture.Files(fixture.Directory.Queue).ShouldBeEmpty();
        waiters.ForEach(w => w.Dispose());
    }

    [Fact]
    public async Task a_waiter_gives_up_after_the_time_out_and_says_who_holds_the_lock()
    {
        using var holder = ContenderProcess.Start("hold", fixture.GitDirectory, "--owner", "task-306");
        (await holder.Says()).ShouldBe("held");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var waiter = fixture.Start(new LockOptions(), time);
        await fixture.Waiting(1);

        time.Advance(TimeSpan.FromSeconds(2));
        await Until.True(() => fixture.Codes.Length == 1);
        time.Advance(TimeSpan.FromSeconds(58));

        var attempt = await waiter;
        attempt.Outcome.ShouldBe(LockOutcome.TimedOut);
        attempt.Handle.ShouldBeNull();
        attempt.Wait.ShouldBe(TimeSpan.FromSeconds(60));
        fixture.Codes.ShouldBe(["GCT1002", "GCT1001"], "one line of progress, then the end");
        var who = $"'contender' (pid {holder.Id} on {Environment.MachineName}, owner 'task-306') has held it for ";
        fixture.Diagnostics.All[0].Message.ShouldStartWith($"waiting for the commit lock, place 1 in the queue: {who}");
        fixture.Diagnostics.All[1].Message.ShouldStartWith($"gave up waiting for the commit lock after 60 s: {who}");
        fixture.Status().Waiters.ShouldBeEmpty("it left the queue");
    }

    [Fact]
    public async Task a_retry_keeps_the_place_in_the_queue()
    {
        using var holder = fixture.Try().Handle!;
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var options = new LockOptions { Timeout = TimeSpan.FromSeconds(10), Retries = 2, ProgressAfter = TimeSpan.FromHours(1) };
        var waiter = fixture.Start(options, time);
        await fixture.Waiting(1);
        var ticket = fixture.Files(fixture.Directory.Queue).Max();
        for (var retry = 1; retry <= 2; retry++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Until.True(() => fixture.Codes.Length == retry);
            fixture.Files(fixture.Directory.Queue).Max().ShouldBe(ticket, "the ticket is kept");
        }

        holder.Dispose();

        var attempt = await waiter;
        attempt.Outcome.ShouldBe(LockOutcome.Acquired);
        attempt.Attempts.ShouldBe(3);
        attempt.Handle!.Dispose();
        fixture.Codes.ShouldBe(["GCT1016", "GCT1016"]);
    }

    [Fact]
    public async Task a_waiter_that_is_killed_is_skipped()
    {
        var holder = fixture.Try().Handle!;
        using var first = ContenderProcess.Start("wait", fixture.GitDirectory, fixture["order"], "--owner", "first");
        await fixture.Waiting(1);
        using var second = ContenderProcess.Start("wait", fixture.GitDirectory, fixture["order"], "--owner", "second");
        await fixture.Waiting(2);

        first.Signal(9);
        await first.Ended();
        // A dead waiter is none; it may show once more while the next in line locks its ticket to remove it.
        await Until.True(() => fixture.Status().Waiters.Select(w => w.Owner).SequenceEqual(["second"]));
        holder.Dispose();

        (await second.Ended()).ShouldBe(0);
        File.ReadAllLines(fixture["order"]).ShouldBe(["second"]);
        fixture.Files(fixture.Directory.Queue).ShouldBeEmpty("the dead ticket was removed by the next in line");
    }

    [Fact]
    public async Task a_cancelled_waiter_returns_and_leaves_no_ticket()
    {
        using var holder = fixture.Try().Handle!;
        using var stop = new CancellationTokenSource();
        // Time stands still: nothing but the cancellation can end the wait.
        var waiter = fixture.Start(new LockOptions(), new FakeTimeProvider(DateTimeOffset.UtcNow), stop.Token);
        await fixture.Waiting(1);

        await stop.CancelAsync();

        var attempt = await waiter;
        attempt.Outcome.ShouldBe(LockOutcome.Cancelled);
        fixture.Files(fixture.Directory.Queue).Length.ShouldBe(1, "only the holder's ticket is left");
        fixture.Codes.ShouldBeEmpty("being cancelled is no fault of the lock");
    }

    [Fact]
    public async Task the_observer_hears_of_every_place_in_the_queue_on_the_waiting_thread()
    {
        var holder = fixture.Try().Handle!;
        var first = fixture.Start();
        await fixture.Waiting(1);
        var places = new List<(int Place, int Thread)>();
        var thread = 0;
        var second = OwnThread.Run(() =>
        {
            thread = Environment.CurrentManagedThreadId;
            var options = new LockOptions { WaitObserver = w => places.Add((w.Position, Environment.CurrentManagedThreadId)) };
            return fixture.Lock(options).Acquire(TestContext.Current.CancellationToken);
        });
        await fixture.Waiting(2);
        await Until.True(() => places.Count == 1);

        holder.Dispose();
        var next = await first;
        await Until.True(() => places.Count == 2);
        next.Handle!.Dispose();

        (await second).Handle!.Dispose();
        (await second).Position.ShouldBe(2, "holder and first waiter were before it");
        places.ShouldBe([(2, thread), (1, thread)]);
    }

    [Fact]
    public async Task a_nested_acquisition_of_the_same_build_is_told_so()
    {
        using var holder = ContenderProcess.Start("hold", fixture.GitDirectory, "--build", "build-1");
        (await holder.Says()).ShouldBe("held");

        fixture.Try(new LockOptions { Build = "build-1" }).Outcome.ShouldBe(LockOutcome.TimedOut);
        fixture.Try(new LockOptions { Build = "build-2" }).Outcome.ShouldBe(LockOutcome.TimedOut);

        fixture.Codes.ShouldBe(["GCT1007", "GCT1001"], "only the first one is of the holder's build");
    }

    public void Dispose() => fixture.Dispose();
}
