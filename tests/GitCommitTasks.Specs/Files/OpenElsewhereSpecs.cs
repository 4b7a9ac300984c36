using GitCommitTasks.Files;

namespace GitCommitTasks.Specs.Files;

public sealed class OpenElsewhereSpecs
{
    private const int SharingViolation = unchecked((int)0x80070020);

    [Fact]
    public void a_change_of_a_file_that_is_open_elsewhere_is_tried_again()
    {
        var tries = 0;

        OpenElsewhere.Retry(() => Fail(++tries < 3, new UnauthorizedAccessException()), TimeSpan.FromMinutes(1));
        OpenElsewhere.Retry(() => Fail(++tries < 6, new IOException("in use", SharingViolation)), TimeSpan.FromMinutes(1));

        tries.ShouldBe(6);
    }

    [Fact]
    public void what_fails_for_another_reason_fails_at_once()
    {
        var tries = 0;

        Should.Throw<FileNotFoundException>(() => OpenElsewhere.Retry(() => Fail(++tries > 0, new FileNotFoundException()), TimeSpan.FromMinutes(1)));

        tries.ShouldBe(1);
    }

    [Fact]
    public void where_files_are_never_in_the_way_nothing_is_tried_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there they are");
        var tries = 0;

        Should.Throw<UnauthorizedAccessException>(() => OpenElsewhere.Retry(() => Fail(++tries > 0, new UnauthorizedAccessException())));

        tries.ShouldBe(1);
    }

    private static void Fail(bool fails, Exception failure)
    {
        if (fails)
            throw failure;
    }
}
