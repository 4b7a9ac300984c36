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

    /// <summary>The commits, each with whether its index was published; empty when there is no list or it is not readable.</summary>
    /// <remarks>Of two lines on one commit the later one counts.</remarks>
    public IReadOnlyDictionary<Oid, bool> Read()
    {
        var commits = new Dictionary<Oid, bool>();
        foreach (var commit in Lines())
            commits[commit.Commit] = commit.IndexPublished;
        return commits;
    }

    /// <summary>Adds a commit, or changes what is known of it: one line is appended, and now and then the old ones are dropped.</summary>
    /// <exception cref="IOException">The list could not be written.</exception>
    public void Add(RecentCommit commit, string temporary)
    {
        if (TryAppend(commit))
            return;
        var kept = Lines().Where(c => c.Commit != commit.Commit).Reverse().DistinctBy(c => c.Commit).Take(Most - 1).Reverse().Append(commit).Select(Line);
        AtomicFile.Replace(File, Encoding.ASCII.GetBytes(string.Concat(kept)), temporary);
    }

    /// <summary>In one write: another process sees the line whole or not at all.</summary>
    /// <returns>False when the list is long enough.</returns>
    private bool TryAppend(RecentCommit commit)
    {
        using var list = System.IO.File.OpenHandle(File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(list);
        if (length >= 2 * Most * LongestLine)
            return false;
        Span<byte> last = [(byte)'\n'];
        if (length > 0)
            RandomAccess.Read(list, last, length - 1);
        // A line that a power cut left without its end must not take the new one with it.
        var line = last[0] == '\n' ? Line(commit) : "\n" + Line(commit);
        RandomAccess.Write(list, Encoding.ASCII.GetBytes(line), length);
        return true;
    }

    private List<RecentCommit> Lines()
    {
        List<RecentCommit> commits = [];
        var text = ReadText();
        foreach (var line in text.AsSpan().Split('\n'))
        {
            if (Oid.TryParse(text[line].TrimEnd('!')) is { } commit)
                commits.Add(new RecentCommit(commit, !text[line].EndsWith('!')));
        }

        return commits;
    }

    private string ReadText()
    {
        try
        {
            return Encoding.ASCII.GetString(System.IO.File.ReadAllBytes(File));
        }
        catch (IOException)
        {
            // No list yet.
            return "";
        }
    }

    private static string Line(RecentCommit commit) => commit.Commit.Hex + (commit.IndexPublished ? "\n" : "!\n");
}
