using System.Text;
using GitCommitTasks.Files;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Refs;

/// <summary>Refs of git's files format: loose ones, then <c>packed-refs</c> (<see href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</see>).</summary>
/// <param name="gitDirectory">Absolute path of the worktree's own git directory.</param>
/// <param name="commonDirectory">Absolute path of the directory all worktrees share.</param>
internal sealed class RefStore(string gitDirectory, string commonDirectory) : IRefs
{
    /// <summary>As refs.h, <c>SYMREF_MAXDEPTH</c>.</summary>
    private const int DeepestSymref = 5;

    private const string SymrefPrefix = "ref:";

    /// <summary>Refs that each worktree has for itself (git-worktree(1), REFS).</summary>
    private static readonly string[] PerWorktree = ["refs/bisect/", "refs/worktree/", "refs/rewritten/"];

    /// <summary>Where HEAD points now.</summary>
    /// <exception cref="IOException">HEAD is missing, malformed or a symbolic link.</exception>
    public BranchTip ReadHead()
    {
        if (new FileInfo(PathOf(BranchTip.Head)).LinkTarget is not null)
            throw new IOException("HEAD is a symbolic link, a form git has given up");
        var reference = BranchTip.Head;
        for (var depth = 0; depth <= DeepestSymref; depth++)
        {
            var value = ReadRaw(reference);
            if (value is null && reference == BranchTip.Head)
                throw new IOException("HEAD is missing");
            if (value is null || !value.StartsWith(SymrefPrefix, StringComparison.Ordinal))
                return new BranchTip(reference, value is null ? null : ParseId(reference, value));
            reference = value[SymrefPrefix.Length..].Trim();
            if (!IsSafe(reference))
                throw new IOException($"'{reference}' is no name of a ref");
        }

        throw new IOException("it points in circles");
    }

    /// <summary>The symrefs that lead from HEAD to the branch, HEAD first; HEAD alone when it is detached. Each logs what moves the branch.</summary>
    /// <exception cref="IOException">HEAD is missing or malformed.</exception>
    public IReadOnlyList<string> ReadChain()
    {
        List<string> chain = [BranchTip.Head];
        while (chain.Count <= DeepestSymref && ReadRaw(chain[^1]) is { } value && value.StartsWith(SymrefPrefix, StringComparison.Ordinal))
            chain.Add(value[SymrefPrefix.Length..].Trim());
        return chain.Count > 1 ? chain[..^1] : chain;
    }

    /// <summary>The commit of a ref that is no symref; null when there is no such ref.</summary>
    /// <exception cref="IOException">It is malformed.</exception>
    public Oid? Read(string reference) => ReadRaw(reference) is { } value ? ParseId(reference, value) : null;

    /// <summary>Absolute path of the loose file of a ref.</summary>
    public string PathOf(string reference) => Path.Combine(DirectoryOf(reference), reference);

    /// <summary>Absolute path of the reflog of a ref.</summary>
    public string LogOf(string reference) => Path.Combine(DirectoryOf(reference), "logs", reference);

    /// <summary>Whether a packed ref lies below <paramref name="reference"/>, so that the two could not be loose together.</summary>
    public bool HasPackedBelow(string reference) =>
        PackedLines().Any(l => NameIn(l).StartsWith(reference + "/", StringComparison.Ordinal));

    private string DirectoryOf(string reference) =>
        reference == BranchTip.Head || PerWorktree.Any(p => reference.StartsWith(p, StringComparison.Ordinal)) ? gitDirectory : commonDirectory;

    /// <summary>Loose first. A ref that is packed between the two looks is found by looking at the loose file once more.</summary>
    private string? ReadRaw(string reference) => ReadLoose(reference) ?? ReadPacked(reference) ?? ReadLoose(reference);

    private string? ReadLoose(string reference)
    {
        // Through the system's own calls: .NET would refuse a file that somebody else has locked its way.
        var path = PathOf(reference);
        return !Directory.Exists(path) && WorkingFile.TryRead(LibC.Terminated(path)) is { } content ? Encoding.UTF8.GetString(content).Trim() : null;
    }

    private string? ReadPacked(string reference) =>
        PackedLines().FirstOrDefault(l => NameIn(l).SequenceEqual(reference)) is { } line ? line[..line.IndexOf(' ', StringComparison.Ordinal)] : null;

    /// <summary>The name in a line <c>ID NAME</c>; empty for the header and for what an annotated tag names.</summary>
    private static ReadOnlySpan<char> NameIn(string line) =>
        line.IndexOf(' ', StringComparison.Ordinal) is var at and > 0 && line[0] is not ('#' or '^') ? line.AsSpan(at + 1) : default;

    private string[] PackedLines() =>
        WorkingFile.TryRead(LibC.Terminated(Path.Combine(commonDirectory, "packed-refs"))) is { } content ? Encoding.UTF8.GetString(content).Split('\n') : [];

    private static Oid ParseId(string reference, string value) =>
        Oid.TryParse(value) ?? throw new IOException($"'{reference}' holds '{value}', which is no object id");

    /// <summary>A HEAD that named <c>../../x</c> would have us write outside of the repository (refs.c, <c>refname_is_safe</c>).</summary>
    private static bool IsSafe(string reference) =>
        reference.StartsWith("refs/", StringComparison.Ordinal) && !reference.Split('/').Any(p => p is "" or "." or ".." || p.EndsWith(".lock", StringComparison.Ordinal));
}
