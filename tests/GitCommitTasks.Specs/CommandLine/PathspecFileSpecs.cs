using System.Text;
using CliWrap;
using CliWrap.Buffered;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.CommandLine;

[Trait("Category", "Slow")]
public sealed class PathspecFileSpecs : IDisposable
{
    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("a.txt\nsp ace.txt\n", false)]
    [InlineData("a.txt\r\nsp ace.txt", false)]
    [InlineData("\"a.txt\"\n\"sp\\040ace.txt\"\n", false)]
    [InlineData("a.txt\0sp ace.txt\0", true)]
    public void a_list_means_what_it_means_to_git(string list, bool nul)
    {
        repository.Write("a.txt", "a\n");
        repository.Write("sp ace.txt", "b\n");
        File.WriteAllText(repository.Outside["list"], list);
        string[] options = ["--pathspec-from-file=../list", .. nul ? (string[])["--pathspec-file-nul"] : []];
        repository.Git(["add", "--dry-run", .. options]).ShouldBe("add 'a.txt'\nadd 'sp ace.txt'\n", "git is the oracle");

        var result = repository.Scoped(["commit", "-m", "x", .. options]);

        (result.ExitCode, result.StandardError).ShouldBe((0, ""));
        repository.FilesOf("HEAD").ShouldBe(["A\ta.txt", "A\tsp ace.txt"]);
    }

    [Fact]
    public async Task with_nul_quotes_are_part_of_the_name()
    {
        repository.Write("\"a\"", "a\n");

        var result = await repository.ScopedCommand("commit", "-m", "x", "--pathspec-from-file=-", "--pathspec-file-nul")
            .WithStandardInputPipe(PipeSource.FromString("\"a\"\0")).ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        result.StandardOutput.ShouldEndWith(" A \"\\\"a\\\"\"\n", customMessage: "shown as git quotes it, for it begins with a quote");
    }

    [Fact]
    public void a_quoted_name_may_have_any_letter()
    {
        repository.Write("sp\u00e4t.txt", "a\n");
        File.WriteAllText(repository.Outside["list"], "\"sp\\303\\244t.txt\"\n");

        repository.Scoped("commit", "-m", "x", "--pathspec-from-file=../list").StandardOutput.ShouldEndWith(" A sp\u00e4t.txt\n");
    }

    [Theory]
    [InlineData("caf\u00e9.txt\n")]
    [InlineData("\"caf\\351.txt\"\n")]
    public void a_name_that_is_not_utf8_is_taken_by_its_bytes_and_not_for_another(string list)
    {
        File.WriteAllBytes(repository.Outside["list"], Encoding.Latin1.GetBytes(list));
        repository.Shell("echo 1 > \"$(printf 'caf\\351.txt')\"; echo another > \"$(printf 'caf\\357\\277\\275.txt')\"");

        var result = repository.Scoped("commit", "--json", "-m", "x", "--pathspec-from-file=../list");

        (result.ExitCode, result.StandardError).ShouldBe((0, ""));
        result.Json().GetProperty("files").EnumerateArray().Select(f => f.Text("path")).ShouldBe(["\"caf\\351.txt\""], "quoted as git quotes it");
        repository.Git("ls-tree", "--name-only", "HEAD").ShouldContain("\"caf\\351.txt\"\n");
        repository.Status().ShouldBe(["? \"caf\\357\\277\\275.txt\""]);
    }

    [Theory]
    [InlineData("\"open\n", "line 1 is badly quoted")]
    [InlineData("a.txt\n\"a\"b\n", "line 2 is badly quoted")]
    [InlineData("\"\\9\"\n", "line 1 is badly quoted")]
    [InlineData(null, "nowhere")]
    public void a_list_that_cannot_be_read_is_refused(string? list, string says)
    {
        if (list is not null)
            File.WriteAllText(repository.Outside["list"], list);

        var result = repository.Scoped("commit", "--json", "-m", "x", "--pathspec-from-file", list is null ? "nowhere" : "../list");

        (result.ExitCode, result.Codes().Single(), result.Json().Text("outcome")).ShouldBe((1, "GCT2019", "refused"));
        result.StandardError.ShouldContain(says);
    }

    public void Dispose() => repository.Dispose();
}
