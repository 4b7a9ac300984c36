using System.Text;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Journaling;

/// <summary>A commit made here.</summary>
/// <param name="Commit">Its id.</param>
/// <param name="IndexPublished">Whether the shared index was published with it.</param>
internal readonly record struct RecentCommit(Oid Commit, bool IndexPublished);

/// <summary>The last commits made here, so that a later operation can tell ours from others' when it looks for index entries that were put back.</summary>
/// <remarks>A bounded list of ids, the newest last; a <c>!</c> marks one whose index was not published. Losing it loses only that check.</remarks>
internal sealed class RecentCommits(ScopedDirectory directory)
{
    /// <summary>Enough for the commits that can lie between a racing git command's reading and writing.</summary>
    public const int Most = 64;

    private string File => Path.Combine(directory.Root, "recent");

    /// <summary>The commits, the newest last; empty when there is no list or it is not readable.</summary>
    public IReadOnlyList<RecentCommit> Read()
    {
        try
        {
            return [.. System.IO.File.ReadAllLines(File).Select(Parse).OfType<RecentCommit>()];
        }
        catch (IOException)
        {
            // No list yet.
            return [];
        }
    }

    /// <summary>Adds a commit, or changes what is known of it.</summary>
    /// <exception cref="IOException">The list could not be written.</exception>
    public void Add(RecentCommit commit, string temporary)
    {
        var lines = Read().Where(c => c.Commit != commit.Commit).TakeLast(Most - 1).Append(commit)
            .Select(c => c.Commit.Hex + (c.IndexPublished ? "\n" : "!\n"));
        AtomicFile.Replace(File, Encoding.ASCII.GetBytes(string.Concat(lines)), temporary);
    }

    private static RecentCommit? Parse(string line) =>
        Oid.TryParse(line.TrimEnd('!')) is { } commit ? new RecentCommit(commit, !line.EndsWith('!')) : null;
}
