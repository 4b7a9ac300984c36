using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Specs.Ownership;

namespace GitCommitTasks.Specs.Committing;

/// <summary>A path that becomes something else after it was looked at and before it is read: nothing outside of the working tree is read, and no pipe is waited for.</summary>
public sealed class SwappedPathSpecs : IDisposable
{
    private const string Secret = "mkdir ../out; echo secret > ../out/f; mkdir -p d/e; echo 1 > d/e/f; ";

    private readonly TemporaryRepository repository = new();

    [Theory]
    [InlineData("rm -r d/e; ln -s ../../out d/e", "d/e/f")]
    [InlineData("rm -r d; mkdir ../out/e; mv ../out/f ../out/e; ln -s ../out d", "d/e/f")]
    [InlineData("rm d/e/f; ln -s ../../../out/f d/e/f", "d/e/f")]
    [InlineData("rm d/e/f; mkfifo d/e/f", "d/e/f")]
    [InlineData("rm -r d/e; echo 1 > d/e", "d/e/f")]
    public void what_took_its_place_is_refused(string swap, string path)
    {
        repository.Shell(Secret);

        Store(path, swap).ShouldBe(["GCT2014"]);

        Stored("secret").ShouldBeFalse("nothing outside of the working tree is read");
    }

    [Fact]
    public void a_link_is_read_as_the_link_it_was_and_not_through_one()
    {
        repository.Shell(Secret + "ln -s inside d/e/l; ln -s outside ../out/l");

        Store("d/e/l", "rm -r d/e; ln -s ../../out d/e").ShouldBe(["GCT2014"]);
    }

    [Fact]
    public void a_filtered_file_is_not_read_through_a_link_either()
    {
        repository.Shell(Secret + "git config filter.x.clean cat; echo '* filter=x' > .gitattributes");

        Store("d/e/f", "rm -r d/e; ln -s ../../out d/e").ShouldBe(["GCT2014"]);

        Stored("secret").ShouldBeFalse();
    }

    [Fact]
    public void a_directory_that_a_filter_swaps_is_noticed_afterwards()
    {
        repository.Shell(Secret + "git config filter.x.clean 'cat; mv d/e ../moved; ln -s ../../moved d/e'; echo '* filter=x' > .gitattributes");

        Store("d/e/f", "true").ShouldBe(["GCT2014"], "to its stat the file is what it was");
    }

    [Fact]
    public void a_directory_that_became_a_link_is_not_listed()
    {
        repository.Shell(Secret + "rm -r d/e; ln -s ../../out d/e");

        Should.Throw<IOException>(() => DirectoryNames.Read(repository.Top, new RepositoryPath("d/e")));
        DirectoryNames.Read(repository.Top, new RepositoryPath("d")).ShouldHaveSingleItem();
        DirectoryNames.Read(repository.Top, new RepositoryPath("gone")).ShouldBeEmpty();
    }

    public void Dispose() => repository.Dispose();

    /// <summary>Stores what was at the path before <paramref name="swap"/>, and returns the codes of what was said.</summary>
    private string[] Store(string name, string swap) => repository.InWorkspace(workspace =>
    {
        RepositoryPath path = new(name);
        FoundFile found = new(path, new FileCapture(workspace.Repository).Stat(path)!.Value, null);
        repository.Shell(swap);
        DiagnosticBag diagnostics = new();
        var stored = new WorkingFiles(workspace.Repository, () => IndexFile.Empty, diagnostics).Store(found);
        stored.ShouldBeNull();
        return diagnostics.All.Select(d => d.Code).ToArray();
    });

    private bool Stored(string content) =>
        repository.TryGit("cat-file", "-e", repository.Shell($"echo {content} | git hash-object --stdin").Trim()).ExitCode == 0;
}
