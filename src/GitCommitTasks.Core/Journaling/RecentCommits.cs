using System.Text;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Journaling;

/// <summary>A commit made here.</summary>
/// <param name="Commit">Its id.</param>
/// <param name="IndexPublished">Whether the shared index was published with it.</param>
internal sealed record RecentCommit(Oid Commit, bool IndexPublished);

/// <summary>The last commits made here, so that a later operation can tell ours from others' when it looks for index entries that were put back.</summary>
/// <remarks>A bounded list of ids, the newest last; a <c>!</c> marks one whose index was not published. Losing it loses only that check.</remarks>
internal sealed class RecentCommits(ScopedDirectory directory)
{
    /// <summary>Enough for the commits that can lie between a racing git command's reading and writing.</summary>
    public const int Most = 64;

    /// <summary>An id of a SHA-256 repository, the mark and the line end.</summary>
    private const int LongestLine = 66;

    private string File => Path.Combine(directory.Root, "recent");

    /// <summary>The commits, the newest last; empty when there is no list or it is not readable.</summary>
    /// <remarks>Of two lines on one commit the later one counts.</remarks>
    public IReadOnlyList<RecentCommit> Read() =>
        [.. ReadText().Split('\n').Reverse().Select(Parse).OfType<RecentCommit>().DistinctBy(c => c.Commit).Reverse()];

    /// <summary>Adds a commit, or changes what is known of it: one line is appended, and now and then the old ones are dropped.</summary>
    /// <exception cref="IOException">The list could not be written.</exception>
    public void Add(RecentCommit commit, string temporary)
    {
        var text = ReadText();
        if (text.Length < 2 * Most * LongestLine)
        {
            // A line that a power cut left without its end must not take the new one with it.
            Append(text.Length == 0 || text.EndsWith('\n') ? Line(commit) : "\n" + Line(commit));
            return;
        }

        var kept = Read().Where(c => c.Commit != commit.Commit).TakeLast(Most - 1).Append(commit).Select(Line);
        AtomicFile.Replace(File, Encoding.ASCII.GetBytes(string.Concat(kept)), temporary);
    }

    /// <summary>In one write: another process sees the line whole or not at all.</summary>
    private void Append(string line)
    {
        using var list = new FileStream(File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        list.Write(Encoding.ASCII.GetBytes(line));
    }

    private string ReadText()
    {
        try
        {
            return System.IO.File.ReadAllText(File, Encoding.ASCII);
        }
        catch (IOException)
        {
            // No list yet.
            return "";
        }
    }

    private static string Line(RecentCommit commit) => commit.Commit.Hex + (commit.IndexPublished ? "\n" : "!\n");

    private static RecentCommit? Parse(string line) =>
        Oid.TryParse(line.TrimEnd('!')) is { } commit ? new RecentCommit(commit, !line.EndsWith('!')) : null;
}
