using System.Text;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for the bytes of a message: stored as <c>git commit -F</c> stores them, and shown as what they mean.</summary>
public sealed class MessageEncodingSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData(null)]
    [InlineData("UTF-8")]
    [InlineData("utf8")]
    [InlineData("latin1")]
    [InlineData("EUC-JP")]
    [InlineData("nonsense")]
    public void bytes_are_stored_as_git_stores_them(string? encoding)
    {
        if (encoding is not null)
            repository.Git("config", "i18n.commitEncoding", encoding);
        foreach (var bytes in (byte[][])[
            "ü \U0001F600\n"u8.ToArray(), [0x61, 0xfc, 0x62, 0x0a], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xef, 0xbf, 0xbe, 0x20, 0xef, 0xb7, 0x90],
            [0xf4, 0x90, 0x80, 0x80], [0xc0, 0xaf], [0xf0, 0x9f, 0xbf, 0xbf], [0x80, 0xff, 0x0d, 0x0a, 0x0a, 0x20, 0xa0, 0x0a], [0xa4, 0xce, 0xa4, 0xcf, 0x0a]])
        {
            var message = repository.Outside["message"];
            File.WriteAllBytes(message, bytes);
            var now = repository.Environment.ToDictionary();
            (now["GIT_AUTHOR_DATE"], now["GIT_COMMITTER_DATE"]) = ("@1500000000 +0000", "@1500000000 +0000");

            (repository.Request("README.md") with { AllowEmpty = true, MessageBytes = bytes, Environment = now }).Run().Outcome.ShouldBe(CommitOutcome.Committed);
            var ours = repository.Head;
            repository.Git("reset", "--soft", "HEAD~");
            repository.GitWith(now, "commit", "-q", "--allow-empty", "-F", message);

            ours.ShouldBe(repository.Head, $"{Convert.ToHexString(bytes)}: header and message to the byte");
            repository.Fsck().ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("latin1", "fc", "ü")]
    [InlineData("ISO-8859-15", "a4", "€")]
    [InlineData("EUC-JP", "a4ce", "の")]
    [InlineData("koi8-r", "c1", "а")]
    [InlineData("utf-8", "c3bc", "ü")]
    [InlineData("nonsense", "c3bc", "ü")]
    public void a_subject_is_shown_as_its_encoding_says(string encoding, string hex, string text)
    {
        repository.Git("config", "i18n.commitEncoding", encoding);
        repository.Write("f", "1\n");

        var made = (repository.Request("f") with { MessageBytes = Convert.FromHexString(hex) }).Run();
        var again = repository.Commit("f");

        made.Subject.ShouldBe(text);
        again.Unchanged.ShouldHaveSingleItem().LastSubject.ShouldBe(text, "read from the commit");
        Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(repository.GitDirectory, "logs", "HEAD")))
            .ShouldEndWith($"commit: {Encoding.Latin1.GetString(Convert.FromHexString(hex))}\n", customMessage: "the reflog has the bytes, as git's");
    }

    [Fact]
    public void bytes_that_are_no_UTF8_are_told_of()
    {
        (repository.Request("README.md") with { AllowEmpty = true, MessageBytes = new byte[] { 0xfc } }).Run().Codes().ShouldBe(["GCT2030"]);
    }

    public void Dispose() => repository.Dispose();
}
