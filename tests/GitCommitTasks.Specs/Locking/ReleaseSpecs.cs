using System.Runtime.CompilerServices;
using GitCommitTasks.Locking;

namespace GitCommitTasks.Specs.Locking;

public sealed class ReleaseSpecs : IDisposable
{
    private const int Interrupt = 2, Kill = 9, Terminate = 15;

    private readonly LockFixture fixture = new();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    [InlineData(Kill)]
    public async Task a_holder_that_is_ended_by_a_signal_frees_the_lock(int signal)
    {
        using var holder = ContenderProcess.Start("hold", fixture.GitDirectory);
        (await holder.Says()).ShouldBe("held");
        var waiter = fixture.Start();
        await fixture.Waiting(1);

        holder.Signal(signal);

        var attempt = await waiter;
        attempt.Outcome.ShouldBe(LockOutcome.Acquired);
        attempt.BrokeStale.ShouldBeTrue("the dead holder's record was still there");
        fixture.Codes.ShouldBe(["GCT1003"], "every removal is reported");
        attempt.Handle!.Dispose();
        fixture.Files(fixture.Directory.Queue).ShouldBeEmpty();
        File.Exists(fixture.RecordFile).ShouldBeFalse();
    }

    [Fact]
    public async Task a_holder_that_dies_at_once_costs_the_next_one_nothing()
    {
        using var holder = ContenderProcess.Start("abandon", fixture.GitDirectory);
        await holder.Ended();

        var attempt = fixture.Try();

        attempt.Outcome.ShouldBe(LockOutcome.Acquired, "not even a wait");
        fixture.Codes.ShouldBe(["GCT1003"]);
        attempt.Handle!.Dispose();
    }

    [Fact]
    public async Task a_holder_in_another_process_that_releases_lets_us_in_without_a_word()
    {
        using var holder = ContenderProcess.Start("hold", fixture.GitDirectory);
        (await holder.Says()).ShouldBe("held");
        var waiter = fixture.Start();
        await fixture.Waiting(1);

        holder.GoOn();

        (await waiter).Handle.ShouldNotBeNull().Dispose();
        (await holder.Says()).ShouldBe("released");
        fixture.Codes.ShouldBeEmpty();
    }

    [Fact]
    public void deleting_the_record_frees_nothing()
    {
        using var handle = fixture.Try().Handle!;
        File.Delete(fixture.RecordFile);

        fixture.Try().Outcome.ShouldBe(LockOutcome.TimedOut, "the kernel lock decides");
        handle.Confirm().ShouldBeTrue("the kernel lock is still held");
        handle.Confirm().ShouldBeTrue();
        handle.Dispose();

        fixture.Codes.ShouldBe(["GCT1007", "GCT1013"], "the tampering is reported once");
    }

    [Fact]
    public void a_record_that_is_somebody_elses_by_now_is_not_removed_on_release()
    {
        var handle = fixture.Try().Handle!;
        fixture.Leave(LockFixture.OfThisProcess());

        handle.Dispose();

        File.Exists(fixture.RecordFile).ShouldBeTrue("its nonce is not ours");
        fixture.Codes.ShouldBe(["GCT1013"]);
    }

    [Fact]
    public void a_replaced_lock_file_is_noticed_before_the_commit_point()
    {
        using var handle = fixture.Try().Handle!;
        handle.Confirm().ShouldBeTrue();
        File.Delete(fixture.Directory.LockFile);
        File.WriteAllText(fixture.Directory.LockFile, "");

        handle.Confirm().ShouldBeFalse("somebody else may hold the new one");

        fixture.Codes.ShouldBe(["GCT1006"]);
    }

    [Fact]
    public void a_record_that_cannot_be_written_is_a_warning_and_the_lock_is_held()
    {
        File.WriteAllText(fixture["file"], "");
        var options = new LockOptions { RecordFile = fixture["file/lock.json"], Owner = "task-306" };

        var attempt = fixture.Try(options);

        attempt.Outcome.ShouldBe(LockOutcome.Acquired);
        fixture.Try(options).Outcome.ShouldBe(LockOutcome.TimedOut, "it is held all the same");
        fixture.Codes.ShouldBe(["GCT1004", "GCT1007"]);
        fixture.Diagnostics.All[^1].Message.ShouldContain("task-306", customMessage: "the ticket names the holder where the record cannot");
        attempt.Handle!.Dispose();
        fixture.Codes.ShouldBe(["GCT1004", "GCT1007"], "there is no record to miss on release");
    }

    [Fact]
    public void a_handle_nobody_refers_to_keeps_the_lock()
    {
        var forgotten = Forget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        fixture.Try().Outcome.ShouldBe(LockOutcome.TimedOut, "the garbage collector must not free it");

        ((CommitLockHandle)forgotten.Target!).Dispose();
        fixture.Try().Handle.ShouldNotBeNull().Dispose();
    }

    [Fact]
    public void a_git_directory_that_cannot_hold_the_lock_is_refused()
    {
        File.Delete(fixture.Directory.LockFile);
        Directory.CreateDirectory(fixture.Directory.LockFile);

        fixture.Try().Outcome.ShouldBe(LockOutcome.Refused, "without a kernel lock nothing is done");

        fixture.Codes.ShouldBe(["GCT1005"]);
        fixture.Files(fixture.Directory.Queue).ShouldBeEmpty();
    }

    public void Dispose() => fixture.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Forget() => new(fixture.Try().Handle);
}
