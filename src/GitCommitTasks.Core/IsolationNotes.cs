using GitCommitTasks.Diagnostics;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>What isolation does to a commit, gathered file by file, and said as it is.</summary>
/// <param name="diagnostics">Gets what is entangled (GCT6001, or GCT6002 where that is refused) and who came over the owner's changes (GCT6008).</param>
/// <param name="refusesEntangled">Whether nothing of another owner's may go along.</param>
internal sealed class IsolationNotes(DiagnosticBag diagnostics, bool refusesEntangled)
{
    private readonly List<LeftOutChange> leftOut = [];
    private readonly List<EntangledChange> entangled = [];
    private readonly List<RepositoryPath> committedByOthers = [];

    /// <summary>What was noted.</summary>
    public IsolationReport Report => new([.. leftOut], [.. entangled]) { CommittedByOthers = [.. committedByOthers] };

    /// <summary>Somebody else committed what the owner had changed in a file.</summary>
    public void CommittedByOther(RepositoryPath path) => committedByOthers.Add(path);

    /// <summary>Changes of a file stay behind.</summary>
    public void LeaveOut(RepositoryPath path, IEnumerable<(string? Owner, int Lines)> changes) =>
        leftOut.AddRange(changes.Select(c => new LeftOutChange(path.ToString(), c.Owner, c.Lines)));

    /// <summary>What was to stay behind of a file goes with the whole of it after all.</summary>
    /// <returns>Whether it may.</returns>
    public bool TryTakeAlong(RepositoryPath path)
    {
        var owners = leftOut.Where(l => l.Path == path.ToString()).Select(l => l.Owner).ToList();
        leftOut.RemoveAll(l => l.Path == path.ToString());
        return TryEntangle(path, [.. owners.Select(o => new Entanglement(o, [], "file"))]);
    }

    /// <summary>A file is committed as composed.</summary>
    /// <returns>Whether it may.</returns>
    public bool TryNote(RepositoryPath path, Composition composition)
    {
        LeaveOut(path, composition.LeftOut);
        var mayGo = TryEntangle(path, composition.Entangled);
        foreach (var (owner, lines, unit) in composition.Losses)
        {
            entangled.Add(new EntangledChange(path.ToString(), owner, lines, unit) { IsLoss = true });
            diagnostics.Report(Catalog.OwnerOverwritten.With(path, Place(lines, unit), owner is null ? "an unattributed edit" : Name(owner)));
        }

        return mayGo;
    }

    /// <summary>Changes of others go along.</summary>
    /// <returns>Whether they may.</returns>
    public bool TryEntangle(RepositoryPath path, IReadOnlyList<Entanglement> others)
    {
        foreach (var (owner, lines, unit) in others)
        {
            entangled.Add(new EntangledChange(path.ToString(), owner, lines, unit));
            var descriptor = refusesEntangled ? Catalog.EntangledRefused : Catalog.Entangled;
            diagnostics.Report(descriptor.With(path, Place(lines, unit), Name(owner)));
        }

        return others.Count == 0 || !refusesEntangled;
    }

    /// <summary>Where in the commit.</summary>
    private static string Place(IReadOnlyList<int> lines, string unit) =>
        unit == "file" ? "the whole file"
        : lines.Count == 0 ? "no line is left of them"
        : LinesText.Of(lines);

    private static string Name(string? owner) => owner is null ? "nobody in particular" : $"'{owner}'";
}
