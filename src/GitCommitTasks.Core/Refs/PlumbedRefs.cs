using System.Text;
using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks.Refs;

/// <summary>Reads refs of any format through git.</summary>
/// <param name="program">Git.</param>
/// <param name="need">What needs git, for the error.</param>
internal sealed class PlumbedRefs(GitProgram program, string need) : IRefs
{
    /// <inheritdoc/>
    public BranchTip ReadHead()
    {
        var symbolic = program.Run(new GitCall(need, "symbolic-ref", "--quiet", BranchTip.Head));
        // Exit code 1 without a word: HEAD is detached (git-symbolic-ref(1)).
        var reference = symbolic.ExitCode switch
        {
            0 => Encoding.UTF8.GetString(symbolic.Output).TrimEnd('\n'),
            1 => BranchTip.Head,
            _ => throw new IOException(symbolic.Errors.Trim()),
        };
        return new BranchTip(reference, Read(reference));
    }

    /// <inheritdoc/>
    public Oid? Read(string reference) => GitWords.TryResolve(program, need, reference) is { } id ? Oid.Parse(id) : null;
}
