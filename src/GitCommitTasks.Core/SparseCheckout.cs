using System.Text;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks;

/// <summary>What lies outside of a sparse checkout, as git says it: by its patterns or by its directories (<see href="https://git-scm.com/docs/git-sparse-checkout">git-sparse-checkout(1)</see>).</summary>
/// <remarks>One call for all paths. <c>git sparse-checkout check-rules</c> is younger than the least git that is supported, so a <c>git rm</c> that removes nothing is
/// asked, on an index of ours that holds just these paths.</remarks>
internal sealed class SparseCheckout(GitRepository repository)
{
    /// <summary>Whether the working tree is one.</summary>
    public bool IsUsed { get; } = repository.Configuration.Is("core.sparsecheckout", otherwise: false);

    /// <summary>Those of the paths that are outside of it.</summary>
    /// <exception cref="IOException">There is no git, or it failed.</exception>
    public IReadOnlySet<RepositoryPath> Outside(IReadOnlyCollection<RepositoryPath> paths)
    {
        if (!IsUsed || paths.Count == 0)
            return new HashSet<RepositoryPath>();
        var scoped = new ScopedDirectory(repository.Layout.GitDirectory);
        scoped.Create();
        var own = scoped.NewTemporaryPath();
        try
        {
            TreeEntry any = new(EntryMode.File, repository.Engines.Format.OfBlob([]));
            File.WriteAllBytes(own, IndexFile.EmptyOf(repository.Engines.Format).With([.. paths.Order().Select(p => new IndexChange(p, any, default))], static _ => false, lastWritten: null));
            var call = new GitCall(
                "the sparse checkout", ["-c", "index.sparse=false", "-c", "core.splitIndex=false", "rm", "--dry-run", "--force", "--cached", "--ignore-unmatch", "--pathspec-from-file=-", "--pathspec-file-nul"])
            {
                Input = paths.SelectMany(p => (byte[])[.. p.Bytes, 0]).ToArray(),
            };
            return Unnamed(repository.Program.Read(call.OnIndex(own)), paths);
        }
        finally
        {
            File.Delete(own);
        }
    }

    /// <summary>Git says <c>rm 'PATH'</c> of what is inside, in the order of the index, and nothing of the rest.</summary>
    private static HashSet<RepositoryPath> Unnamed(ReadOnlySpan<byte> said, IEnumerable<RepositoryPath> paths)
    {
        HashSet<RepositoryPath> unnamed = [];
        foreach (var path in paths.Order())
        {
            byte[] line = [.. "rm '"u8, .. path.Bytes, .. "'\n"u8];
            if (said.StartsWith(line))
                said = said[line.Length..];
            else
                unnamed.Add(path);
        }

        return said.IsEmpty ? unnamed : throw new IOException($"git rm answered out of turn: {Encoding.UTF8.GetString(said)}");
    }
}
