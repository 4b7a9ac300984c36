using GitCommitTasks.Files;

namespace GitCommitTasks.Specs.Files;

public sealed class KernelLockSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void two_exclusive_locks_on_one_file_exclude_each_other_inside_one_process()
    {
        using var first = KernelLock.Open(folder["lock"]);
        using var second = KernelLock.Open(folder["lock"]);

        first.TryLock().ShouldBeTrue("nobody holds it");
        second.TryLock().ShouldBeFalse("the first one holds it");
        first.Unlock();
        second.TryLock().ShouldBeTrue("the first one has freed it");
    }

    [Fact]
    public void shared_locks_exclude_exclusive_ones_only()
    {
        using var first = KernelLock.Open(folder["lock"]);
        using var second = KernelLock.Open(folder["lock"]);
        using var third = KernelLock.Open(folder["lock"]);

        first.TryLock(shared: true).ShouldBeTrue();
        second.TryLock(shared: true).ShouldBeTrue("both are shared");
        third.TryLock().ShouldBeFalse("others share it");
    }

    [Fact]
    public void a_deleted_or_replaced_lock_file_is_noticed()
    {
        using var held = KernelLock.Open(folder["lock"]);
        held.TryLock();
        held.IsAt().ShouldBeTrue();

        File.Delete(folder["lock"]);
        held.IsAt().ShouldBeFalse("it was deleted");
        File.WriteAllText(folder["lock"], "");
        held.IsAt().ShouldBeFalse("another file has its name");
    }

    [Fact]
    public void a_symbolic_link_is_not_followed()
    {
        File.WriteAllText(folder["elsewhere"], "");
        File.CreateSymbolicLink(folder["lock"], folder["elsewhere"]);

        Should.Throw<IOException>(() => KernelLock.Open(folder["lock"]));
    }

    public void Dispose() => folder.Dispose();
}
