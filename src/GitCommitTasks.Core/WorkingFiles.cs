using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;

namespace GitCommitTasks;

/// <summary>Stores what the working tree holds as git would: most files by ourselves, those that only git can convert by one call for all of them.</summary>
/// <remarks>Writes blobs and nothing else, so giving up at any point needs no roll-back.</remarks>
/// <param name="repository">Whose working tree.</param>
/// <param name="index">Gives the shared index; asked once, when it is needed.</param>
/// <param name="diagnostics">Receives why something cannot be stored.</param>
internal sealed class WorkingFiles(GitRepository repository, Func<IndexFile> index, DiagnosticBag diagnostics)
{
    private const string NotReached = "it is not there any more, or is beyond a symbolic link";

    private readonly FileCapture files = new(repository);
    private readonly NestedRepositories nested = new(repository.Layout);
    private readonly Lazy<IndexFile> shared = new(index);
    private VanishedAttributes? vanished;

    /// <summary>Stores all of them; what cannot be is reported (GCT2011, 2012, 2014, 2042) and not among the result.</summary>
    public IReadOnlyList<CapturedFile> Store(IReadOnlyCollection<FoundFile> found)
    {
        List<CapturedFile> stored = [];
        List<FoundFile> forGit = [];
        foreach (var file in found)
        {
            try
            {
                if (!IsReachedDirectly(file.Path))
                    diagnostics.Report(Catalog.FileUnreadable.With(file.Path, NotReached));
                else if (TryStore(file) is { } captured)
                    stored.Add(captured);
                else
                    forGit.Add(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The file is unreadable, vanished, changed its kind or is beyond a link now, or the object could not be written: the caller's commit stops here.
                diagnostics.Report(Catalog.FileUnreadable.With(file.Path, e.Message.TrimEnd('.')));
            }
        }

        // A repository without a commit fails alone, and is named.
        foreach (var repositories in forGit.Where(f => f.Stat.Kind == FileKind.Directory).ToList())
            stored.AddRange(StoreByGit([repositories]));
        forGit.RemoveAll(f => f.Stat.Kind == FileKind.Directory);
        if (forGit.Count > 0)
            stored.AddRange(StoreByGit(forGit));
        return stored;
    }

    /// <summary>Stores one; null after reporting why it cannot be stored.</summary>
    public CapturedFile? Store(FoundFile file) => Store([file]) is [var stored] ? stored : null;

    private CapturedFile? TryStore(FoundFile file)
    {
        if (file.Stat.Kind == FileKind.Directory)
            return nested.Head(file.Path) is { } head ? new CapturedFile(file.Path, new TreeEntry(EntryMode.Submodule, head), file.Stat.Index) : null;
        vanished ??= new VanishedAttributes(repository, shared.Value);
        return file.Stat.Kind == FileKind.File && vanished.IsAbove(file.Path) ? null : files.TryStore(file);
    }

    private List<CapturedFile> StoreByGit(List<FoundFile> asked)
    {
        List<CapturedFile> stored = [];
        var git = new GitConversion(repository, shared.Value, diagnostics);
        for (var reading = 1; asked.Count > 0; reading++)
        {
            if (git.TryStore(asked) is not { } entries)
                return [];
            List<FoundFile> changed = [];
            foreach (var file in asked)
            {
                if (files.Stat(file.Path) is { } now && now != file.Stat && reading < FileCapture.Readings)
                    changed.Add(file with { Stat = now });
                else if (entries.TryGetValue(file.Path, out var entry) && IsReachedDirectly(file.Path))
                    stored.Add(new CapturedFile(file.Path, entry, file.Stat.Index));
                else
                    diagnostics.Report(Catalog.FileUnreadable.With(file.Path, NotReached));
            }

            asked = changed;
        }

        return stored;
    }

    /// <summary>Looked at before anything is asked of the path, as an attributes file behind a link is not ours either, and again after git has read the file.</summary>
    private bool IsReachedDirectly(RepositoryPath path)
    {
        for (var directory = path.Directory; !directory.IsTop; directory = directory.Directory)
        {
            if (files.Stat(directory) is not { Kind: FileKind.Directory })
                return false;
        }

        return true;
    }
}
