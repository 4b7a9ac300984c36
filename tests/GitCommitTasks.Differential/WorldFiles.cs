using System.Security.Cryptography;
using System.Text;

namespace GitCommitTasks.Differential;

/// <summary>What of a state is compared without git: the files, the refs and their logs, byte by byte, and the locks that are left.</summary>
internal static class WorldFiles
{
    private static readonly string[] Refs = ["HEAD", "packed-refs", "refs", "logs", "worktrees"];

    /// <summary>The sections <c>files</c>, <c>refs</c> and <c>locks</c>.</summary>
    /// <param name="world">Absolute path of the state.</param>
    public static IEnumerable<(string Name, List<string> Lines)> Read(string world)
    {
        var git = Path.Combine(world, "tree", ".git");
        yield return ("files", [.. Entries(world, e => e.Name is not (".git" or "home" or "hooks.log")).Select(e => Describe(e, world)).Order(StringComparer.Ordinal)]);
        yield return ("refs", [.. Entries(git, e => IsRef(Path.GetRelativePath(git, e.FullName))).OfType<FileInfo>().SelectMany(f => Lines(f, git)).Order(StringComparer.Ordinal)]);
        yield return ("locks", [.. Entries(git, e => e.Name is not ("scoped" or "objects")).Where(e => e.Name.EndsWith(".lock", StringComparison.Ordinal)).Select(e => e.Name)]);
    }

    private static IEnumerable<FileSystemInfo> Entries(string directory, Func<FileSystemInfo, bool> isWanted)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos().Where(isWanted))
        {
            yield return entry;
            if (entry is DirectoryInfo { LinkTarget: null })
            {
                foreach (var below in Entries(entry.FullName, isWanted))
                    yield return below;
            }
        }
    }

    /// <summary>Files of reftable hold times and are not compared as such (<see cref="Script.RefFormat"/>).</summary>
    private static bool IsRef(string path) => !path.Split('/').Contains("reftable") && Refs.Contains(path.Split('/')[0]) && Path.GetFileName(path) is not ("index" or "gitdir" or "commondir" or "scoped" or "COMMIT_EDITMSG");

    private static IEnumerable<string> Lines(FileInfo file, string git) =>
        File.ReadAllText(file.FullName, Encoding.Latin1).TrimEnd('\n').Split('\n').Select(l => $"{Path.GetRelativePath(git, file.FullName)}:{l}");

    private static string Describe(FileSystemInfo entry, string world)
    {
        var path = Path.GetRelativePath(world, entry.FullName);
        if (entry.LinkTarget is { } target)
            return $"{path} -> {target}";
        // Told by its name alone: a name that is not UTF-8, or a pipe.
        if (entry is not FileInfo { Exists: true } file || OperatingSystem.IsWindows() || entry.Attributes.HasFlag(FileAttributes.Device) || file.Length == 0)
            return path;
        return $"{path} {Convert.ToString((int)file.UnixFileMode, 8)} {Convert.ToHexString(SHA1.HashData(File.ReadAllBytes(file.FullName)))}";
    }
}
