using System.Text;
using CsCheck;

namespace GitCommitTasks.Specs.Committing;

/// <summary>I9 for trailers: those of <c>git commit --trailer</c>, whatever the message ends in and <c>trailer.*</c> says.</summary>
public sealed class TrailerSpecs : IDisposable
{
    private readonly SameCommits twins = new();

    private static readonly Gen<string> AnyMessage = Gen.OneOf(
        "text", "", "", "Key: value", "key=value", "Acked-by: x", "Signed-off-by: A <a@b>", "  continued", "# comment", "---", "(cherry picked from commit 1)", "no trailer: at all ")
        .List[0, 7].Select(lines => "subject\n" + string.Join('\n', lines));

    private static readonly Gen<string> AnyTrailer = Gen.OneOf(
        "Key: value", "Key=other", "key:x", "Acked-by: y", "ack=z", "bare", "Signed-off-by: A <a@b>", "Co-authored-by: Ü <u@e>", "Task:", "a b: c", "sign=");

    [Theory]
    [InlineData("")]
    [InlineData("git config trailer.separators ':='")]
    [InlineData("git config trailer.ifexists replace; git config trailer.ifmissing doNothing")]
    [InlineData("git config trailer.where start; git config trailer.key.ifexists addIfDifferent")]
    [InlineData("git config trailer.ack.key 'Acked-by= '; git config trailer.sign.key 'Signed-off-by: '; git config trailer.sign.cmd 'echo \"$1 by command\"'")]
    [InlineData("git config core.commentChar ';'; git config commit.cleanup strip")]
    [InlineData("git config core.commentChar auto; git config commit.cleanup verbatim")]
    public void trailers_are_those_of_git(string arrange)
    {
        twins.Both(r => r.Shell(arrange));

        Gen.Select(AnyMessage, AnyTrailer.Array[1, 3]).Sample(
            (message, trailers) =>
            {
                File.WriteAllText(twins.Gits.Outside["message"], message);
                twins.Commit(
                    r => r with { MessageBytes = Encoding.UTF8.GetBytes(message), Trailers = trailers }, null, ["-F", "../message", .. trailers.SelectMany(t => (string[])["--trailer", t])]);
            },
            iter: 15,
            threads: 1);
    }

    [Fact]
    public void a_trailer_is_never_taken_for_an_option()
    {
        twins.Commit(r => r with { Trailers = ["--in-place"] }, null, "-m", "scoped", "--trailer=--in-place");
    }

    [Fact]
    public void trailers_need_git()
    {
        var environment = new Dictionary<string, string>(twins.Ours.Environment) { ["PATH"] = "/nowhere" };

        (twins.Ours.Request("README.md") with { AllowEmpty = true, Trailers = ["a: b"], Environment = environment }).Run().Codes().ShouldBe(["GCT9017"]);
    }

    public void Dispose() => twins.Dispose();
}
