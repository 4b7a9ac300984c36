using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace GitCommitTasks.Diagnostics;

/// <summary>What kind of event an entry of the error log tells of.</summary>
internal enum ErrorLogType
{
    /// <summary>A commit was made, but its validation found something.</summary>
    ValidationWarning,

    /// <summary>A commit was not made.</summary>
    CommitFailure,

    /// <summary>A waiter gave up.</summary>
    LockTimeout,

    /// <summary>A dead holder's record was removed.</summary>
    StaleLockRemoved,
}

/// <summary>How urgent an entry of the error log is.</summary>
internal enum ErrorLogSeverity
{
    Low,
    Medium,
    High,
}

/// <summary>One event for the error log. Its id and its time are given when it is appended.</summary>
/// <param name="Type">What kind of event it is.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="Message">What happened. Credentials in URLs are masked, here and in every other text, when the entry becomes JSON.</param>
internal sealed record ErrorLogEntry(ErrorLogType Type, ErrorLogSeverity Severity, string Message)
{
    /// <summary>The caller's id of the task, if it gave one.</summary>
    public string? Task { get; init; }

    /// <summary>The caller's id of the session, if it gave one.</summary>
    public string? Session { get; init; }

    /// <summary>The owner of the work; null when it is unattributed.</summary>
    public string? Owner { get; init; }

    /// <summary>The object id of the commit in question, if there is one.</summary>
    public string? Commit { get; init; }

    /// <summary>The full name of the branch, such as <c>refs/heads/main</c>; null when HEAD is detached.</summary>
    public string? Branch { get; init; }

    /// <summary>The code of the diagnostic behind the entry, such as <c>GCT1001</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The paths in question, relative to the top of the working tree, forward slashes.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>What a person or a script can do about it.</summary>
    public required string SuggestedAction { get; init; }

    /// <summary>Whether doing the same again may succeed without a person.</summary>
    public bool AutoRecoverable { get; init; }

    /// <summary>The entry as the log holds it, with every field of the format; what is unknown is null.</summary>
    /// <param name="now">The time of the event; its id begins with it, in milliseconds since 1970.</param>
    public JsonObject ToJson(DateTimeOffset now) => new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"err_{now.ToUnixTimeMilliseconds()}_{RandomNumberGenerator.GetHexString(8, lowercase: true)}"),
        ["timestamp"] = Timestamp(now),
        ["type"] = Name(Type),
        ["severity"] = Severity.ToString().ToLowerInvariant(),
        ["message"] = UrlCredentials.Mask(Message),
        ["context"] = new JsonObject
        {
            ["task"] = UrlCredentials.Mask(Task),
            ["session_id"] = UrlCredentials.Mask(Session),
            ["owner"] = UrlCredentials.Mask(Owner),
            ["commit"] = Commit,
            ["branch"] = Branch,
            ["code"] = Code,
            ["paths"] = new JsonArray([.. Paths.Select(p => JsonValue.Create(p))]),
        },
        ["recovery"] = new JsonObject
        {
            ["suggested_action"] = UrlCredentials.Mask(SuggestedAction),
            ["auto_recoverable"] = AutoRecoverable,
        },
        ["fix_status"] = "unfixed",
    };

    /// <summary>ISO 8601 in UTC, to the millisecond, as every time in the log.</summary>
    internal static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Name(ErrorLogType type) => type switch
    {
        ErrorLogType.ValidationWarning => "git_commit_validation_warning",
        ErrorLogType.CommitFailure => "git_commit_failure",
        ErrorLogType.LockTimeout => "lock_timeout",
        ErrorLogType.StaleLockRemoved => "stale_lock_removed",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown type of entry"),
    };
}
