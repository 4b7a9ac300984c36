using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Index;

/// <summary>An index file of our own that holds a commit to be, for programs that look at it or stage into it: what git calls the false index of <c>commit --only</c>.</summary>
/// <remarks>Nobody else knows its path, so no lock is held while they run. Made by git, from the shared index, for the stat data of the files that stay.</remarks>
internal sealed class PrivateIndex
{
    private readonly GitProgram git;
    private readonly string need;

    private PrivateIndex(GitProgram git, string need, string path) => (this.git, this.need, Path) = (git, need, path);

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>Makes one that holds <paramref name="tree"/>.</summary>
    /// <param name="git">Git itself.</param>
    /// <param name="need">What needs it, for the error.</param>
    /// <param name="shared">Absolute path of the shared index; need not exist.</param>
    /// <param name="path">Absolute path of a file that only the caller uses.</param>
    /// <param name="tree">What it shall hold.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">Git or the file system failed.</exception>
    public static PrivateIndex Of(GitProgram git, string need, string shared, string path, Oid tree, CancellationToken cancellation)
    {
        // A copy keeps the time of its original, and with it what that says of entries that are racy.
        if (File.Exists(shared))
            File.Copy(shared, path);
        git.Read(Call("read-tree", "--reset", tree.Hex), cancellation);
        // Its exit code says only that some file differs from the index.
        git.Run(Call("update-index", "-q", "--refresh"), cancellation);
        return new PrivateIndex(git, need, path);

        // To make it is no change of the index that a post-index-change hook wants to hear of.
        GitCall Call(params string[] arguments) => new GitCall(
            need, ["-c", "core.splitIndex=false", "-c", "index.sparse=false", "-c", "core.hooksPath=/dev/null", .. arguments]).OnIndex(path);
    }

    /// <summary>The tree it holds now.</summary>
    /// <exception cref="IOException">It holds none: it is unmerged, or corrupt.</exception>
    public Oid WriteTree(CancellationToken cancellation) => Oid.Parse(git.ReadText(new GitCall(need, "write-tree").OnIndex(Path), cancellation));
}
