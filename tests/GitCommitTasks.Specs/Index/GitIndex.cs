using System.Text;
using CliWrap;
using CliWrap.Buffered;
using GitCommitTasks.Files;
using GitCommitTasks.Index;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Specs.Index;

/// <summary>A repository whose index is changed by git and by us, to compare the two.</summary>
public sealed class GitIndex : IDisposable
{
    public GitIndex(params string[] initArguments) => Repository = new(firstCommit: false, initArguments);

    public TemporaryRepository Repository { get; }

    public string File => Path.Combine(Repository.GitDirectory, "index");

    public byte[] Bytes
    {
        get => System.IO.File.ReadAllBytes(File);
        set => System.IO.File.WriteAllBytes(File, value);
    }

    internal IndexFile Parsed => IndexFile.Parse(Bytes);

    /// <summary>Entries whose files git has not looked at, each with its own content.</summary>
    public void AddAll(params string[] paths) =>
        Feed(paths.SelectMany(p => Encoding.UTF8.GetBytes($"100644 {Blob(p)}\t{p}\0")).ToArray(), "update-index", "-z", "--index-info");

    /// <summary>Many entries of one content, named f00000 and so on.</summary>
    public void AddAllOf(int count)
    {
        var blob = Blob("x");
        var lines = string.Concat(Enumerable.Range(0, count).Select(i => $"100644 {blob}\tf{i:D5}\n"));
        Feed(Encoding.ASCII.GetBytes(lines), "update-index", "--index-info");
    }

    /// <summary>Files with content, added as a user adds them.</summary>
    public void AddFiles(params string[] paths)
    {
        foreach (var path in paths)
            Repository.Write(path, $"content of {path}\n");
        Repository.Git(["add", "--", .. paths]);
    }

    public string Blob(string content) => Feed(Encoding.UTF8.GetBytes(content), "hash-object", "-w", "--stdin").Trim();

    /// <summary>Runs git with <paramref name="input"/> on its standard input.</summary>
    public string Feed(byte[] input, params string[] arguments)
    {
        var result = Repository.Command("git", arguments).WithStandardInputPipe(PipeSource.FromBytes(input)).ExecuteBufferedAsync().GetAwaiter().GetResult();
        result.ExitCode.ShouldBe(0, result.StandardError);
        return result.StandardOutput;
    }

    internal TreeEntry Tree(string content, EntryMode mode = EntryMode.File) => new(mode, Oid.Parse(Blob(content)));

    internal IndexChange Set(string path, string content, EntryMode mode = EntryMode.File) => new(new(path), Tree(content, mode), default);

    internal static IndexChange Remove(string path) => new(new(path), null, default);

    /// <summary>A change to what the file holds now.</summary>
    internal IndexChange Current(string path)
    {
        var id = Oid.Parse(Repository.Git("hash-object", "-w", path).Trim());
        return new(new(path), new(EntryMode.File, id), FileStat.TryRead(Repository[path])!.Value.Index);
    }

    /// <summary>Patches the index in place, asking the working tree about racy entries.</summary>
    internal void Patch(params IndexChange[] changes) => Bytes = Parsed.With(changes, IsModified, LastWritten);

    internal IndexTimestamp LastWritten => IndexTimestamp.Of(FileStat.TryRead(File)!.Value.Index);

    /// <summary>What git's ce_smudge_racily_clean_entry asks: the stat matches, the content does not.</summary>
    internal bool IsModified(IndexEntry entry) =>
        FileStat.TryRead(Repository[entry.Path.ToString()]) is { } now
        && now.Index.ModifiedSeconds == entry.Stat.ModifiedSeconds && now.Index.Size == entry.Stat.Size
        && Repository.Git("hash-object", entry.Path.ToString()).Trim() != entry.Entry.Id.Hex;

    /// <summary>Patches the index, and lets git make the same changes to a copy: both must say the same.</summary>
    internal void ShouldChangeAsGitDoes(params IndexChange[] changes)
    {
        var before = Bytes;
        var written = System.IO.File.GetLastWriteTimeUtc(File);
        ChangeByGit(changes);
        var (expected, expectedBytes) = (Says(), Bytes);
        Bytes = before;
        System.IO.File.SetLastWriteTimeUtc(File, written);

        Patch(changes);
        Says().ShouldBe(expected, "git is the oracle");
        WithoutOffsets(Bytes).ShouldBe(WithoutOffsets(expectedBytes), "git writes these very bytes");
    }

    /// <summary>Everything git says of the index, without writing it.</summary>
    public string Says() => string.Join('\n', new[]
    {
        Repository.Git("ls-files", "--stage", "--debug"),
        Repository.Git("ls-files", "-v"),
        Repository.Git("--no-optional-locks", "status", "--porcelain=v2"),
        Repository.Git("diff-files"),
        Repository.Git("fsck", "--strict", "--no-dangling"),
    });

    public void Dispose() => Repository.Dispose();

    private void ChangeByGit(IndexChange[] changes)
    {
        var lines = changes.SelectMany(c => (byte[])
        [
            .. Encoding.ASCII.GetBytes(c.Entry is { } e ? $"{e.Mode.ToOctal()} {e.Id}\t" : $"0 {Oid.None}\t"), .. c.Path.Bytes, 0,
        ]);
        Feed(lines.ToArray(), "update-index", "-z", "--index-info");
    }

    /// <summary>What git writes depends on its threads: leave out the extensions that hold offsets, and the checksum over them.</summary>
    private static byte[] WithoutOffsets(byte[] content)
    {
        var index = IndexFile.Parse(content);
        var others = index.Extensions.Where(e => e.Signature is not ("EOIE" or "IEOT"));
        return [.. content[..index.Entries.End], .. others.SelectMany(e => (byte[])[.. e.HeaderFor(e.Data.Length), .. e.Data.Span])];
    }
}
