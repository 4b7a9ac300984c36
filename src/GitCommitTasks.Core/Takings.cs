using GitCommitTasks.Diagnostics;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>Finds what an edit of several files took from others, before it is noted in each of them: what went from one and came in another was moved.</summary>
/// <remarks>Looks, and takes no lock: what is missed is told to those who lost it, as any loss. Reads only files in which others have uncommitted changes.</remarks>
internal sealed class Takings
{
    private readonly DiagnosticBag unheard = new();
    private readonly Workspace workspace;
    private readonly FileStates states;

    /// <param name="workspace">Whose files.</param>
    public Takings(Workspace workspace) => (this.workspace, states) = (workspace, new FileStates(workspace, unheard));

    /// <summary>Looks at one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tree">The tree of HEAD.</param>
    /// <param name="owner">Who was seen editing it; null: nobody was.</param>
    /// <param name="begin">Takes in what it held before the edit.</param>
    /// <param name="taken">Gets what was taken.</param>
    /// <exception cref="IOException">The system failed.</exception>
    public void Add(RepositoryPath path, Oid? tree, string? owner, Action<FileProvenance> begin, TakenAway taken)
    {
        if (OwnedFile.Known(workspace, path, unheard) is not { } file)
            return;
        var head = states.InTree(tree, path);
        file.Rehead(head);
        begin(file);
        if (file.Pending().Keys.Any(o => o.Name != owner) && states.OnDisk(path, head) is { } disk)
            file.Capture(disk, owner, isObserved: owner is not null, taken);
    }
}
