using System.Globalization;
using System.Text.Json.Nodes;
using GitCommitTasks.Files;

namespace GitCommitTasks.Diagnostics;

/// <summary>A JSON file of what went wrong, for people and scripts; other tools append to it as well.</summary>
/// <param name="path">The log (absolute). A symbolic link is followed: its target is replaced, the link stays.</param>
/// <param name="lockFile">A file (absolute) beside our other state; kernel-locked while an entry is appended, never deleted.</param>
/// <param name="time">The clock for ids and times.</param>
/// <param name="diagnostics">Where it is reported that the log was corrupt (GCT9008) or could not be written (GCT9007).</param>
/// <remarks>
/// <para><b>Guarantees.</b> Readers see the old log or the new one. Of several processes with one lock file no entry is lost. What others wrote is kept
/// byte for byte; a corrupt log is set aside under another name.</para>
/// <para><b>Does not guarantee.</b> An entry that another tool, which takes no lock of ours, writes in the instant between our last look and the rename.
/// The log's owner and group, when somebody else's file is replaced.</para>
/// <para><b>If the process dies here.</b> The log is whole, with the entry or without it; a temporary file <c>.NAME.*.tmp</c> may stay beside it, which a later <c>repair</c> removes.</para>
/// </remarks>
internal sealed class ErrorLog(string path, string lockFile, TimeProvider time, DiagnosticBag diagnostics)
{
    /// <summary>Enough: a try is lost only to another tool's append in the few milliseconds between reading and renaming.</summary>
    private const int Tries = 20;

    /// <summary>How long to wait for others who append. Appending takes milliseconds, so more than a few seconds mean that something is wrong.</summary>
    internal TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Called before each last look at the log; tests let somebody else append here.</summary>
    internal Action BeforeLastLook { get; init; } = static () => { };

    /// <summary>Appends <paramref name="entry"/>. When the environment refuses, reports GCT9007 with the entry's text instead of throwing.</summary>
    public void Append(ErrorLogEntry entry)
    {
        var now = time.GetUtcNow();
        var json = entry.ToJson(now);
        if (WhyNotAppended(json, now) is { } reason)
            diagnostics.Report(Catalog.ErrorLogNotWritten.With(path, reason.TrimEnd('.'), json.ToJsonString()));
    }

    private string? WhyNotAppended(JsonObject entry, DateTimeOffset now)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(lockFile)!);
            using var held = TimedKernelLock.TryAcquire(lockFile, LockTimeout);
            if (held is null)
                return string.Create(CultureInfo.InvariantCulture, $"its lock '{lockFile}' was held by somebody else for {LockTimeout.TotalSeconds} s");
            return TryAppend(ContestedFile.At(path), entry, now) ? null : "somebody else kept changing it";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file system refused. The work that is being logged must not fail for that; the caller reports the entry.
            return e.Message;
        }
    }

    private bool TryAppend(ContestedFile log, JsonObject entry, DateTimeOffset now)
    {
        for (var i = 0; i < Tries; i++)
        {
            // Others write in place: what is empty or no log may be half written.
            var before = log.ReadSettled(ErrorLogText.IsLog);
            var after = ErrorLogText.TryAppend(before, entry, ErrorLogEntry.Timestamp(now));
            if (after is null)
                SetAside(log, before, now);
            else if (log.TryReplace(before, after, BeforeLastLook))
                return true;
        }

        return false;
    }

    private void SetAside(ContestedFile log, byte[]? corrupt, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        if (log.TrySetAside(corrupt, $"corrupt-{stamp}") is { } aside)
            diagnostics.Report(Catalog.ErrorLogSetAside.With(path, aside));
    }
}
