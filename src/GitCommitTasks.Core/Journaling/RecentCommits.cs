using System.Text;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Journaling;

/// <summary>The last commits made here, so that a later operation can tell ours from others' when it looks for index entries that were put back.</summary>
/// <remarks>A bounded list of ids, the newest last. Losing it loses only that check.</remarks>
internal sealed class RecentCommits(ScopedDirectory directory)
{
    /// <summary>Enough for the commits that can lie between a racing git command's reading and writing.</summary>
    private const int Most = 64;

    private string File => Path.Combine(directory.Root, "recent");

    /// <summary>The ids, the newest last; empty when there is no list or it is not readable.</summary>
    public IReadOnlyList<Oid> Read()
    {
        try
        {
            return [.. System.IO.File.ReadAllLines(File).Select(l => Oid.TryParse(l)).OfType<Oid>()];
        }
        catch (IOException)
        {
            // No list yet.
            return [];
        }
    }

    /// <summary>Adds the id of a commit that was made.</summary>
    public void Add(Oid commit, string temporary)
    {
        var lines = Read().TakeLast(Most - 1).Append(commit).Select(c => c.Hex + "\n");
        AtomicFile.Replace(File, Encoding.ASCII.GetBytes(string.Concat(lines)), temporary);
    }
}
