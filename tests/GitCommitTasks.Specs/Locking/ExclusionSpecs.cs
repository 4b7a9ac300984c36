using GitCommitTasks.Files;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.Locking;

public sealed class ExclusionSpecs : IDisposable
{
    private readonly LockFixture fixture = new();

    [Fact]
    public async Task eight_processes_acquire_a_thousand_times_and_never_two_hold_it()
    {
        var contenders = Enumerable.Range(0, 8)
            .Select(_ => ContenderProcess.Start("hammer", fixture.GitDirectory, "125", fixture["count"])).ToList();

        foreach (var contender in contenders)
            (await contender.Ended()).ShouldBe(0, "4 means that it met another holder");

        File.ReadAllText(fixture["count"]).ShouldBe("1000", "each hold read and wrote the counter alone");
        fixture.Files(fixture.Directory.Queue).ShouldBeEmpty();
        fixture.Files(fixture.Directory.Temporary).ShouldBeEmpty();
        foreach (var contender in contenders)
        {
            (await contender.Errors).Split('\n').ShouldAllBe(l => l.Length == 0 || l.StartsWith("message "), "no warning, no error");
            contender.Dispose();
        }
    }

    [Fact]
    public void a_lock_file_replaced_between_opening_and_locking_is_not_taken_for_the_lock()
    {
        var path = fixture.Directory.LockFile;
        using var theirs = KernelLock.Open(fixture["new"]);
        theirs.TryLock();
        var opened = 0;

        var taken = MainLock.TryTake(path, p =>
        {
            var file = KernelLock.Open(p);
            if (opened++ == 0)
                File.Move(fixture["new"], p, overwrite: true);
            return file;
        });

        taken.ShouldBeNull("the file at the path is locked by somebody else");
        opened.ShouldBe(2, "the orphan was noticed and the new file opened");
    }

    [Fact]
    public async Task a_ticket_that_has_its_name_is_locked()
    {
        var queue = new TicketQueue(fixture.Directory);
        using var done = new CancellationTokenSource();
        var prober = OwnThread.Run(() => CountUnlocked(done.Token));

        for (var i = 0; i < 1000; i++)
            queue.Draw(new TicketContent(null, null, false)).Dispose();
        await done.CancelAsync();

        (await prober).ShouldBe(0, "an unlocked ticket would be removed as dead");
    }

    [Fact]
    public void a_ticket_drawn_without_hard_links_is_locked_as_well()
    {
        var queue = new TicketQueue(fixture.Directory);
        using var ticket = Ticket.TryDrawInPlace(fixture.Directory.NewTemporaryPath(), queue.PathOf(7), new TicketContent(null, null, false)).ShouldNotBeNull();

        queue.Ahead(8).ShouldBe([7]);
        Ticket.TryDrawInPlace(fixture.Directory.NewTemporaryPath(), queue.PathOf(7), new TicketContent(null, null, false)).ShouldBeNull("the number is taken");
    }

    [Fact]
    public async Task looking_at_the_lock_never_makes_an_acquisition_fail()
    {
        using var done = new CancellationTokenSource();
        var looker = OwnThread.Run(() => Look(done.Token));

        for (var i = 0; i < 300; i++)
            fixture.Try().Handle.ShouldNotBeNull("tried once, and only a look was in the way").Dispose();

        await done.CancelAsync();
        (await looker).ShouldBeGreaterThan(0);
    }

    public void Dispose() => fixture.Dispose();

    private int Look(CancellationToken done)
    {
        var looks = 0;
        for (; !done.IsCancellationRequested; looks++)
        {
            fixture.Status();
            MainLock.IsHeld(fixture.Directory.LockFile);
        }

        return looks;
    }

    private int CountUnlocked(CancellationToken done)
    {
        var unlocked = 0;
        while (!done.IsCancellationRequested)
        {
            foreach (var path in Directory.EnumerateFiles(fixture.Directory.Queue))
            {
                using var file = KernelLock.TryOpen(path);
                if (file is not null && file.TryLock(shared: true) && file.IsAt())
                    unlocked++;
            }
        }

        return unlocked;
    }
}
