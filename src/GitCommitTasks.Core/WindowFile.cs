using System.Text.Json;
using GitCommitTasks.Diagnostics;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;

namespace GitCommitTasks;

/// <summary>The edit window on one path as it is kept: the window itself, and what a directory held when it was opened.</summary>
/// <remarks>Reading takes no lock. To write, hold the lock of the path.</remarks>
/// <param name="directory">Absolute path of the directory in which everything about the path is kept.</param>
/// <param name="workspace">Whose path it is.</param>
internal sealed class WindowFile(string directory, Workspace workspace)
{
    /// <summary>Read without the lock of the path, a window may come and go in between; that often in a row it does not.</summary>
    private const int MostReadings = 10;

    private readonly string window = Path.Combine(directory, "window.json");
    private readonly string before = Path.Combine(directory, "before.json");

    /// <summary>Whether a window is kept, sound or not.</summary>
    public bool Exists => File.Exists(window);

    /// <summary>The window, whoever opened it and however old; null when there is none. One that is corrupt is removed, if nobody has the path locked, and reported (GCT6012).</summary>
    public EditWindow? TryRead()
    {
        if (TryParse(out var isCorrupt) is { } sound)
            return sound.AsOf(workspace.Time.GetUtcNow());
        if (isCorrupt)
            TryDiscard();
        return null;
    }

    /// <summary>Keeps the window, in one step, in the place of the one that is kept.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(EditWindow open) => AtomicFile.Replace(window, open.ToBytes(), workspace.Scoped.NewTemporaryPath());

    /// <summary>What differed from HEAD below the path when the window was opened; null when that is not kept, or corrupt.</summary>
    public IReadOnlyDictionary<RepositoryPath, TreeEntry?>? TryReadBefore()
    {
        if (!File.Exists(before))
            return null;
        try
        {
            return JsonSerializer.Deserialize(WorkingFile.Read(LibC.Terminated(before)), EditWindowJson.Default.IReadOnlyListEntryBefore)?.ToDictionary(e => RepositoryPath.Parse(e.Path), e => e.Entry);
        }
        catch (Exception e) when (e is IOException or JsonException or FormatException or ArgumentException)
        {
            // Gone, or not what we wrote.
            return null;
        }
    }

    /// <summary>Keeps what differs from HEAD below the path, until the window is closed.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteBefore(IReadOnlyList<EntryBefore> entries) =>
        AtomicFile.Replace(before, JsonSerializer.SerializeToUtf8Bytes(entries, EditWindowJson.Default.IReadOnlyListEntryBefore), workspace.Scoped.NewTemporaryPath());

    /// <summary>Removes the window and what belongs to it.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void Delete()
    {
        File.Delete(window);
        File.Delete(before);
    }

    private EditWindow? TryParse(out bool isCorrupt)
    {
        isCorrupt = false;
        // Most paths have none, and an exception costs more than a look.
        if (!Exists)
            return null;
        for (var reading = 1; ; reading++)
        {
            try
            {
                var read = EditWindow.TryParse(WorkingFile.Read(LibC.Terminated(window))) is { } sound && ProvenanceStore.NameOf(sound.At) == Path.GetFileName(directory) ? sound : null;
                isCorrupt = read is null;
                return read;
            }
            catch (IOException) when (!Exists)
            {
                return null;
            }
            catch (IOException) when (reading < MostReadings)
            {
                // It was gone when it was opened and is there again: one window was closed, the next opened.
            }
        }
    }

    private void TryDiscard()
    {
        var options = workspace.PathLockOptions() with { Timeout = TimeSpan.Zero };
        using var held = new PathDirectory(directory, workspace).Acquire(options, _ => false, CancellationToken.None).Handle;
        if (held is null || TryParse(out var isCorrupt) is not null || !isCorrupt)
            return;
        Delete();
        workspace.Diagnostics.Report(Catalog.WindowCorrupt.With(ProvenanceStore.PathIn(directory) is { } path ? $"'{path}'" : "a directory, or a file of which nothing else is known"));
    }
}
