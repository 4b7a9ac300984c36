using GitCommitTasks.Objects;
using GitCommitTasks.Ownership;
using GitCommitTasks.TestKit;

namespace GitCommitTasks.SideBySide;

/// <summary>A way of committing one owner's changes of a file in which others have changes too.</summary>
internal interface IWayToCommit
{
    /// <summary>What it is called in the table.</summary>
    string Name { get; }

    /// <summary>The other owners whom the last commit said it could not be told apart from.</summary>
    IReadOnlyCollection<string?> Named => [];

    /// <summary>The file as the owner's commit holds it, or null when there is no commit.</summary>
    string[]? Commit(SharedHistory history, string[] head, string owner);
}

/// <summary><c>git add FILE; git commit</c>: the file as it is on disk.</summary>
internal sealed class WholeFile : IWayToCommit
{
    public string Name => "(a) whole file";

    public string[]? Commit(SharedHistory history, string[] head, string owner) => head.SequenceEqual(history.Disk) ? null : history.Disk;
}

/// <summary>Each edit of the owner's merged into HEAD: <c>git merge-file HEAD BEFORE AFTER</c>.</summary>
internal sealed class MergeFile(TemporaryRepository repository) : IWayToCommit
{
    public string Name => "(b) `git merge-file`";

    public string[]? Commit(SharedHistory history, string[] head, string owner)
    {
        foreach (var edit in history.Edits.Where(e => e.Owner == owner))
        {
            repository.WriteLines("ours", head);
            repository.WriteLines("base", edit.Before);
            repository.WriteLines("theirs", edit.After);
            var merged = repository.TryGit("merge-file", "--quiet", "-p", "ours", "base", "theirs");
            if (merged.ExitCode != 0)
                return null;
            head = merged.StandardOutput.ToLines();
        }

        return head;
    }
}

/// <summary>Each edit of the owner's as a patch without context: <c>git apply --cached --unidiff-zero</c>.</summary>
internal sealed class ZeroContextPatch(TemporaryRepository repository) : IWayToCommit
{
    public string Name => "(c) `git apply --unidiff-zero`";

    public string[]? Commit(SharedHistory history, string[] head, string owner)
    {
        repository.WriteLines("head", head);
        repository.Git("update-index", "--add", "--cacheinfo", $"100644,{repository.Git("hash-object", "-w", "head").Trim()},file");
        foreach (var edit in history.Edits.Where(e => e.Owner == owner))
        {
            repository.WriteLines("a/file", edit.Before);
            repository.WriteLines("b/file", edit.After);
            repository.Write("patch", repository.TryGit("diff", "--no-index", "--no-prefix", "--unified=0", "a/file", "b/file").StandardOutput);
            if (repository.TryGit("apply", "--cached", "--unidiff-zero", "--whitespace=nowarn", "patch").ExitCode != 0)
                return null;
        }

        return repository.Git("cat-file", "blob", ":file").ToLines();
    }
}

/// <summary>This project: provenance and composition.</summary>
internal sealed class OwnLines : IWayToCommit
{
    private SharedHistory? current;
    private FileProvenance provenance = FileProvenance.Of(FileState.Missing);

    public string Name => "(d) this project";

    public IReadOnlyCollection<string?> Named { get; private set; } = [];

    public string[]? Commit(SharedHistory history, string[] head, string owner)
    {
        if (current != history)
            Capture(history);
        var composition = Composition.For(provenance, Of(head), Of(history.Disk), owner);
        Named = [.. composition.Entangled.Select(e => e.Owner)];
        provenance.Committed(owner, composition.File, by: owner);
        return [.. TextLines.Split(composition.File.Content).Lines];
    }

    private void Capture(SharedHistory history)
    {
        (current, provenance) = (history, FileProvenance.Of(Of(history.Base)));
        foreach (var edit in history.Edits)
            provenance.Capture(Of(edit.After), edit.Owner, isObserved: true);
    }

    private static FileState Of(string[] lines) => new(EntryMode.File, new TextLines(lines, EndsInLineFeed: true).Join());
}

/// <summary>Files of lines.</summary>
internal static class LineFiles
{
    public static void WriteLines(this TemporaryRepository repository, string path, string[] lines) => repository.Write(path, string.Concat(lines.Select(l => l + "\n")));

    public static string[] ToLines(this string text) => text.Length == 0 ? [] : text[..^1].Split('\n');
}
