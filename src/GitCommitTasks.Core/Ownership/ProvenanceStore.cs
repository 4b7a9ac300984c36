using System.Security.Cryptography;
using System.Text.Json;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Ownership;

/// <summary>Keeps the provenance of files beside the repository's data, one file each, named after a hash of the path.</summary>
/// <remarks>
/// <para><b>Guarantees.</b> Each is replaced in one step. Nothing of it is in git's object store, so <c>git gc</c> cannot take it.</para>
/// <para><b>Does not guarantee</b> order among writers: call it with the path's lock in hand.</para>
/// </remarks>
internal sealed class ProvenanceStore(ScopedDirectory directory, DiagnosticBag diagnostics)
{
    private const string Name = "provenance";

    /// <summary>The directory of a path: its provenance, its window and its lock.</summary>
    public string DirectoryOf(RepositoryPath path) => Path.Combine(directory.Root, "paths", NameOf(path));

    /// <summary>The name of the directory of a path.</summary>
    public static string NameOf(RepositoryPath path) => Convert.ToHexStringLower(SHA256.HashData(path.Bytes))[..40];

    /// <summary>Whether anything is known of any path; costs one look.</summary>
    public bool IsUsed => Directory.Exists(Path.Combine(directory.Root, "paths"));

    /// <summary>Whether anything is stored for the path, sound or not.</summary>
    public bool Has(RepositoryPath path) => File.Exists(FileOf(path));

    /// <summary>What is known of the path; null when nothing is. Corrupt data counts as nothing, and is reported (GCT6003).</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public FileProvenance? Load(RepositoryPath path)
    {
        var file = FileOf(path);
        if (!File.Exists(file))
            return null;
        try
        {
            return ProvenanceFormat.Read(WorkingFile.Read(LibC.Terminated(file)));
        }
        catch (IOException) when (!File.Exists(file))
        {
            // Forgotten at this moment.
            return null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            // ProvenanceFormat, JsonDocument: not what we wrote. Without it the changes are nobody's, which is never a wrong commit.
            diagnostics.Report(Catalog.ProvenanceCorrupt.With(path, e.Message.TrimEnd('.')));
            return null;
        }
    }

    /// <summary>Stores what is known of the path.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(RepositoryPath path, FileProvenance file)
    {
        Directory.CreateDirectory(DirectoryOf(path));
        AtomicFile.Replace(FileOf(path), ProvenanceFormat.Write(path.ToString(), file), directory.NewTemporaryPath());
        MarkIfVanished(path, file);
    }

    /// <summary>Forgets what is known of the path; its window stays.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void Remove(RepositoryPath path) => File.Delete(FileOf(path));

    /// <summary>The paths of which something that is in neither HEAD nor the working tree was lost: no look at either finds them.</summary>
    /// <exception cref="IOException">They cannot be listed.</exception>
    public IReadOnlyList<RepositoryPath> Vanished()
    {
        if (!Directory.Exists(Marks))
            return [];
        List<RepositoryPath> paths = [];
        foreach (var mark in Directory.EnumerateFiles(Marks))
        {
            if (PathIn(Path.Combine(directory.Root, "paths", Path.GetFileName(mark))) is { } path)
                paths.Add(path);
            else
                File.Delete(mark); // It was forgotten.
        }

        return paths;
    }

    /// <summary>The path whose directory <paramref name="directory"/> (absolute) is; null when that is not known any more.</summary>
    public static RepositoryPath? PathIn(string directory)
    {
        try
        {
            return ProvenanceFormat.ReadPath(WorkingFile.Read(LibC.Terminated(Path.Combine(directory, Name)))) is { } path ? RepositoryPath.Parse(path) : null;
        }
        catch (Exception e) when (e is IOException or FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // It is gone, or not what we wrote.
            return null;
        }
    }

    /// <summary>When what is in <paramref name="directory"/> (absolute) was stored last, UTC; while nothing is, when somebody did something in it.</summary>
    public static DateTimeOffset ChangedAt(string directory) =>
        new FileInfo(Path.Combine(directory, Name)) is { Exists: true } stored ? stored.LastWriteTimeUtc : Directory.GetLastWriteTimeUtc(directory);

    /// <summary>Holds an empty file for each vanished path, named as the path's directory.</summary>
    private string Marks => Path.Combine(directory.Root, "vanished");

    private void MarkIfVanished(RepositoryPath path, FileProvenance file)
    {
        var mark = Path.Combine(Marks, Path.GetFileName(DirectoryOf(path)));
        if (IsMissed(file))
        {
            Directory.CreateDirectory(Marks);
            File.WriteAllBytes(mark, []);
        }
        else if (File.Exists(mark))
        {
            File.Delete(mark);
        }
    }

    private static bool IsMissed(FileProvenance file) =>
        file.Mode is { Head: 0, Disk: 0 } && file.Owners.Any(o => Composition.For(file, FileState.Missing, FileState.Missing, o).Losses.Count > 0);

    private string FileOf(RepositoryPath path) => Path.Combine(DirectoryOf(path), Name);
}
