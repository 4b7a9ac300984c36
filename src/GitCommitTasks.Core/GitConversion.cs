using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Git;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;
using GitCommitTasks.Plumbing;

namespace GitCommitTasks;

/// <summary>Has git store files whose content needs a conversion: filters, encodings, line ends, idents. One call for all of them.</summary>
/// <remarks>
/// <para>Git adds them to an index of ours that holds nothing but their entries, so that its cost follows the change: <c>text=auto</c> looks at the line ends of
/// the entry. The attributes files of the shared index are in it too, for those that are not in the working tree (attr.c, <c>read_attr</c>).</para>
/// <para><c>git hash-object</c> would not do: it reads no index, and follows symbolic links.</para>
/// <para><b>Does not guarantee</b> that a filter is run once a file: one that changes meanwhile is filtered again, as it is read again elsewhere.</para>
/// </remarks>
/// <param name="repository">Whose working tree.</param>
/// <param name="index">The shared index, for the entries of the files and of attributes files.</param>
/// <param name="diagnostics">Receives what git says, and why a file cannot be stored.</param>
internal sealed class GitConversion(GitRepository repository, IndexFile index, DiagnosticBag diagnostics)
{
    /// <summary>What must not follow from our configuration: other index formats, a watcher, and hooks, which are not for an index of ours.</summary>
    private static readonly string[] Quietly =
        ["-c", "core.splitIndex=false", "-c", "index.sparse=false", "-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false", "-c", "core.hooksPath=/dev/null"];

    /// <summary>Stores the files and returns the entry of each, or null after reporting why one cannot be stored.</summary>
    /// <exception cref="IOException">There is no git, or the file system failed.</exception>
    public IReadOnlyDictionary<RepositoryPath, TreeEntry>? TryStore(IReadOnlyList<FoundFile> files, CancellationToken cancellation = default)
    {
        var scoped = new ScopedDirectory(repository.Layout.GitDirectory);
        scoped.Create();
        var own = scoped.NewTemporaryPath();
        try
        {
            File.WriteAllBytes(own, OwnIndex(files));
            var call = new GitCall($"the content of {Words(files)}", [.. Quietly, "update-index", "-z", "--add", "--replace", "--stdin"])
            {
                Input = files.SelectMany(f => (byte[])[.. f.Path.Bytes, 0]).ToArray(),
                IsUsersOwn = true,
            };
            var output = repository.Program.Run(call.OnIndex(own), cancellation);
            return Report(output, files) ? Entries(own, files) : null;
        }
        finally
        {
            File.Delete(own);
        }
    }

    private static string Words(IReadOnlyList<FoundFile> files) => files.Count == 1 ? $"'{files[0].Path}'" : $"'{files[0].Path}' and {files.Count - 1} more";

    /// <summary>The entries without stat, so that git looks at each file; and without the flags by which it would not.</summary>
    private byte[] OwnIndex(IReadOnlyList<FoundFile> files)
    {
        var paths = files.Where(f => f.Stat.Kind != FileKind.Directory).Select(f => f.Path).ToHashSet();
        foreach (var path in files.Select(f => f.Path))
        {
            for (var directory = path.Directory; ; directory = directory.Directory)
            {
                paths.Add(directory.Combine(".gitattributes"u8));
                if (directory.IsTop)
                    break;
            }
        }

        return IndexFile.EmptyOf(repository.Objects.Format).With(
            [.. paths.Select(index.Find).OfType<IndexEntry>().Where(e => !e.IntentToAdd).Select(e => new IndexChange(e.Path, e.Entry, default))],
            static _ => false,
            lastWritten: null);
    }

    private bool Report(GitOutput output, IReadOnlyList<FoundFile> files)
    {
        var words = string.Join("; ", output.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (output.ExitCode == 0)
        {
            if (words.Length > 0)
                diagnostics.Report(Catalog.ConversionSaid.With(Words(files), words));
            return true;
        }

        if (files.Any(f => f.Stat.Kind == FileKind.Directory))
            diagnostics.Report(Catalog.RepositoryUnborn.With(files[0].Path));
        else
            diagnostics.Report((words.Contains("filter", StringComparison.Ordinal) ? Catalog.FilterFailed : Catalog.ConversionRefused).With(Words(files), words.TrimEnd('.')));
        return false;
    }

    private Dictionary<RepositoryPath, TreeEntry> Entries(string own, IReadOnlyList<FoundFile> files)
    {
        var stored = IndexFile.Parse(WorkingFile.Read(LibC.Terminated(own)), repository.Objects.Format);
        // A file that vanished meanwhile has no entry.
        return files.Select(f => stored.Find(f.Path)).OfType<IndexEntry>().ToDictionary(e => e.Path, e => e.Entry);
    }
}
