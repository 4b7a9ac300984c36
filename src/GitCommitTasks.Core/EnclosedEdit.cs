using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>What changes at paths that are inside of a window of the owner's already: nothing is opened there, and who did it need not be noted, but the caller wants to know.</summary>
internal sealed class EnclosedEdit
{
    private readonly Workspace workspace;
    private readonly IReadOnlyList<(RepositoryPath Path, Dictionary<RepositoryPath, TreeEntry?> Before)> looks;

    /// <param name="workspace">Whose paths.</param>
    /// <param name="paths">Files and directories.</param>
    /// <exception cref="IOException">The system failed.</exception>
    public EnclosedEdit(Workspace workspace, IReadOnlyList<RepositoryPath> paths)
    {
        this.workspace = workspace;
        looks = [.. paths.Select(p => (p, Now(p)))];
    }

    /// <summary>The files that are not what they were.</summary>
    /// <exception cref="IOException">The system failed.</exception>
    public IReadOnlyList<ClosedWindow> Changed() =>
        [.. looks.Select(look => (look.Path, look.Before, Now: Now(look.Path)))
            .Select(l => new ClosedWindow(l.Path, [.. l.Before.Keys.Union(l.Now.Keys).Where(p => l.Before.GetValueOrDefault(p) != l.Now.GetValueOrDefault(p)).Order()]))];

    private Dictionary<RepositoryPath, TreeEntry?> Now(RepositoryPath path) =>
        new DirectoryEdit(workspace).Now(path, workspace.TreeOf(workspace.Refs.ReadHead().Commit)).ToDictionary(f => f.Path, f => f.Entry);
}
