using GitCommitTasks.Files;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Index;

/// <summary>A sparse index (<c>index.sparse</c>): a directory outside of the sparse checkout is one entry, its tree. Git makes it a plain one and back.</summary>
/// <remarks>See <see href="https://git-scm.com/docs/sparse-index">sparse-index</see>. On private copies; the shared index is not touched here.</remarks>
internal sealed class SparseForm(GitProgram git, ScopedDirectory scoped) : IIndexForm
{
    private const string Need = "the sparse index";

    /// <summary>The plain index of all entries.</summary>
    /// <exception cref="IOException">Git or the file system failed.</exception>
    public byte[] Expand(byte[] content) => Convert(content, "false");

    /// <inheritdoc/>
    public byte[] Restore(byte[] plain) => Convert(plain, "true");

    private byte[] Convert(byte[] content, string isSparse)
    {
        scoped.Create();
        var copy = scoped.NewTemporaryPath();
        try
        {
            AtomicFile.Write(copy, content, durable: false);
            // No hook is told of a private copy, and no monitor of the file system asked.
            var call = new GitCall(Need, "-c", $"index.sparse={isSparse}", "-c", "core.splitIndex=false", "-c", "core.fsmonitor=false",
                "-c", "core.hooksPath=/dev/null", "update-index", "--force-write-index");
            git.Read(call.OnIndex(copy));
            return File.ReadAllBytes(copy);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
