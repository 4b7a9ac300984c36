using GitCommitTasks.Locking;
using Microsoft.Extensions.Time.Testing;

namespace GitCommitTasks.Specs.Locking;

/// <summary>Scripts that lock by creating the same path.</summary>
public sealed class ScriptLockSpecs : IDisposable
{
    private const string MakeDirectory = "mkdir \"$1\" && echo held; read line; rmdir \"$1\"";
    private const string NoClobber = "set -C; echo $$ > \"$1\" && echo held; read line; rm \"$1\"";

    private readonly LockFixture fixture = new();

    [Theory]
    [InlineData(MakeDirectory)]
    [InlineData(NoClobber)]
    public async Task a_scripts_lock_on_the_same_path_is_respected_and_taken_when_it_vanishes(string script)
    {
        using var holder = ContenderProcess.StartProgram("sh", "-c", script, "script", fixture.RecordFile);
        (await holder.Says()).ShouldBe("held");
        fixture.Try().Outcome.ShouldBe(LockOutcome.TimedOut);
        fixture.Codes.ShouldBe(["GCT1015", "GCT1001"]);
        fixture.Diagnostics.All[1].Message.ShouldContain($"at '{fixture.RecordFile}'");
        fixture.Status().State.ShouldBe(LockState.Held);
        var waiter = fixture.Start();
        await Until.True(() => fixture.Codes.Length == 3);

        holder.GoOn();

        var attempt = await waiter;
        attempt.Outcome.ShouldBe(LockOutcome.Acquired);
        attempt.BrokeStale.ShouldBeFalse("it vanished by itself");
        fixture.Codes.ShouldBe(["GCT1015", "GCT1001", "GCT1015"]);
        attempt.Handle!.Dispose();
    }

    [Theory]
    [InlineData(MakeDirectory)]
    [InlineData(NoClobber)]
    public async Task a_script_is_kept_out_by_our_record(string script)
    {
        using var handle = fixture.Try().Handle;

        using var contender = ContenderProcess.StartProgram("sh", "-c", script, "script", fixture.RecordFile);
        contender.GoOn();

        (await contender.Says()).ShouldBeNull("it could not take the path");
    }

    [Fact]
    public void a_directory_that_is_old_and_empty_is_removed_but_never_one_with_something_in_it()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(6));
        Directory.CreateDirectory(fixture.RecordFile);
        File.WriteAllText(Path.Combine(fixture.RecordFile, "pid"), "4711");

        fixture.Try(time: time).Outcome.ShouldBe(LockOutcome.TimedOut);
        fixture.Codes.ShouldBe(["GCT1015", "GCT1001"]);
        fixture.Diagnostics.All[1].Message.ShouldContain("is not empty, so it is never removed by itself");

        File.Delete(Path.Combine(fixture.RecordFile, "pid"));
        Directory.SetLastWriteTimeUtc(fixture.RecordFile, DateTime.UtcNow);
        fixture.Try(time: time).Handle.ShouldNotBeNull().Dispose();
        fixture.Codes.ShouldBe(["GCT1015", "GCT1001", "GCT1003"]);
    }

    [Fact]
    public void a_named_pipe_at_the_path_does_not_hang_anybody()
    {
        using (var make = System.Diagnostics.Process.Start("mkfifo", fixture.RecordFile))
            make.WaitForExit();

        fixture.Try(time: new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(6))).Outcome.ShouldBe(LockOutcome.TimedOut);
        fixture.Codes.ShouldBe(["GCT1015", "GCT1001"]);
        File.Exists(fixture.RecordFile).ShouldBeTrue("nobody locks with a pipe");
    }

    public void Dispose() => fixture.Dispose();
}
