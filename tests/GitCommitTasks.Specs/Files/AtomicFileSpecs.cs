using GitCommitTasks.Files;

namespace GitCommitTasks.Specs.Files;

public sealed class AtomicFileSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void where_the_rename_fails_no_temporary_file_stays()
    {
        Directory.CreateDirectory(folder["taken/by"]);

        Should.Throw<Exception>(() => AtomicFile.Replace(folder["taken"], "x"u8, folder["temporary"])).ShouldBeAssignableTo<SystemException>();

        File.Exists(folder["temporary"]).ShouldBeFalse();
    }

    [Fact]
    public void where_the_disk_is_full_no_temporary_file_stays_and_the_old_content_does()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full");
        File.WriteAllText(folder["file"], "old");

        foreach (var write in (Action<string>[])[t => AtomicFile.Replace(folder["file"], "new"u8, t), t => ExclusiveFile.TryCreate(folder["another"], "new"u8, t)])
        {
            File.CreateSymbolicLink(folder["temporary"], "/dev/full");
            Should.Throw<IOException>(() => write(folder["temporary"]));
            FileStat.TryRead(folder["temporary"]).ShouldBeNull();
        }

        File.ReadAllText(folder["file"]).ShouldBe("old");
        File.Exists(folder["another"]).ShouldBeFalse();
    }

    public void Dispose() => folder.Dispose();
}
