using System.Text;
using CsCheck;
using GitCommitTasks.Ownership;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Files that git stores with CR LF, and whose last line has none.</summary>
public sealed class CarriageReturnSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("306 307 308")]
    [InlineData("308 307 306")]
    [InlineData("307 308 306")]
    public void lines_that_several_append_are_each_ones_own(string order)
    {
        repository.GitCommit((SharedFileEdits.Shared, "a\r\nb"));
        foreach (var owner in (string[])["306", "307", "308"])
            repository.Edit(owner, text => text + "\r\n" + owner);

        List<string> committed = [];
        foreach (var owner in order.Split(' '))
        {
            repository.CommitAs(owner).Codes().ShouldBeEmpty();
            committed.Add(owner);
            repository.Git("show", "HEAD:" + SharedFileEdits.Shared).ShouldBe("a\r\nb\r\n" + string.Join("\r\n", committed.Order()));
        }

        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void a_line_with_a_line_feed_alone_in_the_middle_changes_nothing_at_the_end()
    {
        repository.GitCommit((SharedFileEdits.Shared, "a\r\nb\r\nc"));
        repository.Edit("306", text => text.Replace("a\r\n", "a\r\n306\n", StringComparison.Ordinal));
        repository.Edit("307", text => text.Replace("b\r\n", "b\r\n307\n", StringComparison.Ordinal));

        repository.CommitAs("307").Codes().ShouldBeEmpty();
        repository.Git("show", "HEAD:" + SharedFileEdits.Shared).ShouldBe("a\r\nb\r\n307\nc");
        repository.CommitAs("306").Codes().ShouldBeEmpty();
        repository.Status().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("307 306")]
    [InlineData("306 307")]
    public void an_empty_line_is_one_though_it_comes_to_stand_last(string order)
    {
        repository.GitCommit((SharedFileEdits.Shared, "a\r\nb"));
        repository.Edit("306", text => text + "\r\n\r\n306");
        repository.Edit("307", text => text.Replace("306", "306\r\n307", StringComparison.Ordinal));

        foreach (var owner in order.Split(' '))
            repository.CommitAs(owner).Codes().ShouldBeEmpty();

        repository.Git("show", "HEAD:" + SharedFileEdits.Shared).ShouldBe("a\r\nb\r\n\r\n306\r\n307");
        repository.Status().ShouldBeEmpty();
    }

    [Fact]
    public void any_content_comes_back_byte_for_byte() =>
        Gen.Char["a\r\n"].Array[0, 12].Select(c => Encoding.ASCII.GetBytes(c)).Sample(content => TextLines.Split(content).Join().SequenceEqual(content), iter: 20_000);

    public void Dispose() => repository.Dispose();
}
