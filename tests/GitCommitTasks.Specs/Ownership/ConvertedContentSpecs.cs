using System.Text;
using GitCommitTasks.Specs.Committing;

namespace GitCommitTasks.Specs.Ownership;

/// <summary>Two owners in one file whose stored content is not the working file's: owners share what git stores, and the working file stays as it is (I2, I3, I4).</summary>
public sealed class ConvertedContentSpecs
{
    private const string Base = "one\ntwo\nthree\n";

    private static readonly Conversion[] Conversions =
    [
        new("core.autocrlf", "git config core.autocrlf true", text => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)), text => text),
        new("ident", "echo '*.txt ident' > .gitattributes", text => Encoding.UTF8.GetBytes("$Id: expanded $\n" + text), text => "$Id$\n" + text),
        new("a clean filter", "echo '*.txt filter=shout' > .gitattributes; git config filter.shout.clean 'tr a-z A-Z'; git config filter.shout.smudge 'tr A-Z a-z'",
            Encoding.UTF8.GetBytes, text => text.ToUpperInvariant()),
        new("a working-tree-encoding", "echo '*.txt working-tree-encoding=UTF-16LE' > .gitattributes", Encoding.Unicode.GetBytes, text => text),
    ];

    public static TheoryData<string> Names => [.. Conversions.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void each_owner_commits_its_lines_as_git_stores_them_under(string name)
    {
        var conversion = Conversions.Single(c => c.Name == name);
        using TemporaryRepository repository = new();
        repository.Shell(conversion.Setup);
        Write(Base);
        repository.Git("add", ".");
        repository.Git("commit", "--quiet", "-m", "base");

        repository.EditIn("first", () => Write("ONE\ntwo\nthree\n"), SharedFileEdits.Shared);
        repository.EditIn("second", () => Write("ONE\ntwo\nthree, and more\n"), SharedFileEdits.Shared);
        var disk = File.ReadAllBytes(repository[SharedFileEdits.Shared]);

        repository.CommitAs("second").Codes().ShouldBeEmpty();
        repository.Git("show", "HEAD:shared.txt").ShouldBe(conversion.Stored("one\ntwo\nthree, and more\n"), "the lines of the other are not in it");
        repository.CommitAs("first").Codes().ShouldBeEmpty();

        repository.Git("show", "HEAD:shared.txt").ShouldBe(conversion.Stored("ONE\ntwo\nthree, and more\n"), "all have committed");
        File.ReadAllBytes(repository[SharedFileEdits.Shared]).ShouldBe(disk, "no working file changes");
        repository.Status().ShouldBeEmpty();
        repository.Fsck().ShouldBeEmpty();

        void Write(string text) => File.WriteAllBytes(repository[SharedFileEdits.Shared], conversion.OnDisk(text));
    }

    private sealed record Conversion(string Name, string Setup, Func<string, byte[]> OnDisk, Func<string, string> Stored);
}
