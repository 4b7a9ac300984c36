namespace GitCommitTasks.Specs.CommandLine;

/// <summary>What the settings that name a file of ours may not name.</summary>
public sealed class SettingPlaceSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    public SettingPlaceSpecs() => repository.Write("a.txt", "a\n");

    [Theory]
    [InlineData(".git/HEAD")]
    [InlineData(".git/config")]
    [InlineData(".git/index")]
    [InlineData(".git/new.lock")]
    [InlineData(".git/refs/heads/main")]
    [InlineData(".git/scoped")]
    [InlineData(".git/scoped/lock")]
    [InlineData(".git/scoped/queue/1")]
    [InlineData(".git/scoped/errors.lock")]
    [InlineData(".git")]
    [InlineData("alias/HEAD")]
    [InlineData("alias/nowhere/x")]
    [InlineData("other/.git/description")]
    [InlineData("other/.git/scoped/recent")]
    public void neither_the_lock_file_nor_the_error_log_is_a_file_of_a_git_directory_that_has_another_use(string path)
    {
        repository.Git("init", "--quiet", "other");
        Directory.CreateSymbolicLink(repository["alias"], repository.GitDirectory);
        var before = Everything();

        var locked = repository.Scoped("commit", "--lock-timeout", "0", "--lock-file", path, "-m", "x", "a.txt");
        var logged = repository.Scoped("commit", "--lock-timeout", "0", "--error-log", path, "-m", "x", "nowhere");

        (locked.ExitCode, locked.Codes().Single()).ShouldBe((1, "GCT9010"), locked.StandardError);
        (logged.ExitCode, logged.Codes().Single()).ShouldBe((1, "GCT9010"), logged.StandardError);
        locked.StandardError.ShouldContain($"the setting scoped.lockFile has the value '{path}'");
        logged.StandardError.ShouldContain($"the setting scoped.errorLog has the value '{path}'");
        Everything().ShouldBe(before);
    }

    [Fact]
    public void in_the_directory_of_ours_a_new_file_may_be_named()
    {
        repository.Scoped("commit", "--lock-timeout", "0", "--lock-file", ".git/scoped/own.json", "--error-log", ".git/scoped/own-errors.json", "-m", "x", "a.txt").ExitCode.ShouldBe(0);
        repository.Scoped("commit", "--lock-timeout", "0", "--lock-file", ".git/scoped/lock.json", "--error-log", ".git/scoped/errors.json", "-m", "x", "nowhere").Codes().ShouldBe(["GCT2006"]);
        repository.Scoped("commit", "--lock-timeout", "0", "--lock-file", ".git/scoped/errors.json", "-m", "x", "a.txt").Codes().ShouldBe(["GCT9010"]);
        repository.Scoped("commit", "--lock-timeout", "0", "--error-log", ".git/scoped/lock.json", "-m", "x", "a.txt").Codes().ShouldBe(["GCT9010"]);
        repository.Scoped("commit", "--lock-timeout", "0", "--error-log", "both", "--lock-file", "both", "-m", "x", "a.txt").Codes().ShouldBe(["GCT9010"]);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("sub/tracked.txt")]
    [InlineData("sub")]
    [InlineData("sub/gone.txt")]
    public void a_lock_file_that_is_tracked_is_refused(string path)
    {
        repository.Write("sub/tracked.txt", "precious\n");
        repository.Write("sub/gone.txt", "");
        repository.Git("add", "sub");
        File.Delete(repository["sub/gone.txt"]);

        var result = repository.Scoped("commit", "--lock-timeout", "0", "--lock-file", path, "-m", "x", "a.txt");

        (result.ExitCode, result.Codes().Single()).ShouldBe((1, "GCT9010"));
        result.StandardError.ShouldContain($"the setting scoped.lockFile has the value '{path}': it is tracked");
        File.ReadAllText(repository["sub/tracked.txt"]).ShouldBe("precious\n");
    }

    [Fact]
    public void a_file_of_the_user_is_waited_for_and_never_removed_however_old()
    {
        repository.Write("notes.txt", "precious\n");
        File.SetLastWriteTimeUtc(repository["notes.txt"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var result = repository.Scoped("commit", "--lock-timeout", "0", "--lock-file", "notes.txt", "-m", "x", "a.txt");
        var broken = repository.Scoped("lock", "break", "--force", "--lock-file", "notes.txt");

        (result.ExitCode, result.Codes().Single()).ShouldBe((3, "GCT1001"));
        (broken.ExitCode, broken.Codes().Single()).ShouldBe((1, "GCT1010"));
        File.ReadAllText(repository["notes.txt"]).ShouldBe("precious\n");
    }

    public void Dispose() => repository.Dispose();

    private string[] Everything() => [.. Directory.EnumerateFiles(repository.GitDirectory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Where(f => !f.Contains("/scoped/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
