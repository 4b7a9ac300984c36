using System.Text;
using GitCommitTasks.Objects;

namespace GitCommitTasks.Refs;

/// <summary>Appends to the reflog of a ref, as git does when it moves one (refs/files-backend.c, <c>files_log_ref_write</c>).</summary>
/// <param name="refs">Knows where the logs are.</param>
/// <param name="setting"><c>core.logAllRefUpdates</c>: null, a boolean, or <c>always</c>.</param>
/// <param name="durable">Whether the line is flushed to the disk.</param>
internal sealed class Reflog(RefStore refs, string? setting, bool durable)
{
    /// <summary>Logs that exist are appended to; new ones are begun for these, unless the setting says otherwise (refs.c, <c>should_autocreate_reflog</c>).</summary>
    private static readonly string[] BegunByDefault = ["refs/heads/", "refs/remotes/", "refs/notes/"];

    /// <summary>Whether refs and their logs are flushed to the disk.</summary>
    public bool IsDurable => durable;

    /// <summary>Appends one line.</summary>
    /// <param name="reference">The ref that moves.</param>
    /// <param name="before">Its old value; null when it did not exist.</param>
    /// <param name="after">Its new value.</param>
    /// <param name="committer">The committer line's content: name, address, time.</param>
    /// <param name="message">One line.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It could not be written.</exception>
    public void Append(string reference, Oid? before, Oid after, string committer, byte[] message)
    {
        var path = refs.LogOf(reference);
        if (!File.Exists(path) && !Begins(reference))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] line = [.. Encoding.UTF8.GetBytes($"{before?.Hex ?? new string('0', after.Hex.Length)} {after.Hex} {committer}\t"), .. message, (byte)'\n'];
        // One write to a file opened for appending: lines of two processes do not mix.
        using var log = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        log.Write(line);
        if (durable)
            log.Flush(flushToDisk: true);
    }

    private bool Begins(string reference) => setting?.ToLowerInvariant() switch
    {
        "always" => true,
        "false" or "no" or "off" or "0" or "" => false,
        _ => reference == BranchTip.Head || BegunByDefault.Any(p => reference.StartsWith(p, StringComparison.Ordinal)),
    };
}
